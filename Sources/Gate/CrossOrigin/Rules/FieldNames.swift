/// Field names and methods that Fetch sets apart.
enum FieldNames {
    /// Fetch § forbidden method.
    static let forbiddenMethods: Set<String> = ["CONNECT", "TRACE", "TRACK"]

    /// Methods that scripts know in upper case; a lower-case spelling of one is a mistake.
    static let knownMethods: Set<String> = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "QUERY"]

    /// Fetch § forbidden request-header: only the browser sets these.
    static func isForbiddenRequestHeader(_ name: String) -> Bool {
        forbiddenRequestHeaders.contains(name) || name.hasPrefix("proxy-") || name.hasPrefix("sec-")
    }

    private static let forbiddenRequestHeaders: Set<String> = [
        "accept-charset", "accept-encoding", "access-control-request-headers", "access-control-request-method",
        "access-control-request-private-network", "connection", "content-length", "cookie", "cookie2", "date", "dnt", "expect", "host",
        "keep-alive", "origin", "referer", "set-cookie", "te", "trailer", "transfer-encoding", "upgrade", "via",
    ]

    /// Response fields of the CORS protocol itself (Fetch § HTTP responses): never a request's, and pointless to expose but for two.
    static let corsResponseHeaders: Set<String> = [
        "access-control-allow-origin", "access-control-allow-credentials", "access-control-allow-methods", "access-control-allow-headers",
        "access-control-max-age", "access-control-expose-headers", "access-control-allow-private-network",
    ]

    /// Fetch § forbidden response-header name: no script ever reads these.
    static let forbiddenResponseHeaders: Set<String> = ["set-cookie", "set-cookie2"]

    /// Fetch § CORS-safelisted response-header name: every script that may read the response reads these.
    static let safelistedResponseHeaders: Set<String> = [
        "cache-control", "content-language", "content-length", "content-type", "expires", "last-modified", "pragma",
    ]

    /// Fields that only requests, or only preflights, have.
    static let requestOnlyHeaders: Set<String> = [
        "origin", "host", "cookie", "authorization", "referer", "access-control-request-method", "access-control-request-headers",
    ]

    static let preflightOnlyHeaders: Set<String> = [
        "access-control-allow-methods", "access-control-allow-headers", "access-control-max-age", "access-control-allow-private-network",
    ]
}
