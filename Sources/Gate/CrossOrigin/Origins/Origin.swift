/// A web origin: scheme, host and port, or opaque (HTML § Origin).
public enum Origin: Hashable, Sendable, CustomStringConvertible {
    /// An origin that equals no other, serialised `null`: sandboxed frames, `file:` pages, some redirects.
    case opaque
    /// A scheme, a host (IPv6 in brackets) and the port if it is not the scheme's default.
    case tuple(scheme: String, host: String, port: UInt16?)

    /// Reads exactly what a browser serialises, at most 512 bytes; `nil` for anything else, however close.
    public init?(_ serialized: String) {
        var serialized = serialized
        let origin = serialized.withUTF8 { Origin(bytes: UnsafeRawBufferPointer($0)) }
        guard let origin else { return nil }
        self = origin
    }

    /// Reads what a person writes and canonicalises it: case, default port, path, IPv6 compression, punycode; `nil` if no origin is meant.
    public init?(canonicalizing text: String) {
        guard text != "null" else {
            self = .opaque
            return
        }
        let reading = OriginReading(text)
        guard let pattern = reading.canonical, pattern.isExact else { return nil }
        self.init(pattern.text)
    }

    init?(bytes: UnsafeRawBufferPointer) {
        switch OriginSyntax.read(bytes) {
        case .opaque: self = .opaque
        case .flawed: return nil
        case .tuple(let parts):
            self = .tuple(
                scheme: String(decoding: bytes[..<parts.schemeEnd], as: UTF8.self),
                host: String(decoding: bytes[parts.hostStart..<parts.hostEnd], as: UTF8.self),
                port: parts.port == 0 ? nil : parts.port)
        }
    }

    /// The ASCII serialisation, as in an `Origin` field.
    public var description: String {
        switch self {
        case .opaque: "null"
        case .tuple(let scheme, let host, let port): port.map { "\(scheme)://\(host):\($0)" } ?? "\(scheme)://\(host)"
        }
    }

    /// Whether the host is the machine itself: `localhost`, `*.localhost`, `127.0.0.0/8` or `[::1]` (RFC 6761 § 6.3, Secure Contexts § 3.1).
    public var isLoopback: Bool {
        guard case .tuple(_, let host, _) = self else { return false }
        return LoopbackHost.contains(host)
    }
}
