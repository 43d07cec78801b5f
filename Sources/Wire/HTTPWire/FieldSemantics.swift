import WayleaveBytes

/// What the fields seen so far mean for the connection and the body; judged line by line and once more at the end of the head.
struct FieldSemantics {
    private var contentLength = -1
    private var isChunked = false
    private var listsClose = false
    private var listsKeepAlive = false
    private var listsUpgrade = false
    private var expects100 = false
    private var expectsOther = false

    @inline(__always)
    init() {}

    /// Takes the line whose name, a token, has `n` bytes at `p`; returns a refusal if it breaks the request.
    @inline(__always)
    mutating func take(_ p: UnsafePointer<UInt8>, _ n: Int, _ value: UnsafeRawBufferPointer, line: Int, _ layout: inout RequestHeadLayout)
        -> HTTPRefusal?
    {
        switch n {
        case 4:
            if HeadScan.isName(p, n, "host") {
                // RFC 9112 § 3.2: exactly one, and valid.
                if layout.firstIndex(.host) != nil { return HTTPRefusal(.badRequest, "The request has more than one Host field.") }
                layout.note(.host, line: line)
                if !HostSyntax.isValid(value) { return HTTPRefusal(.badRequest, "The Host field is not a host with an optional port.") }
            }
        case 6:
            if HeadScan.isName(p, n, "origin") {
                layout.note(.origin, line: line)
            } else if HeadScan.isName(p, n, "cookie") {
                layout.note(.cookie, line: line)
            } else if HeadScan.isName(p, n, "expect") {
                layout.note(.expect, line: line)
                if ASCII.equals(value, ignoringCase: "100-continue") { expects100 = true } else { expectsOther = true }
            }
        case 7: if HeadScan.isName(p, n, "upgrade") { layout.note(.upgrade, line: line) }
        case 10:
            if HeadScan.isName(p, n, "connection") {
                layout.note(.connection, line: line)
                takeConnection(value)
            }
        case 12: if HeadScan.isName(p, n, "content-type") { layout.note(.contentType, line: line) }
        case 13: if HeadScan.isName(p, n, "if-none-match") { layout.note(.ifNoneMatch, line: line) }
        case 14:
            if HeadScan.isName(p, n, "content-length") { return takeContentLength(value) }
            if HeadScan.isName(p, n, "sec-fetch-site") { layout.note(.secFetchSite, line: line) }
        case 15: if HeadScan.isName(p, n, "accept-encoding") { layout.note(.acceptEncoding, line: line) }
        case 17:
            if HeadScan.isName(p, n, "transfer-encoding") { return takeTransferEncoding(value) }
            if HeadScan.isName(p, n, "sec-websocket-key") { layout.note(.secWebSocketKey, line: line) }
        case 21: if HeadScan.isName(p, n, "sec-websocket-version") { layout.note(.secWebSocketVersion, line: line) }
        case 22: if HeadScan.isName(p, n, "sec-websocket-protocol") { layout.note(.secWebSocketProtocol, line: line) }
        case 24: if HeadScan.isName(p, n, "sec-websocket-extensions") { layout.note(.secWebSocketExtensions, line: line) }
        case 29: if HeadScan.isName(p, n, "access-control-request-method") { layout.note(.accessControlRequestMethod, line: line) }
        case 30: if HeadScan.isName(p, n, "access-control-request-headers") { layout.note(.accessControlRequestHeaders, line: line) }
        default: break
        }
        return nil
    }

    /// Judges what only the whole head can tell.
    @inline(__always)
    func finish(_ layout: inout RequestHeadLayout) -> HTTPRefusal? {
        let isHTTP11 = layout.minorVersion >= 1
        // RFC 9112 § 3.2
        if isHTTP11, layout.firstIndex(.host) == nil { return HTTPRefusal(.badRequest, "The request has no Host field.") }
        if isChunked {
            // RFC 9112 § 6.1: both together are how requests are smuggled; a HTTP/1.0 client cannot mean it.
            if contentLength >= 0 {
                return HTTPRefusal(.badRequest, "The request has both Transfer-Encoding and Content-Length; send one.")
            }
            if !isHTTP11 { return HTTPRefusal(.badRequest, "A HTTP/1.0 request cannot have a Transfer-Encoding.") }
            layout.framing = .chunked
        } else if contentLength >= 0 {
            layout.framing = .length(contentLength)
        }
        // RFC 9112 § 9.3
        layout.keepAlive = !listsClose && (isHTTP11 || listsKeepAlive)
        layout.connectionUpgrade = isHTTP11 && listsUpgrade
        // RFC 9110 § 10.1.1: expectations of a HTTP/1.0 client are ignored.
        if isHTTP11 {
            if expectsOther { return HTTPRefusal(.expectationFailed, "Only the expectation 100-continue can be met.") }
            layout.expectsContinue = expects100
        }
        return nil
    }

    /// RFC 9110 § 7.6.1: a list of tokens; only whole tokens count.
    private mutating func takeConnection(_ value: UnsafeRawBufferPointer) {
        for option in FieldList(value) {
            switch option.count {
            case 5: if ASCII.equals(option, ignoringCase: "close") { listsClose = true }
            case 7: if ASCII.equals(option, ignoringCase: "upgrade") { listsUpgrade = true }
            case 10: if ASCII.equals(option, ignoringCase: "keep-alive") { listsKeepAlive = true }
            default: break
            }
        }
    }

    /// RFC 9110 § 8.6: digits only, and one line only (§ 6.3 of RFC 9112 allows equal repetitions; nobody sends them in good faith).
    private mutating func takeContentLength(_ value: UnsafeRawBufferPointer) -> HTTPRefusal? {
        guard contentLength < 0 else { return HTTPRefusal(.badRequest, "The request has more than one Content-Length field.") }
        guard !value.isEmpty else { return HTTPRefusal(.badRequest, "The Content-Length field is empty.") }
        var length = 0
        for byte in value {
            let digit = byte &- 48
            guard digit < 10 else { return HTTPRefusal(.badRequest, "The Content-Length field is not a decimal number.") }
            guard length < 10_000_000_000_000_000 else { return HTTPRefusal(.contentTooLarge, "The Content-Length is beyond any limit.") }
            length = length &* 10 &+ Int(digit)
        }
        contentLength = length
        return nil
    }

    /// RFC 9112 § 6.1: "chunked" is the only coding understood, and must stand once and last.
    private mutating func takeTransferEncoding(_ value: UnsafeRawBufferPointer) -> HTTPRefusal? {
        guard !isChunked else { return HTTPRefusal(.badRequest, "The request has more than one Transfer-Encoding field.") }
        isChunked = true
        if ASCII.equals(value, ignoringCase: "chunked") { return nil }
        var chunkedCount = 0
        var endsChunked = false
        for coding in FieldList(value) {
            endsChunked = ASCII.equals(coding, ignoringCase: "chunked")
            if endsChunked { chunkedCount += 1 }
            guard !coding.isEmpty, coding.allSatisfy(ByteClass.token.contains) else {
                return HTTPRefusal(.badRequest, "The Transfer-Encoding is malformed; send exactly \"chunked\".")
            }
        }
        guard endsChunked, chunkedCount == 1 else {
            return HTTPRefusal(.badRequest, "The Transfer-Encoding does not end with chunked, once.")
        }
        return HTTPRefusal(.notImplemented, "Of transfer codings only chunked is understood.")
    }
}
