import WayleaveBytes

/// The request line: method SP request-target SP HTTP-version CRLF (RFC 9112 § 3).
extension RequestHeadParser {
    /// The longest method understood as one; RFC 9112 § 3 asks for 501 beyond.
    private static var maxMethodBytes: Int { 32 }

    /// Parses the line at `i` and moves `i` past it; returns a result when parsing cannot go on.
    @inline(__always)
    mutating func parseRequestLine(_ p: UnsafePointer<UInt8>, _ i: inout Int, _ n: Int) -> HeadResult? {
        let methodStart = i
        i = HeadScan.tokenEnd(p, i, n)
        guard i &- methodStart <= Self.maxMethodBytes else {
            return refusal(.notImplemented, "The method is longer than any method known here.")
        }
        guard i < n else { return .needMore }
        guard p[i] == 0x20, i > methodStart else {
            return refusal(.badRequest, "The request line does not begin with a method and one space.")
        }
        layout.method = HeadSlice(from: methodStart, to: i)
        layout.methodKind = Self.kind(p + methodStart, i &- methodStart)
        i &+= 1
        let targetStart = i
        i = HeadScan.visibleEnd(p, i, n)
        guard i &- targetStart <= limits.maxTargetBytes else {
            return refusal(.uriTooLong, "The request target is longer than the limit.")
        }
        guard i < n else { return .needMore }
        guard p[i] == 0x20, i > targetStart else {
            return refusal(.badRequest, "The request line is not a method, a target and a version, each separated by one space.")
        }
        layout.target = HeadSlice(from: targetStart, to: i)
        if let result = parseTarget(p, targetStart, i) { return result }
        i &+= 1
        if i &+ 10 <= n, HeadScan.word(p, i) == 0x312E_312F_5054_5448, p[i &+ 8] == 0x0D, p[i &+ 9] == 0x0A {
            layout.minorVersion = 1
        } else if let result = parseVersion(p, i, n) {
            return result
        }
        i &+= 10
        return nil
    }

    /// Any version but plain "HTTP/1.1".
    @inline(never)
    private mutating func parseVersion(_ p: UnsafePointer<UInt8>, _ start: Int, _ n: Int) -> HeadResult? {
        let pattern: StaticString = "HTTP/0.0\r\n"
        for offset in 0..<10 {
            guard start + offset < n else { return .needMore }
            let byte = p[start + offset]
            let matches = offset == 5 || offset == 7 ? byte &- 48 < 10 : byte == pattern.utf8Start[offset]
            guard matches else { return refusal(.badRequest, "The request line does not end with a version like HTTP/1.1 and CRLF.") }
        }
        guard p[start + 5] == UInt8(ascii: "1") else {
            return refusal(.httpVersionNotSupported, "Only HTTP/1.1 and HTTP/1.0 are spoken here.")
        }
        layout.minorVersion = p[start + 7] == UInt8(ascii: "0") ? 0 : 1
        return nil
    }

    /// Tells the four forms apart and notes path, query and authority.
    @inline(__always)
    private mutating func parseTarget(_ p: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> HeadResult? {
        if p[start] == UInt8(ascii: "/"), layout.methodKind != .connect {
            layout.targetForm = .origin
            return parsePathAndQuery(p, start, end)
        }
        return parseOtherForm(p, start, end)
    }

    @inline(__always)
    private mutating func parsePathAndQuery(_ p: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> HeadResult? {
        var i = start
        while i < end {
            if ByteClass.path.contains(p[i]) {
                i &+= 1
            } else if p[i] == UInt8(ascii: "%"), i &+ 2 < end, HexDigit.value(p[i &+ 1]) != nil, HexDigit.value(p[i &+ 2]) != nil {
                i &+= 3
            } else {
                break
            }
        }
        layout.path = HeadSlice(from: start, to: i)
        guard i < end else {
            layout.query = HeadSlice(from: end, to: end)
            return nil
        }
        guard p[i] == UInt8(ascii: "?") else { return refuseTarget }
        i &+= 1
        layout.query = HeadSlice(from: i, to: end)
        while i < end, ByteClass.query.contains(p[i]) { i &+= 1 }
        return i == end ? nil : refuseTarget
    }

    private var refuseTarget: HeadResult {
        refusal(.badRequest, "The request target holds a character that must be percent-encoded.")
    }

    @inline(never)
    private mutating func parseOtherForm(_ p: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> HeadResult? {
        if layout.methodKind == .connect {
            layout.targetForm = .authority
            layout.authority = layout.target
            guard HostSyntax.isValidInFull(UnsafeRawBufferPointer(start: p + start, count: end - start), portRequired: true) else {
                return refusal(.badRequest, "The target of CONNECT is not a host and a port.")
            }
            return nil
        }
        if end - start == 1, p[start] == UInt8(ascii: "*"), layout.methodKind == .options {
            layout.targetForm = .asterisk
            return nil
        }
        var authority = start
        if end - start > 7, HeadScan.isName(p + start, 7, "http://") {
            authority += 7
        } else if end - start > 8, HeadScan.isName(p + start, 8, "https://") {
            authority += 8
        } else {
            return refusal(.badRequest, "The request target is neither a path nor a http URI.")
        }
        var authorityEnd = authority
        while authorityEnd < end, p[authorityEnd] != UInt8(ascii: "/"), p[authorityEnd] != UInt8(ascii: "?") { authorityEnd += 1 }
        let host = UnsafeRawBufferPointer(start: p + authority, count: authorityEnd - authority)
        guard host.count > 0, host[0] != UInt8(ascii: ":"), HostSyntax.isValid(host) else {
            return refusal(.badRequest, "The authority of the request target is not a host with an optional port.")
        }
        layout.targetForm = .absolute
        layout.authority = HeadSlice(from: authority, to: authorityEnd)
        return parsePathAndQuery(p, authorityEnd, end)
    }

    @inline(__always)
    private static func kind(_ p: UnsafePointer<UInt8>, _ n: Int) -> RequestMethodKind {
        // A space follows the method, so one byte more may be read.
        switch n {
        case 3:
            let word = UInt32(littleEndian: UnsafeRawPointer(p).loadUnaligned(as: UInt32.self))
            return word == 0x2054_4547 ? .get : word == 0x2054_5550 ? .put : .other
        case 4:
            let word = UInt32(littleEndian: UnsafeRawPointer(p).loadUnaligned(as: UInt32.self))
            return word == 0x5453_4F50 ? .post : word == 0x4441_4548 ? .head : .other
        case 5: return matches(p, n, "PATCH") ? .patch : matches(p, n, "TRACE") ? .trace : .other
        case 6: return matches(p, n, "DELETE") ? .delete : .other
        case 7: return matches(p, n, "OPTIONS") ? .options : matches(p, n, "CONNECT") ? .connect : .other
        default: return .other
        }
    }

    private static func matches(_ p: UnsafePointer<UInt8>, _ n: Int, _ method: StaticString) -> Bool {
        for i in 0..<n where p[i] != method.utf8Start[i] { return false }
        return true
    }
}
