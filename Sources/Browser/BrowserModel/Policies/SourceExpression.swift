/// One source of a CSP directive (CSP § match URL to expression); schemes match as measured in both browsers.
struct SourceExpression {
    private let text: String

    init(_ text: String) { self.text = Text.lowercased(text) == "'self'" ? "'self'" : text }

    func matches(_ url: WebURL, own: WebURL, isRedirect: Bool) -> Bool {
        if text == "*" { return WebURL.defaultPorts[url.scheme] != nil && url.scheme != "ftp" || url.scheme == own.scheme }
        if text == "'self'" { return isOwn(url, own) }
        if text.hasPrefix("'") { return false }
        if text.hasSuffix(":"), !text.dropLast().contains(":") {
            return SourceExpression.schemeMatches(Text.lowercased(text.dropLast()), url.scheme)
        }
        return matchesHost(url, own: own, isRedirect: isRedirect)
    }

    /// CSP § scheme-part match: secure variants are included, other protocols are not (`https:` does not match `wss:`).
    static func schemeMatches(_ expression: String, _ scheme: String) -> Bool {
        expression == scheme || expression == "http" && scheme == "https" || expression == "ws" && scheme == "wss"
    }

    /// `'self'` also matches the own host over a safer scheme.
    private func isOwn(_ url: WebURL, _ own: WebURL) -> Bool {
        guard url.host == own.host else { return false }
        if url.origin.isSame(as: own.origin) { return true }
        let portsAgree = url.effectivePort == own.effectivePort || url.port == nil && own.port == nil
        return portsAgree && (url.isEncrypted || own.scheme == "http" && url.scheme == "ws")
    }

    private func matchesHost(_ url: WebURL, own: WebURL, isRedirect: Bool) -> Bool {
        var rest = text[...]
        if let mark = rest.firstRange(of: "://") {
            guard SourceExpression.schemeMatches(Text.lowercased(rest[..<mark.lowerBound]), url.scheme) else { return false }
            rest = rest[mark.upperBound...]
        } else if !SourceExpression.schemeMatches(own.scheme, url.scheme) {
            return false
        }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let path = rest[slash...]
        var host = rest[..<slash]
        var port = ""[...]
        let afterBrackets = host.lastIndex(of: "]") ?? host.startIndex
        if let colon = host[afterBrackets...].lastIndex(of: ":") {
            port = host[host.index(after: colon)...]
            host = host[..<colon]
        }
        return hostMatches(Text.lowercased(host), url.host) && portMatches(port, url) && (isRedirect || pathMatches(path, url.path))
    }

    /// CSP § host-part match.
    private func hostMatches(_ pattern: String, _ host: String) -> Bool {
        if pattern == "*" { return true }
        if pattern.hasPrefix("*.") { return host.hasSuffix(pattern.dropFirst()) }
        return pattern == host
    }

    /// CSP § port-part match.
    private func portMatches(_ pattern: Substring, _ url: WebURL) -> Bool {
        if pattern == "*" { return true }
        if pattern.isEmpty { return url.port == nil }
        guard let port = Int(pattern) else { return false }
        return port == url.effectivePort || port == 80 && url.effectivePort == 443 && url.isEncrypted
    }

    /// CSP § path-part match: a path that ends in a slash is a prefix.
    private func pathMatches(_ pattern: Substring, _ path: String) -> Bool {
        if pattern.isEmpty || pattern == "/" { return true }
        return pattern.hasSuffix("/") ? path.hasPrefix(pattern) : pattern == path
    }
}
