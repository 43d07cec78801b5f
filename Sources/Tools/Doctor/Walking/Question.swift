package import WayleaveBrowserModel

/// What the doctor is asked: would this page get through to that address?
package struct Question: Sendable {
    /// The address; `ws:` and `wss:` are told by `kind`.
    package var url: WebURL
    /// The page's origin as browsers write it, or `null`.
    package var origin: String
    /// What is served there.
    package var kind = TargetKind.auto
    /// The method of the page's call.
    package var method = "GET"
    /// The headers that the page's call sets; a `Cookie` goes along where a browser would send it.
    package var headers = HeaderList()
    /// Whether the call includes credentials; `nil` leaves it to the client's default.
    package var includesCredentials: Bool?
    /// The page itself, whose policies count.
    package var pageURL: WebURL?
    /// The server behind the proxy, to compare with.
    package var directURL: WebURL?
    /// Whether requests that change something are really sent.
    package var sendsUnsafeRequests = false
    /// Seconds for which an idle WebSocket is held to see who cuts it; 0 does not.
    package var idleSeconds = 0

    /// Creates a question.
    package init(url: WebURL, origin: String) { (self.url, self.origin, given) = (url, origin, url.description) }

    /// The address as it was given; a walk goes on from there.
    package let given: String
    /// Headers that the client sets by itself; they are no part of the command.
    var clientHeaders: Set<String> = []
    private var givenHeaders: HeaderList { HeaderList(headers.lines.filter { !clientHeaders.contains($0.name) }) }

    /// The page's address; only its origin counts where none was given.
    var page: WebURL {
        if let pageURL, pageURL.origin.serialized == origin { return pageURL }
        return WebURL(origin == "null" ? "file:///page.html" : origin + "/") ?? WebURL("file:///page.html") ?? url
    }

    /// Whether the call includes credentials, by the client's default where nothing was said: SignalR's includes them.
    var credentials: Bool { includesCredentials ?? (kind == .signalr || kind == .websocket) }

    /// Headers that go along as the page's own; a browser sets `Cookie` itself.
    var pageHeaders: HeaderList { HeaderList(headers.lines.filter { !["cookie", "origin"].contains($0.name.lowercased()) }) }

    /// The cookies that were given.
    var cookie: String? { headers.combined("Cookie") }

    /// The command that asks the same again.
    var command: String {
        var words = ["wayleave", "doctor", given, "--origin", origin]
        if kind != .auto { words += ["--kind", kind.rawValue] }
        if method != "GET" { words += ["--method", method] }
        for line in givenHeaders.lines { words += ["--header", "\(line.name): \(line.value)"] }
        if let includesCredentials { words += ["--credentials", includesCredentials ? "include" : "omit"] }
        if let pageURL { words += ["--page", pageURL.description] }
        if let directURL { words += ["--direct", directURL.description] }
        return words.map(Shell.quoted).joined(separator: " ")
    }
}
