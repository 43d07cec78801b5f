import WayleaveBrowserModel

/// A `Set-Cookie` line, as far as it decides whether the cookie comes back (RFC 6265bis § 5.6).
struct CookieLine {
    let line: String
    let name: String
    var isSecure = false
    var isPartitioned = false
    /// In lower case; `nil` when the attribute is absent.
    var sameSite: String?
    var domain: String?
    var path: String?

    init(_ line: String) {
        self.line = line
        let parts = line.split(separator: ";").map(\.trimmingSpaces)
        name = parts.first.map { String($0.prefix { $0 != "=" }) } ?? ""
        for part in parts.dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1).map(\.trimmingSpaces)
            let value = pair.count == 2 ? pair[1] : ""
            switch pair.first?.lowercased() {
            case "secure": isSecure = true
            case "partitioned": isPartitioned = true
            case "samesite": sameSite = value.lowercased()
            case "domain": domain = value.lowercased()
            case "path": path = value
            default: break
            }
        }
    }
}

extension Evidence {
    /// The cookies that the target sets on the page's requests.
    var cookies: [CookieLine] {
        var seen: Set<String> = []
        return records.filter { $0.role.isOfCall }.flatMap { $0.answer.headers.values("Set-Cookie") }.map(CookieLine.init)
            .filter { seen.insert($0.name).inserted }
    }
}
