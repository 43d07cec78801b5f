/// Hosts that name the machine itself (RFC 6761 § 6.3, Secure Contexts § 3.1).
enum LoopbackHost {
    /// Whether `host`, lower case and IPv6 in brackets, is `localhost`, a name below it, or a loopback address.
    static func contains(_ host: String) -> Bool {
        if host == "localhost" || host == "localhost." || host.hasSuffix(".localhost") || host == "[::1]" { return true }
        guard host.hasPrefix("127.") else { return false }
        return Array(host.utf8).withUnsafeBytes(IPv4Address.isCanonical)
    }
}
