#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A blocking TCP connection to a server under test, on loopback. Reads give up after five seconds.
final class RawConnection {
    struct Failed: Error { let operation: String }

    private let descriptor: Int32
    private var received: [UInt8] = []

    init(port: Int) throws {
        #if canImport(Glibc)
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Failed(operation: "connect") }
        setReadTimeout(milliseconds: 5000)
    }

    deinit { close(descriptor) }

    func setReadTimeout(milliseconds: Int) {
        var time = timeval(tv_sec: milliseconds / 1000, tv_usec: .init(milliseconds % 1000 * 1000))
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    }

    func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw Failed(operation: "send") }
            rest = rest.dropFirst(count)
        }
    }

    func write(_ text: String) throws { try write(Array(text.utf8)) }

    /// Reads more; `false` at the end of the stream.
    private func readMore() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
        guard count >= 0 else { throw Failed(operation: "recv: timed out or reset") }
        received += buffer[..<count]
        return count > 0
    }

    /// Exactly `count` bytes.
    func read(_ count: Int) throws -> [UInt8] {
        while received.count < count {
            guard try readMore() else { throw Failed(operation: "the stream ended early") }
        }
        defer { received.removeFirst(count) }
        return Array(received[..<count])
    }

    /// One line without its CRLF.
    func readLine() throws -> String {
        while true {
            if let end = received.firstIndex(of: 10) {
                defer { received.removeFirst(end + 1) }
                return String(decoding: received[..<end].filter { $0 != 13 }, as: UTF8.self)
            }
            guard try readMore() else { throw Failed(operation: "the stream ended early") }
        }
    }
}

/// Blocks the calling thread: precise, unlike a task's sleep on a busy pool.
func pause(milliseconds: Int) { usleep(UInt32(milliseconds * 1000)) }
