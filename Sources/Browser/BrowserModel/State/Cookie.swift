/// A cookie and how far it travels (RFC 6265bis § 5.7).
struct Cookie {
    enum SameSite { case none, lax, strict, unspecified }

    var name: String
    var value: String
    var host: String
    var isHostOnly: Bool
    var path: String
    var isSecure: Bool
    var sameSite: SameSite
    var isPartitioned: Bool
    var isExpired: Bool
    /// The page's site whose jar it lies in; `nil` for the common one.
    var partition: String?

    /// Reads a `Set-Cookie` value received from `url`; `nil` when it is to be ignored.
    init?(_ line: String, from url: WebURL) {
        let parts = Text.split(line, at: ";")
        let pair = parts[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { Text.trimmed($0) }
        name = pair.count == 2 ? pair[0] : ""
        value = pair.last ?? ""
        guard !name.isEmpty || !value.isEmpty else { return nil }
        host = url.host
        isHostOnly = true
        path = Cookie.defaultPath(url.path)
        (isSecure, sameSite, isPartitioned, isExpired) = (false, .unspecified, false, false)
        for part in parts.dropFirst() {
            let attribute = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { Text.trimmed($0) }
            let argument = attribute.count == 2 ? attribute[1] : ""
            switch Text.lowercased(attribute[0]) {
            case "secure": isSecure = true
            case "partitioned": isPartitioned = true
            case "path": path = argument.hasPrefix("/") ? argument : Cookie.defaultPath(url.path)
            case "max-age": isExpired = Int(argument).map { $0 <= 0 } ?? isExpired
            case "samesite": sameSite = ["none": .none, "lax": .lax, "strict": .strict][Text.lowercased(argument)] ?? .unspecified
            case "domain":
                let domain = Text.lowercased(argument.drop { $0 == "." })
                guard domain.isEmpty || domain == url.host || url.host.hasSuffix("." + domain) else { return nil }
                if !domain.isEmpty { (host, isHostOnly) = (domain, false) }
            default: break
            }
        }
        // § 5.7, steps 8, 13, 20 and 21: Secure is for safe origins; None and Partitioned need it; prefixes keep their promise.
        if isSecure, !Trustworthiness.isTrustworthy(url) { return nil }
        if sameSite == .none || isPartitioned, !isSecure { return nil }
        if name.hasPrefix("__Secure-"), !isSecure { return nil }
        if name.hasPrefix("__Host-"), !isSecure || !isHostOnly || path != "/" { return nil }
    }

    /// § 5.8.3: whether it concerns `url` at all.
    func concerns(_ url: WebURL) -> Bool {
        guard url.host == host || !isHostOnly && url.host.hasSuffix("." + host) else { return false }
        guard !isSecure || Trustworthiness.isTrustworthy(url) else { return false }
        return url.path == path || url.path.hasPrefix(path) && (path.hasSuffix("/") || url.path.dropFirst(path.count).first == "/")
    }

    /// § 5.1.4.
    private static func defaultPath(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }
}
