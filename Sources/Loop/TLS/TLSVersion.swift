/// A version of the TLS protocol that may be asked for; older ones are broken (RFC 8996) and not offered.
public enum TLSVersion: String, Sendable, Comparable {
    /// RFC 5246, with forward secrecy and authenticated encryption only.
    case tls12 = "TLSv1.2"
    /// RFC 8446.
    case tls13 = "TLSv1.3"

    public static func < (a: TLSVersion, b: TLSVersion) -> Bool { a == .tls12 && b == .tls13 }
}
