internal import CLibUV

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A bound socket that listens: its descriptor, and where.
struct ListeningSocket {
    let descriptor: Int32
    let address: SocketAddress

    /// Connections that may wait to be accepted, per socket; the system may cap it lower (`somaxconn`).
    static let backlog: Int32 = 1024

    /// Binds `address` and listens on it.
    ///
    /// - Parameter sharing: lets other sockets of this user bind the same port, so that the kernel spreads connections over them.
    /// - Throws: ``IOError`` naming the address; `ENOPROTOOPT` where ports cannot be shared.
    static func bind(_ address: SocketAddress, sharing: Bool) throws(IOError) -> ListeningSocket {
        let operation = "listen on \(address)"
        guard var storage = address.storage else {
            let what =
                address.path == nil
                ? "is not an IP address and a port from 0 to 65535" : "is not a path of 1 to \(SocketAddress.maxPathBytes) bytes"
            throw IOError(name: "EINVAL", message: "`\(address)` \(what)", operation: operation)
        }
        let descriptor = socket(Int32(storage.ss_family), Platform.streamType, 0)
        guard descriptor >= 0 else { throw IOError(errno: errno, operation: operation) }
        do throws(IOError) {
            if address.path == nil {
                Platform.set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
                if sharing, !Platform.set(descriptor, SOL_SOCKET, SO_REUSEPORT, 1) { throw IOError(errno: errno, operation: operation) }
            }
            if Int32(storage.ss_family) == AF_INET6 { Platform.set(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 1) }
            guard Platform.bind(descriptor, &storage) == 0 else { throw IOError(errno: errno, operation: operation) }
        } catch {
            close(descriptor)
            throw error
        }
        return ListeningSocket(descriptor: descriptor, address: Self.localAddress(of: descriptor) ?? address)
    }

    /// Lets clients connect; they wait until they are accepted.
    func listen() throws(IOError) {
        guard Platform.listen(descriptor, Self.backlog) == 0 else { throw IOError(errno: errno, operation: "listen on \(address)") }
    }

    /// The same socket once more.
    func duplicate() throws(IOError) -> ListeningSocket {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw IOError(errno: errno, operation: "listen on \(address)") }
        return ListeningSocket(descriptor: copy, address: address)
    }

    static func localAddress(of descriptor: Int32) -> SocketAddress? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let code = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        return code == 0 ? SocketAddress(storage) : nil
    }

    /// Options that accepted connections inherit: no waiting to fill segments, and a peer that has vanished is found out by the kernel.
    ///
    /// - Parameter seconds: after so long in which the peer acknowledged nothing, neither output nor probes, the connection is dead.
    func prepare(vanishedAfter seconds: Int) {
        guard address.path == nil else { return }
        let level = Int32(IPPROTO_TCP)
        Platform.set(descriptor, level, TCP_NODELAY, 1)
        Platform.set(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1)
        // Half of the time idle, then four probes in the other half.
        Platform.set(descriptor, level, Platform.keepAliveIdle, Int32(clamping: max(1, seconds / 2)))
        Platform.set(descriptor, level, TCP_KEEPINTVL, Int32(clamping: max(1, seconds / 8)))
        Platform.set(descriptor, level, TCP_KEEPCNT, 4)
        #if canImport(Glibc)
            Platform.set(descriptor, level, TCP_USER_TIMEOUT, Int32(clamping: seconds * 1000))
        #endif
    }
}
