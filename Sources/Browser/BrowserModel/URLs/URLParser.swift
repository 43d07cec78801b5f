/// Reads one URL (URL § basic URL parser), without the parts no request shows: user name, password, percent-encode sets.
struct URLParser {
    private var rest: Substring

    init(_ text: String) {
        // C0 controls and spaces at the ends go, tabs and line ends go everywhere.
        let cleaned = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\t" && $0 != "\n" && $0 != "\r" }))
        let scalars = cleaned.unicodeScalars
        guard let first = scalars.firstIndex(where: { $0.value > 0x20 }), let last = scalars.lastIndex(where: { $0.value > 0x20 }) else {
            rest = ""
            return
        }
        rest = Substring(cleaned[first...last])
    }

    mutating func parse(base: WebURL?) -> WebURL? {
        guard let scheme = takeScheme() else { return base.flatMap { relative(to: $0) } }
        var url = WebURL(scheme: scheme)
        guard WebURL.defaultPorts[scheme] != nil else { return other(&url) }
        // `https:path` below a base of the same scheme is relative; everywhere else any number of slashes may precede the host.
        if let base, base.scheme == scheme, !startsWithSlashes(2) { return relative(to: base) }
        skipSlashes()
        guard takeAuthority(into: &url) else { return nil }
        takePath(into: &url, below: "")
        return url
    }

    // MARK: Parts

    private mutating func takeScheme() -> String? {
        guard let colon = rest.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let name = rest[..<colon]
        guard let first = name.utf8.first, (0x61...0x7A).contains(Text.lower(first)),
            name.utf8.allSatisfy({
                (0x61...0x7A).contains(Text.lower($0)) || (0x30...0x39).contains($0) || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E
            })
        else { return nil }
        rest = rest[rest.index(after: colon)...]
        return Text.lowercased(name)
    }

    /// `file:` and the schemes the URL Standard knows nothing about.
    private mutating func other(_ url: inout WebURL) -> WebURL? {
        if startsWithSlashes(2) {
            rest = rest.dropFirst(2)
            let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
            url.host = Text.lowercased(rest[..<end])
            rest = rest[end...]
        }
        let isOpaque = url.host.isEmpty && url.scheme != "file" && rest.first != "/"
        takeFragmentAndQuery(into: &url)
        url.path = isOpaque ? String(rest) : URLParser.withoutDots(rest, below: "")
        return url
    }

    private mutating func relative(to base: WebURL) -> WebURL? {
        guard WebURL.defaultPorts[base.scheme] != nil else { return nil }
        var url = base
        if startsWithSlashes(2) {
            skipSlashes()
            url = WebURL(scheme: base.scheme)
            guard takeAuthority(into: &url) else { return nil }
            takePath(into: &url, below: "")
            return url
        }
        url.fragment = nil
        if startsWithSlashes(1) {
            url.query = nil
            takePath(into: &url, below: "")
        } else if rest.isEmpty || rest.first == "#" || rest.first == "?" {
            let query = base.query
            takeFragmentAndQuery(into: &url)
            if url.query == nil { url.query = query }
        } else {
            url.query = nil
            takePath(into: &url, below: base.path.lastIndex(of: "/").map { String(base.path[...$0]) } ?? "/")
        }
        return url
    }

    /// User information, host and port, up to the path.
    private mutating func takeAuthority(into url: inout WebURL) -> Bool {
        let end = rest.firstIndex { "/\\?#".contains($0) } ?? rest.endIndex
        var authority = rest[..<end]
        rest = rest[end...]
        if let at = authority.lastIndex(of: "@") {
            url.hasCredentials = authority[..<at].contains { $0 != ":" }
            authority = authority[authority.index(after: at)...]
            if authority.isEmpty { return false }
        }
        let afterBrackets = authority.lastIndex(of: "]").map { authority.index(after: $0) } ?? authority.startIndex
        var host = authority
        if let colon = authority[afterBrackets...].firstIndex(of: ":") {
            host = authority[..<colon]
            let digits = authority[authority.index(after: colon)...]
            guard digits.isEmpty || Text.isDigits(digits) else { return false }
            if let port = Int(digits) {
                guard port <= 65_535 else { return false }
                url.port = port == WebURL.defaultPorts[url.scheme] ? nil : port
            } else if !digits.isEmpty {
                return false
            }
        }
        guard let parsed = HostParser.parse(host) else { return false }
        url.host = parsed
        return true
    }

    private mutating func takePath(into url: inout WebURL, below folder: String) {
        takeFragmentAndQuery(into: &url)
        url.path = URLParser.withoutDots(rest, below: folder)
    }

    private mutating func takeFragmentAndQuery(into url: inout WebURL) {
        if let hash = rest.firstIndex(of: "#") {
            url.fragment = String(rest[rest.index(after: hash)...])
            rest = rest[..<hash]
        }
        if let mark = rest.firstIndex(of: "?") {
            url.query = String(rest[rest.index(after: mark)...])
            rest = rest[..<mark]
        }
    }

    // MARK: Slashes and dots

    private func startsWithSlashes(_ count: Int) -> Bool {
        rest.prefix(count).count == count && rest.prefix(count).allSatisfy { $0 == "/" || $0 == "\\" }
    }

    private mutating func skipSlashes() { rest = rest.drop { $0 == "/" || $0 == "\\" } }

    /// Resolves `.` and `..` in `path`, which stands below `folder` (a path that ends in a slash, or nothing).
    private static func withoutDots(_ path: Substring, below folder: String) -> String {
        var segments: [Substring] = []
        let whole = (folder.isEmpty ? String(path) : folder + path).replacing("\\", with: "/")
        let parts = (whole.hasPrefix("/") ? whole.dropFirst() : Substring(whole)).split(separator: "/", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            let isLast = index == parts.count - 1
            switch part {
            case ".", "%2e", "%2E": if isLast { segments.append("") }
            case "..":
                if !segments.isEmpty { segments.removeLast() }
                if isLast { segments.append("") }
            default: segments.append(part)
            }
        }
        return "/" + segments.joined(separator: "/")
    }
}
