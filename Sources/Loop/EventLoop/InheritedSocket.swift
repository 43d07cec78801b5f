internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A listening socket that the process was started with (systemd's socket activation, sd_listen_fds(3)).
package struct InheritedSocket: Sendable {
    let socket: ListeningSocket
    /// Where it listens.
    package var address: SocketAddress { socket.address }

    /// The first descriptor that systemd passes.
    package static let firstDescriptor: Int32 = 3

    /// The sockets that have been taken; each can be listened on once.
    private static let taken = Mutex<Set<Int32>>([])

    /// Takes the sockets of that name that were passed to this process, or all when `name` is `nil`.
    ///
    /// - Parameters:
    ///   - environment: looks an environment variable up; by default in the process's own.
    /// - Throws: ``IOError`` when none was passed, or one of them does not listen for streams.
    package static func take(
        named name: String?, firstDescriptor: Int32 = firstDescriptor,
        environment: (String) -> String? = { getenv($0).map { String(cString: $0) } }
    ) throws(IOError) -> [InheritedSocket] {
        let operation = "listen on systemd's socket\(name.map { " `\($0)`" } ?? "s")"
        guard environment("LISTEN_PID") == "\(getpid())", let count = environment("LISTEN_FDS").flatMap({ Int32($0) }), count > 0 else {
            throw IOError(
                name: "NO_SOCKETS", message: "none was passed to this process; start it through a .socket unit, or listen on an address",
                operation: operation)
        }
        let names = environment("LISTEN_FDNAMES")?.split(separator: ":", omittingEmptySubsequences: false).map(String.init) ?? []
        var sockets: [InheritedSocket] = []
        for offset in 0..<min(count, 1024) {
            let given = names.indices.contains(Int(offset)) ? names[Int(offset)] : "unknown"
            guard name == nil || name == given else { continue }
            let descriptor = firstDescriptor + offset
            guard taken.withLock({ $0.insert(descriptor).inserted }) else {
                throw IOError(name: "EADDRINUSE", message: "`\(given)` is listened on already", operation: operation)
            }
            sockets.append(try InheritedSocket(descriptor, given, operation))
        }
        guard !sockets.isEmpty else {
            throw IOError(
                name: "NO_SOCKETS",
                message: "none of that name was passed, only \(names.map { "`\($0)`" }.joined(separator: ", ")); see FileDescriptorName=",
                operation: operation)
        }
        return sockets
    }

    private init(_ descriptor: Int32, _ name: String, _ operation: String) throws(IOError) {
        guard Self.option(descriptor, SO_TYPE) == Platform.plainStreamType, Self.option(descriptor, SO_ACCEPTCONN) == 1,
            let address = ListeningSocket.localAddress(of: descriptor)
        else {
            throw IOError(
                name: "EINVAL", message: "`\(name)` is not a socket that listens for streams; use ListenStream= and Accept=no",
                operation: operation)
        }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        socket = ListeningSocket(descriptor: descriptor, address: address)
    }

    private static func option(_ descriptor: Int32, _ name: Int32) -> Int32? {
        var value: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, name, &value, &length) == 0 ? value : nil
    }
}
