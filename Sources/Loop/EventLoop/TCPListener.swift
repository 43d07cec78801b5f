internal import CLibUV

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Listening sockets on one address, one per loop (`SO_REUSEPORT`), so that the kernel spreads connections over the loops.
package final class TCPListener: Sendable {
    /// The address that is listened on, with the port the system chose.
    package let address: SocketAddress
    private let loops: [EventLoop]
    private let limits: ConnectionLimits
    private let makeHandler: TCPConnection.HandlerMaker
    private let descriptors: [Int32]

    /// Connections that may wait to be accepted, per loop; the system may cap it lower (`somaxconn`).
    private static let backlog: Int32 = 1024

    /// Binds and starts to listen; who connects waits until ``start()``.
    ///
    /// - Throws: ``IOError`` naming the address, also when another process (even of the same user) already listens there.
    package init(
        _ address: SocketAddress, on loops: [EventLoop], limits: ConnectionLimits, makeHandler: @escaping TCPConnection.HandlerMaker
    ) throws(IOError) {
        // SO_REUSEPORT would let a second server of the same user share the port silently: a socket without it finds out.
        let probe = try Self.bind(address, sharing: false)
        let bound = Self.localAddress(of: probe.descriptor) ?? address
        close(probe.descriptor)
        var descriptors: [Int32] = []
        do throws(IOError) {
            for _ in loops {
                let socket = try Self.bind(bound, sharing: true)
                descriptors.append(socket.descriptor)
                guard listen(socket.descriptor, Self.backlog) == 0 else { throw IOError(errno: errno, operation: "listen on \(bound)") }
            }
        } catch {
            for descriptor in descriptors { close(descriptor) }
            throw error
        }
        self.address = bound
        self.loops = loops
        self.limits = limits
        self.makeHandler = makeHandler
        self.descriptors = descriptors
    }

    /// Starts to accept on all loops. Once.
    package func start() {
        for (loop, descriptor) in zip(loops, descriptors) {
            loop.execute { [self] in Self.accept(on: loop, descriptor: descriptor, listener: self) }
        }
    }

    /// Gives the address back without ever having accepted, instead of ``start()``.
    package func discard() {
        for descriptor in descriptors { close(descriptor) }
    }

    /// Stops accepting on all loops; open connections, and those that already wait to be accepted, go on. From any thread.
    package func stop() {
        let me = UInt(bitPattern: Unmanaged.passUnretained(self).toOpaque())
        for loop in loops {
            loop.execute { [self] in
                loop.closeListeners(owner: UnsafeMutableRawPointer(bitPattern: me))
                _ = self
            }
        }
    }

    private static func bind(_ address: SocketAddress, sharing: Bool) throws(IOError) -> (descriptor: Int32, Void) {
        guard var storage = address.storage else {
            throw IOError(
                name: "EINVAL", message: "`\(address)` is not an IP address and a port from 0 to 65535", operation: "listen on \(address)")
        }
        let operation = "listen on \(address)"
        let descriptor = socket(Int32(storage.ss_family), Platform.streamType, 0)
        guard descriptor >= 0 else { throw IOError(errno: errno, operation: operation) }
        var on: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, size)
        if sharing { setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &on, size) }
        let isIPv6 = Int32(storage.ss_family) == AF_INET6
        if isIPv6 { setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &on, size) }
        let length = socklen_t(isIPv6 ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size)
        #if canImport(Glibc)
            let code = withUnsafePointer(to: &storage) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.bind(descriptor, $0, length) }
            }
        #else
            let code = withUnsafePointer(to: &storage) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Darwin.bind(descriptor, $0, length) }
            }
        #endif
        guard code == 0 else {
            let failure = IOError(errno: errno, operation: operation)
            close(descriptor)
            throw failure
        }
        return (descriptor, ())
    }

    private static func localAddress(of descriptor: Int32) -> SocketAddress? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let code = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        return code == 0 ? SocketAddress(storage) : nil
    }

    private static func accept(on loop: EventLoop, descriptor: Int32, listener: TCPListener) {
        let handle = UnsafeMutablePointer<uv_tcp_t>.allocate(capacity: 1)
        uv_tcp_init(loop.uv, handle)
        uv_tcp_open(handle, descriptor)
        handle.pointee.data = Unmanaged.passRetained(listener).toOpaque()
        loop.state.pointee.listeners.append(handle)
        uv_listen(UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_stream_t.self), backlog, connectionCallback)
    }

    /// Takes what waits in the kernel's queue, which closing the listener would reset.
    fileprivate func acceptWaiting(_ handle: UnsafeMutablePointer<uv_tcp_t>, on loop: EventLoop) {
        var listening: uv_os_fd_t = -1
        uv_fileno(UnsafeRawPointer(handle).assumingMemoryBound(to: uv_handle_t.self), &listening)
        for _ in 0..<Self.backlog {
            let descriptor = Platform.accept(listening)
            guard descriptor >= 0 else { return }
            loop.counters.pointee.accepted += 1
            loop.adopt(descriptor: descriptor, limits: limits, initial: [], makeHandler: makeHandler)
        }
    }

    fileprivate func connectionWaits(_ stream: UnsafeMutablePointer<uv_stream_t>) {
        guard let loop = EventLoop.current else { return }
        loop.accept(from: stream, limits: limits, makeHandler: makeHandler)
    }
}

extension EventLoop {
    /// Closes the listening handles of one listener, or of all. On the loop only.
    func closeListeners(owner: UnsafeMutableRawPointer? = nil) {
        state.pointee.listeners.removeAll { handle in
            guard owner == nil || handle.pointee.data == owner else { return false }
            if let owner { Unmanaged<TCPListener>.fromOpaque(owner)._withUnsafeGuaranteedRef { $0.acceptWaiting(handle, on: self) } }
            uv_close(UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_handle_t.self), listenerClosedCallback)
            return true
        }
    }
}

// C callbacks; see the remark in EventLoop.swift.

private func connectionCallback(_ stream: UnsafeMutablePointer<uv_stream_t>?, _ status: Int32) {
    guard status == 0, let stream, let data = stream.pointee.data else { return }
    Unmanaged<TCPListener>.fromOpaque(data)._withUnsafeGuaranteedRef { $0.connectionWaits(stream) }
}

private func listenerClosedCallback(_ handle: UnsafeMutablePointer<uv_handle_t>?) {
    guard let handle, let data = handle.pointee.data else { return }
    Unmanaged<TCPListener>.fromOpaque(data).release()
    UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_tcp_t.self).deallocate()
}
