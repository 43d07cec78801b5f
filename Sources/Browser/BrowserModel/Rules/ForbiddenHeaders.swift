/// Headers that script cannot set; they are dropped without a word (Fetch § forbidden request-header).
enum ForbiddenHeaders {
    private static let names: Set<String> = [
        "accept-charset", "accept-encoding", "access-control-request-headers", "access-control-request-method", "connection",
        "content-length", "cookie", "cookie2", "date", "dnt", "expect", "host", "keep-alive", "origin", "referer", "set-cookie", "te",
        "trailer", "transfer-encoding", "upgrade", "via",
    ]
    private static let overrides: Set<String> = ["x-http-method", "x-http-method-override", "x-method-override"]

    static func contains(_ name: String, value: String) -> Bool {
        let name = Text.lowercased(name)
        if names.contains(name) || name.hasPrefix("proxy-") || name.hasPrefix("sec-") { return true }
        // Method overrides are refused for methods that are forbidden themselves.
        return overrides.contains(name) && Text.split(value, at: ",").contains { RequestMethods.isForbidden($0) }
    }

    /// Whether the value can be sent at all (Fetch § header value): no NUL, CR or LF inside, and all Latin-1.
    static func isValue(_ value: String) -> Bool {
        Text.trimmed(value).unicodeScalars.allSatisfy { $0.value != 0 && $0.value != 0x0A && $0.value != 0x0D && $0.value <= 0xFF }
    }
}
