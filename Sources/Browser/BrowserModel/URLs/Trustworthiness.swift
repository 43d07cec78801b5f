/// Which URLs are safe from eavesdroppers (Secure Contexts § is origin potentially trustworthy).
enum Trustworthiness {
    static func isTrustworthy(_ url: WebURL) -> Bool {
        if url.isEncrypted || url.scheme == "file" || url.scheme == "data" || url.scheme == "blob" { return true }
        return isLoopback(host: url.host)
    }

    static func isTrustworthy(_ origin: WebOrigin) -> Bool {
        guard case .tuple(let scheme, let host, _) = origin else { return false }
        return scheme == "https" || scheme == "wss" || isLoopback(host: host)
    }

    /// `localhost`, names below it, 127.0.0.0/8 and ::1.
    static func isLoopback(host: String) -> Bool {
        let name = host.hasSuffix(".") ? host.dropLast() : host[...]
        if name == "localhost" || name.hasSuffix(".localhost") || name == "[::1]" { return true }
        return isIPAddress(host) && name.hasPrefix("127.")
    }

    /// Whether the host is a number and not a name.
    static func isIPAddress(_ host: String) -> Bool {
        host.hasPrefix("[") || host.split(separator: ".").count == 4 && IPv4Text.number(host) != nil
    }
}
