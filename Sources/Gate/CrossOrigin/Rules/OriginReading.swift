/// A lenient reading of one entry of `origins`: every flaw it has, and the canonical pattern that was most likely meant.
///
/// Reading goes on after a flaw, so that an author sees all of them at once and is offered one value that mends them together.
struct OriginReading {
    struct Flaw {
        var code: CrossOriginFault.Code
        var reason: String
        var mend: String
    }

    private(set) var flaws: [Flaw] = []
    /// What was meant, in canonical form; the pattern itself when there are no flaws; `nil` if it cannot be told.
    private(set) var canonical: OriginPattern?

    private static let webSocketSchemes = ["ws": "http", "wss": "https"]

    init(_ text: String) { read(text) }

    private mutating func read(_ text: String) {
        guard text.utf8.count <= OriginSyntax.maximumBytes else {
            return note(.originTooLong, "is longer than \(OriginSyntax.maximumBytes) bytes", "write the origin alone")
        }
        let spaces: Set<Character> = [" ", "\t", "\n", "\r", "\r\n"]
        var rest = text[...]
        while let first = rest.first, spaces.contains(first) { rest.removeFirst() }
        while let last = rest.last, spaces.contains(last) { rest.removeLast() }
        if rest.count != text.count { note(.originWhitespace, "has white space around it", "remove it") }
        guard !rest.isEmpty else { return note(.originEmpty, "is empty", "write an origin such as `https://app.example.com`") }

        guard let (scheme, afterScheme) = readScheme(rest) else { return }
        let authority = readAuthority(afterScheme)
        guard let (hostText, portText) = split(authority) else { return }
        let port = readPort(portText, scheme: scheme ?? "https")
        guard let (host, depth) = readHost(hostText), let port else { return }
        // A missing scheme is guessed only when the host is known: plain http is right for the machine itself, https for all others.
        let pattern = OriginPattern(
            scheme: scheme ?? (LoopbackHost.contains(host) ? "http" : "https"), host: host, depth: depth, port: port)
        canonical = OriginReading.isMatchable(pattern) ? pattern : nil
        if flaws.isEmpty, canonical == nil || !pattern.text.utf8.elementsEqual(text.utf8) {
            note(.originHostInvalid, "is not an origin a browser sends", "write scheme, host and port")
        }
    }

    private mutating func note(_ code: CrossOriginFault.Code, _ reason: String, _ mend: String) {
        guard !flaws.contains(where: { $0.code == code }) else { return }
        flaws.append(Flaw(code: code, reason: reason, mend: mend))
    }

    /// The scheme (`nil` if missing) and what follows `://`; no value if reading cannot go on.
    private mutating func readScheme(_ text: Substring) -> (scheme: String?, rest: Substring)? {
        guard let (colon, afterColon) = OriginReading.separator(in: text) else {
            note(.originSchemeMissing, "has no scheme", "begin with `https://` (or `http://`)")
            return text.lowercased().hasPrefix("file:") ? nil : (nil, text)
        }
        let written = String(text[..<colon])
        let scheme = ByteText.lowercased(written)
        if scheme != written { note(.originUpperCase, "has upper-case letters, which browsers never send", "write it in lower case") }
        guard let first = scheme.utf8.first, ByteText.isLower(first), scheme.utf8.allSatisfy(ByteText.isSchemeByte),
            scheme.utf8.count <= OriginSyntax.maximumSchemeBytes
        else {
            note(.originSchemeInvalid, "has an invalid scheme; schemes take no wildcards", "write one entry for each scheme")
            return nil
        }
        guard scheme != "file" else {
            note(.originFileScheme, "never arrives: pages from files have the origin `null`", "serve the page over http from localhost")
            return nil
        }
        if let mended = OriginReading.webSocketSchemes[scheme] {
            note(.originWebSocketScheme, "never arrives: a socket's Origin is that of its page", "write the page's scheme, http or https")
            return (mended, text[afterColon...])
        }
        return (scheme, text[afterColon...])
    }

    /// Where the first `://` begins and ends.
    private static func separator(in text: Substring) -> (Substring.Index, Substring.Index)? {
        let bytes = text.utf8
        var i = bytes.startIndex
        while let colon = bytes[i...].firstIndex(of: UInt8(ascii: ":")) {
            i = bytes.index(after: colon)
            if bytes[i...].starts(with: "//".utf8) { return (colon, bytes.index(i, offsetBy: 2)) }
        }
        return nil
    }

    /// Cuts off path, query, fragment and userinfo, noting them.
    private mutating func readAuthority(_ text: Substring) -> Substring {
        // `?.` in front is the wildcard of another syntax, not a query.
        let start = text.hasPrefix("?.") ? text.index(after: text.startIndex) : text.startIndex
        let end = text[start...].firstIndex { "/?#\\".contains($0) } ?? text.endIndex
        if end != text.endIndex {
            if text[end...] == "/" {
                note(.originTrailingSlash, "ends with a slash, which origins never do", "remove it")
            } else {
                note(.originPath, "has a path, query or fragment, which origins never have", "end it after host and port")
            }
        }
        var authority = text[..<end]
        if let at = authority.lastIndex(of: "@") {
            note(.originUserinfo, "has userinfo, which origins never have", "remove it")
            authority = authority[authority.index(after: at)...]
        }
        return authority
    }

    /// Host and port texts, the latter `nil` if there is no colon.
    private mutating func split(_ authority: Substring) -> (host: Substring, port: Substring?)? {
        var searchFrom = authority.startIndex
        if authority.hasPrefix("[") {
            guard let close = authority.firstIndex(of: "]") else {
                note(.originHostInvalid, "has an unclosed bracket", "write IPv6 addresses as `[::1]`")
                return nil
            }
            searchFrom = authority.index(after: close)
            guard searchFrom == authority.endIndex || authority[searchFrom] == ":" else {
                note(.originHostInvalid, "has text after the bracket", "write IPv6 addresses as `[::1]` or `[::1]:8080`")
                return nil
            }
        }
        guard let colon = authority[searchFrom...].firstIndex(of: ":") else { return (authority, nil) }
        return (authority[..<colon], authority[authority.index(after: colon)...])
    }

    /// The port, `nil` (noted) if invalid.
    private mutating func readPort(_ text: Substring?, scheme: String) -> OriginPattern.Port? {
        guard let text else { return .standard }
        if text == "*" { return .any }
        if text.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "-") }) {
            return readPorts(text, scheme: scheme)
        }
        guard let number = Array(text.utf8).withUnsafeBytes(OriginSyntax.port) else {
            note(.originPortInvalid, "has an invalid port", "write 1 to 65535 without leading zeros, or `*`")
            return text.isEmpty ? .standard : nil
        }
        if number == Array(scheme.utf8).withUnsafeBytes(OriginSyntax.defaultPort) {
            note(.originDefaultPort, "spells out the default port, which browsers leave out", "remove it")
            return .standard
        }
        return .number(number)
    }

    /// A range of ports or a list of ports and ranges, `nil` (noted) if invalid.
    private mutating func readPorts(_ text: Substring, scheme: String) -> OriginPattern.Port? {
        guard let ranges = PortRanges(text) else {
            note(
                .originPortInvalid, "has an invalid list of ports",
                "write a range as `3000-3010`, a list as `{3000,5173,8000-8010}`, at most \(PortRanges.maximumCount) elements")
            return nil
        }
        if ranges.text != text || ranges.single != nil {
            note(.originPortInvalid, "has a list of ports that could be shorter or in order", "write each port once, ascending")
        }
        guard let single = ranges.single else { return .ranges(ranges) }
        return single == Array(scheme.utf8).withUnsafeBytes(OriginSyntax.defaultPort) ? .standard : .number(single)
    }

    /// The canonical host and which hosts below it are meant; `nil` (noted) if invalid.
    private mutating func readHost(_ text: Substring) -> (host: String, depth: OriginPattern.Depth)? {
        guard !text.isEmpty else {
            note(.originHostEmpty, "has no host", "write scheme, host and port")
            return nil
        }
        var host = String(text)
        if !host.utf8.allSatisfy({ $0 < 128 }) {
            note(.originHostUnicode, "has a Unicode host, where browsers send punycode", "write the punycode")
            guard let encoded = Punycode.host(host) else { return nil }
            host = encoded
        } else if host.utf8.contains(where: ByteText.isUpper) {
            note(.originUpperCase, "has upper-case letters, which browsers never send", "write it in lower case")
            host = ByteText.lowercased(host)
        }
        let depth: OriginPattern.Depth = host.hasPrefix("*.") ? .anyDepth : host.hasPrefix("{label}.") ? .oneLabel : .itself
        host.removeFirst(depth.text.utf8.count)
        guard !host.utf8.contains(where: OriginReading.isWildcardByte) else {
            let mend =
                host == "*"
                ? "list hosts, or write `*` alone for any origin"
                : "write `https://*.example.com` for any depth, `https://{label}.example.com` for one label"
            note(.originWildcardMisplaced, "has a wildcard that is not the whole leftmost label", mend)
            return nil
        }
        guard let canonical = canonicalAddressOrName(host) else { return nil }
        if depth != .itself, canonical.isAddress {
            note(.originWildcardMisplaced, "has a wildcard before an IP address", "list the address")
            return nil
        }
        return (canonical.text, depth)
    }

    /// Bytes that mean "anything" in one syntax or another.
    private static func isWildcardByte(_ byte: UInt8) -> Bool { "*?+{}".utf8.contains(byte) }

    private mutating func canonicalAddressOrName(_ host: String) -> (text: String, isAddress: Bool)? {
        let bytes = Array(host.utf8)
        if host.hasPrefix("["), host.hasSuffix("]") {
            guard let pieces = Array(bytes.dropFirst().dropLast()).withUnsafeBytes(IPv6Address.parse) else {
                note(.originHostInvalid, "has an invalid IPv6 address", "write it as `[::1]`")
                return nil
            }
            let text = "[\(String(decoding: IPv6Address.serialize(pieces), as: UTF8.self))]"
            if text != host { note(.originIPNotCanonical, "has an IPv6 address that browsers write otherwise", "write it compressed") }
            return (text, true)
        }
        if let flaw = bytes.withUnsafeBytes(OriginSyntax.flawOfName) {
            note(.originHostInvalid, "is invalid: \(flaw.rawValue)", "write the host as the browser's address bar shows it")
            return nil
        }
        guard bytes.withUnsafeBytes(OriginSyntax.endsInNumber) else { return (host, false) }
        guard bytes.withUnsafeBytes(IPv4Address.isCanonical) else {
            note(.originIPNotCanonical, "has an IPv4 address that browsers write otherwise", "write four decimal numbers from 0 to 255")
            return IPv4Address.canonical(host).map { ($0, true) }
        }
        return (host, true)
    }

    /// Whether a browser can send an origin that `pattern` admits: the strict reader has the last word on every lenient reading.
    private static func isMatchable(_ pattern: OriginPattern) -> Bool {
        var example = pattern
        if example.depth != .itself { (example.host, example.depth) = ("a." + example.host, .itself) }
        switch example.port {
        case .any, .ranges: example.port = .standard
        case .standard, .number: break
        }
        return Array(example.text.utf8).withUnsafeBytes { bytes in
            if case .tuple = OriginSyntax.read(bytes) { true } else { false }
        }
    }
}
