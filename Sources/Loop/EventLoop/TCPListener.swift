#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The listening sockets of one TCP (or Unix-domain) address.
///
/// A TCP port has one per loop (`SO_REUSEPORT`), so that the kernel spreads connections over the loops. Where there can be only one, it is
/// accepted from on one loop, and the connections are dealt out to all in turn.
package final class TCPListener: Sendable {
    /// The address that is listened on, with the port the system chose.
    package let address: SocketAddress
    let options: ListenerOptions
    let makeHandler: TCPConnection.HandlerMaker
    let loops: [EventLoop]
    private let sockets: [ListeningSocket]
    private let file: UnixSocketFile?

    /// How many sockets the address has: one per loop, or one.
    var socketCount: Int { sockets.count }

    /// Binds and starts to listen; who connects waits until ``start()``.
    ///
    /// - Parameter permissions: the mode of a Unix-domain socket's file.
    /// - Throws: ``IOError`` naming the address, also when another process (even of the same user) already listens there.
    package init(
        _ address: SocketAddress, permissions: UInt16 = 0o600, on loops: [EventLoop], _ options: ListenerOptions,
        makeHandler: @escaping TCPConnection.HandlerMaker
    ) throws(IOError) {
        if let path = address.path {
            let (socket, file) = try UnixSocketFile.listen(path, permissions: permissions)
            sockets = [socket]
            self.file = file
        } else {
            sockets = try Self.listen(address, count: loops.count)
            file = nil
        }
        self.address = sockets[0].address
        self.loops = loops
        self.options = options
        self.makeHandler = makeHandler
        for socket in sockets { socket.prepare(vanishedAfter: options.vanishedAfterSeconds) }
    }

    /// Takes over a socket that listens already.
    package init(
        _ inherited: InheritedSocket, on loops: [EventLoop], _ options: ListenerOptions, makeHandler: @escaping TCPConnection.HandlerMaker
    ) {
        sockets = [inherited.socket]
        file = nil
        address = inherited.socket.address
        self.loops = loops
        self.options = options
        self.makeHandler = makeHandler
        inherited.socket.prepare(vanishedAfter: options.vanishedAfterSeconds)
    }

    /// One socket per loop, or a single one where ports cannot be shared.
    private static func listen(_ address: SocketAddress, count: Int) throws(IOError) -> [ListeningSocket] {
        // SO_REUSEPORT would let a second server of the same user share the port silently: a socket without it finds out.
        let probe = try ListeningSocket.bind(address, sharing: false)
        var sockets: [ListeningSocket] = []
        do throws(IOError) {
            close(probe.descriptor)
            for _ in 0..<count {
                let socket = try ListeningSocket.bind(probe.address, sharing: count > 1)
                sockets.append(socket)
                try socket.listen()
            }
        } catch {
            for socket in sockets { close(socket.descriptor) }
            guard error.name == "ENOPROTOOPT", count > 1 else { throw error }
            return try listen(probe.address, count: 1)
        }
        return sockets
    }

    /// Starts to accept. Once.
    package func start() {
        for (loop, socket) in zip(loops, sockets) {
            loop.execute { [self] in
                let acceptor = Acceptor(self, socket, on: loop)
                loop.state.pointee.acceptors.append(acceptor)
                acceptor.start()
            }
        }
    }

    /// Gives the address back without ever having accepted, instead of ``start()``.
    package func discard() {
        for socket in sockets { close(socket.descriptor) }
        file?.remove()
    }

    /// Stops accepting on all loops; open connections, and those that already wait to be accepted, go on. From any thread.
    package func stop() {
        file?.remove()
        for loop in loops {
            loop.execute { [self] in
                loop.state.pointee.acceptors.removeAll { acceptor in
                    guard acceptor.listener === self else { return false }
                    acceptor.stop()
                    return true
                }
            }
        }
    }
}
