import Foundation

/// A blocking TCP client for tests, on loopback, with a receive time-out.
public final class RawClient {
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    /// The encryption; `nil` on a plain connection.
    public private(set) var tls: TLSClient?
    /// What must live as long as the client, such as the server it talks to.
    public var companion: AnyObject?

    public struct Failure: Error { let what: String }

    /// Connects to an IP address and port of this machine.
    public init(host: String = "127.0.0.1", port: Int, timeout: Int = 5) throws {
        let isIPv6 = host.contains(":")
        descriptor = socket(isIPv6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_storage()
        let length = withUnsafeMutableBytes(of: &address) { bytes in
            if isIPv6 {
                var inner = sockaddr_in6()
                inner.sin6_family = sa_family_t(AF_INET6)
                inner.sin6_port = UInt16(port).bigEndian
                inet_pton(AF_INET6, host, &inner.sin6_addr)
                bytes.storeBytes(of: inner, as: sockaddr_in6.self)
                return MemoryLayout<sockaddr_in6>.size
            }
            var inner = sockaddr_in()
            inner.sin_family = sa_family_t(AF_INET)
            inner.sin_port = UInt16(port).bigEndian
            inet_pton(AF_INET, host, &inner.sin_addr)
            bytes.storeBytes(of: inner, as: sockaddr_in.self)
            return MemoryLayout<sockaddr_in>.size
        }
        try Self.prepare(descriptor, &address, length, timeout, "\(host) port \(port)")
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Connects to a port that speaks TLS, and shakes hands.
    public convenience init(port: Int, tls options: TLSOptions, timeout: Int = 5) throws {
        try self.init(port: port, timeout: timeout)
        tls = try TLSClient(options, on: descriptor)
    }

    /// Connects to a Unix-domain socket.
    public init(path: String, timeout: Int = 5) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_storage()
        withUnsafeMutableBytes(of: &address) { bytes in
            bytes.storeBytes(of: sa_family_t(AF_UNIX), as: sa_family_t.self)
            for (index, byte) in path.utf8.prefix(107).enumerated() { bytes[2 + index] = byte }
        }
        try Self.prepare(descriptor, &address, MemoryLayout<sockaddr_un>.size, timeout, path)
    }

    private static func prepare(_ descriptor: Int32, _ address: inout sockaddr_storage, _ length: Int, _ timeout: Int, _ name: String)
        throws
    {
        var time = timeval(tv_sec: timeout, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(length)) }
        }
        guard code == 0 else {
            let reason = errno
            close(descriptor)
            throw Failure(what: "connect to \(name): errno \(reason)")
        }
    }

    deinit { close(descriptor) }

    public func send(_ text: String) { send(Array(text.utf8)) }

    public func send(_ bytes: [UInt8]) {
        if let tls { return tls.send(bytes) }
        sendRaw(bytes)
    }

    /// Sends without encryption.
    public func sendRaw(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let n = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            if n <= 0 { return }
            sent += n
        }
    }

    /// Says that nothing more will be sent.
    public func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Receives once more; `false` at the end, at a reset or after the time-out.
    private func receive() -> Bool {
        if let tls {
            guard let piece = tls.receive() else { return false }
            buffer += piece
            return true
        }
        var piece = [UInt8](repeating: 0, count: 65_536)
        let n = piece.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
        guard n > 0 else { return false }
        buffer += piece[..<n]
        return true
    }

    /// Exactly `count` bytes, or fewer at the end.
    public func read(_ count: Int) -> [UInt8] {
        while buffer.count < count, receive() {}
        if buffer.count <= count {
            defer { buffer = [] }
            return buffer
        }
        let taken = Array(buffer.prefix(count))
        buffer.removeFirst(taken.count)
        return taken
    }

    /// Exactly `count` bytes as text, or fewer at the end.
    public func readText(_ count: Int) -> String { String(decoding: read(count), as: UTF8.self) }

    /// Everything up to and with `mark`, or to the end.
    public func read(through mark: String) -> String {
        let mark = Array(mark.utf8)
        while true {
            if let range = buffer.firstRange(of: mark) {
                let taken = buffer[..<range.upperBound]
                buffer.removeFirst(taken.count)
                return String(decoding: taken, as: UTF8.self)
            }
            guard receive() else {
                defer { buffer = [] }
                return String(decoding: buffer, as: UTF8.self)
            }
        }
    }

    /// How many bytes come before the end.
    public func countToEnd() -> Int {
        var total = buffer.count
        buffer = []
        while receive() {
            total += buffer.count
            buffer = []
        }
        return total
    }

    /// Whether the connection ends in a reset, once everything received has been read.
    public func endsInReset() -> Bool {
        var byte: UInt8 = 0
        while case let n = recv(descriptor, &byte, 1, 0), n != 0 {
            if n < 0 { return errno == ECONNRESET }
        }
        return false
    }

    /// Whether the server has closed by now.
    public var hasEnded: Bool {
        var byte: UInt8 = 0
        let n = recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
        return n == 0 || (n < 0 && errno == ECONNRESET)
    }

    /// Whether the server has closed, rather than left us waiting.
    public func isAtEnd() -> Bool {
        guard buffer.isEmpty else { return false }
        if tls != nil { return !receive() }
        var byte: UInt8 = 0
        let n = recv(descriptor, &byte, 1, 0)
        if n > 0 { buffer = [byte] }
        return n == 0 || (n < 0 && errno == ECONNRESET)
    }
}
