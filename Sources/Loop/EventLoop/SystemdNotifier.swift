#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Tells systemd how the service is doing (sd_notify(3)), where it asks for that with `NOTIFY_SOCKET`; elsewhere does nothing.
package struct SystemdNotifier: Sendable {
    /// What is told.
    package enum State: Sendable {
        /// It serves.
        case ready
        /// It reads its settings again; `ready` follows.
        case reloading
        /// It stops.
        case stopping
    }

    private let path: String?

    /// - Parameter environment: looks an environment variable up; by default in the process's own.
    package init(environment: (String) -> String? = { getenv($0).map { String(cString: $0) } }) {
        path = environment("NOTIFY_SOCKET")
    }

    /// Sends one datagram; whether it was sent. It never waits.
    @discardableResult
    package func tell(_ state: State) -> Bool {
        guard let path, let (address, length) = Self.address(path) else { return false }
        var storage = address
        let text =
            switch state {
            case .ready: "READY=1"
            case .reloading: "RELOADING=1\nMONOTONIC_USEC=\(Platform.monotonicNanoseconds() / 1000)"
            case .stopping: "STOPPING=1"
            }
        let descriptor = socket(AF_UNIX, Platform.datagramType, 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var bytes = Array(text.utf8)
        let sent = withUnsafePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { sendto(descriptor, &bytes, bytes.count, 0, $0, length) }
        }
        return sent == bytes.count
    }

    /// The address of a path; with a leading `@` of a name that is none in the file system.
    private static func address(_ path: String) -> (sockaddr_storage, socklen_t)? {
        guard path.hasPrefix("/") || path.hasPrefix("@"), var storage = SocketAddress(path: path).storage else { return nil }
        guard path.hasPrefix("@") else { return (storage, storage.usedLength) }
        let start = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
        withUnsafeMutableBytes(of: &storage) { $0[start] = 0 }
        return (storage, socklen_t(start + path.utf8.count))
    }
}
