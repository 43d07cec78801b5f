/// A parsed URL (URL Standard, as far as requests, policies and origins look into one).
///
/// Credentials are only known to be there; percent-encoding is left as written.
public struct WebURL: Sendable, Hashable {
    /// The scheme in lower case, without the colon.
    public var scheme: String
    /// The host in lower case and punycode, IPv6 in brackets; empty for URLs that have none.
    public var host: String
    /// The port, unless it is the scheme's own.
    public var port: Int?
    /// The path; for URLs such as `data:` everything behind the scheme.
    public var path: String
    /// What follows `?`, without it.
    public var query: String?
    /// What follows `#`, without it.
    public var fragment: String?
    /// Whether a user name or password stands before the host.
    public var hasCredentials = false

    /// The ports that go without saying (URL § special scheme).
    static let defaultPorts = ["http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21]

    /// Parses `text`, relative to `base` if there is one; `nil` when it is no URL.
    public init?(_ text: String, base: WebURL? = nil) {
        var parser = URLParser(text)
        guard let url = parser.parse(base: base) else { return nil }
        self = url
    }

    init(scheme: String) {
        self.scheme = scheme
        host = ""
        path = ""
    }

    /// Whether the scheme is `http` or `https`.
    public var isHTTP: Bool { scheme == "http" || scheme == "https" }

    /// Whether the scheme is one of TLS.
    public var isEncrypted: Bool { scheme == "https" || scheme == "wss" }

    /// The port requests go to.
    public var effectivePort: Int? { port ?? WebURL.defaultPorts[scheme] }

    /// The origin of the URL (URL § origin): opaque unless the scheme is one of the network.
    public var origin: WebOrigin {
        WebURL.defaultPorts[scheme] == nil ? .opaque : .tuple(scheme: scheme, host: host, port: port)
    }

    /// `host` with the port, if there is one.
    public var authority: String { port.map { "\(host):\($0)" } ?? host }

    /// The URL as a request names it: everything but the fragment.
    public var withoutFragment: String {
        let tail = path + (query.map { "?" + $0 } ?? "")
        return host.isEmpty && scheme != "file" ? "\(scheme):\(tail)" : "\(scheme)://\(authority)\(tail)"
    }

    /// The same URL under another scheme; a port that only one of the schemes implies is kept right.
    func under(_ scheme: String) -> WebURL {
        var url = self
        let port = effectivePort
        url.scheme = scheme
        url.port = port == WebURL.defaultPorts[scheme] || self.port == nil ? nil : port
        return url
    }
}

extension WebURL: CustomStringConvertible {
    public var description: String { withoutFragment + (fragment.map { "#" + $0 } ?? "") }
}
