import Testing
import WayleaveHTTPWire

@Suite struct RequestHeadTests {
    private func head(_ text: String, limits: HTTPHeadLimits = HTTPHeadLimits()) throws -> RequestHead {
        var parser = RequestHeadParser(limits: limits)
        return try Array(text.utf8).withUnsafeBytes { bytes in
            switch parser.parse(bytes) {
            case .head: return RequestHead(parser, in: bytes)
            case .refused(let refusal): throw refusal
            case .needMore: throw HTTPRefusal(.badRequest, "incomplete")
            }
        }
    }

    private func status(_ text: String, limits: HTTPHeadLimits = HTTPHeadLimits()) -> Int? {
        do {
            _ = try head(text, limits: limits)
            return nil
        } catch { return (error as? HTTPRefusal)?.status.code }
    }

    @Test("a head says what was asked, and finds fields in any case")
    func accessors() throws {
        let head = try head(
            "\r\nPUT /a%20b/c?sid=x&y HTTP/1.1\r\nHost: a.test:80\r\nOrigin: https://o.test\r\nX-One: 1\r\nx-one:  2 \r\nCookie: c\r\n"
                + "ORIGIN: null\r\nIf-None-Match: \"e\"\r\nContent-Length: 3\r\n\r\n")
        #expect(head.method == .put && head.target == "/a%20b/c?sid=x&y" && head.path == "/a%20b/c" && head.query == "sid=x&y")
        #expect(head.authority == "a.test:80" && head.layout.keepAlive && head.layout.framing == .length(3))
        #expect(head.value("X-ONE") == "1" && head.values("x-one") == ["1", "2"] && head.value("none") == nil)
        #expect(head.lineCount(.origin) == 2 && head.value(.origin) == "https://o.test" && head.value(.ifNoneMatch) == "\"e\"")
        #expect(head.value(.accessControlRequestMethod) == nil && head.fieldCount == 8)
        var origins: [String] = []
        head.forEachValue(.origin) { origins.append(String(decoding: $0, as: UTF8.self)) }
        #expect(origins == ["https://o.test", "null"])
        #expect(head.field(at: 3).name == "x-one" && head.field(at: 3).value == "2")
    }

    @Test("every known field is noted under its own name")
    func knownFields() throws {
        let names: [(KnownField, String)] = [
            (.host, "Host"), (.origin, "Origin"), (.cookie, "Cookie"), (.upgrade, "Upgrade"), (.connection, "Connection"),
            (.expect, "Expect"), (.contentType, "Content-Type"), (.ifNoneMatch, "If-None-Match"), (.secFetchSite, "Sec-Fetch-Site"),
            (.accessControlRequestMethod, "Access-Control-Request-Method"),
            (.accessControlRequestHeaders, "Access-Control-Request-Headers"), (.secWebSocketKey, "Sec-WebSocket-Key"),
            (.secWebSocketVersion, "Sec-WebSocket-Version"), (.secWebSocketProtocol, "Sec-WebSocket-Protocol"),
            (.secWebSocketExtensions, "Sec-WebSocket-Extensions"), (.acceptEncoding, "Accept-Encoding"),
        ]
        #expect(names.count == KnownField.allCases.count)
        for (field, name) in names {
            let value = field == .expect ? "100-continue" : "v"
            let host = field == .host ? "" : "Host: h\r\n"
            let head = try head("GET / HTTP/1.1\r\n\(host)A: b\r\n\(name.uppercased()): \(value)\r\n\r\n")
            #expect(head.value(field) == value && head.lineCount(field) == 1, "\(name)")
            for other in KnownField.allCases where other != field && other != .host { #expect(head.lineCount(other) == 0) }
        }
    }

    @Test("the four forms of targets give path, query and authority")
    func targets() throws {
        let absolute = try head("GET HTTP://b.test:8080?q HTTP/1.1\r\nHost: a.test\r\n\r\n")
        #expect(absolute.path == "/" && absolute.query == "q" && absolute.authority == "b.test:8080")
        let asterisk = try head("OPTIONS * HTTP/1.1\r\nHost: a.test\r\n\r\n")
        #expect(asterisk.path == "*" && asterisk.layout.targetForm == .asterisk && asterisk.authority == "a.test")
        let authority = try head("CONNECT b.test:443 HTTP/1.1\r\nHost: a.test\r\n\r\n")
        #expect(authority.layout.targetForm == .authority && authority.authority == "b.test:443")
        let raw = try head("GET /a|b[1]?{x}^`\\|%zz HTTP/1.1\r\nHost: a.test\r\n\r\n")
        #expect(raw.query == "{x}^`\\|%zz")
        for target in ["ftp://a.test/", "http://", "http:///x", "http://u@a.test/", "a.test:80", "/a#b", "/a?b#c", "/%zz", "http://:80/"] {
            #expect(status("GET \(target) HTTP/1.1\r\nHost: a.test\r\n\r\n") == 400, "\(target)")
        }
        #expect(status("CONNECT /x HTTP/1.1\r\nHost: a.test\r\n\r\n") == 400)
    }

    @Test("Host is a host and a port by RFC 3986, nothing else")
    func hosts() {
        for host in [
            "", "a", "a.test:", "a.test:65535", "127.0.0.1:80", "[::1]", "[::1]:80", "[2001:db8::8:800:200C:417A]", "[1:2:3:4:5:6:7:8]",
            "[::ffff:1.2.3.4]", "[v1.a:b]", "a%41", "a!$&'()*+,;=",
        ] { #expect(status("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n") == nil, "\(host)") }
        for host in [
            "a:65536", "a:b", "a:1:2", "[::1", "::1", "[]", "[:::]", "[1::2::3]", "[1:2:3:4:5:6:7:8:9]", "[1:2:3:4:5:6:7]", "[::12345]",
            "[::1.2.3]", "[::1.2.3.256]", "[::01.2.3.4]", "[::1]x", "[g::]", "[v.a]", "[1:2:3:4:5:6:7:]", "a%4", "a%zz", "u@a", "a/b",
            "a b",
        ] { #expect(status("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n") == 400, "\(host)") }
    }

    @Test("refusals carry the status that fits")
    func statuses() {
        let host = "Host: a.test\r\n"
        #expect(status("GET / HTTP/2.0\r\n\(host)\r\n") == 505)
        #expect(status("GET / HTTP/1.11\r\n\(host)\r\n") == 400)
        #expect(status("GET / HTTP/1.1\r\n\(host)Expect: foo\r\n\r\n") == 417)
        #expect(status("GET / HTTP/1.1\r\n\(host)Transfer-Encoding: gzip, chunked\r\n\r\n") == 501)
        #expect(status("GET / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked, chunked\r\n\r\n") == 400)
        #expect(status("GET / HTTP/1.1\r\n\(host)Content-Length: 99999999999999999999\r\n\r\n") == 413)
        #expect(status("GET /\(String(repeating: "a", count: 90)) HTTP/1.1\r\n\r\n", limits: HTTPHeadLimits(maxTargetBytes: 80)) == 414)
        #expect(status("GET / HTTP/1.1\r\n\(host)A: b\r\n\r\n", limits: HTTPHeadLimits(maxFields: 1)) == 431)
        #expect(status("\(String(repeating: "A", count: 33)) / HTTP/1.1\r\n\(host)\r\n") == 501)
    }

    @Test("connection options are whole tokens, and mean what the version says")
    func connection() throws {
        func keepAlive(_ version: String, _ options: String) throws -> Bool {
            try head("GET / HTTP/1.\(version)\r\nHost: a\r\nConnection: \(options)\r\n\r\n").layout.keepAlive
        }
        #expect(try keepAlive("1", "closed, x-close") && keepAlive("1", "keep-alive") && keepAlive("0", "Keep-Alive"))
        #expect(try !keepAlive("1", "foo,CLOSE") && !keepAlive("0", "foo") && !keepAlive("0", "keep-alive, close"))
        #expect(try head("GET / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n").layout.expectsContinue == false)
        #expect(try head("GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\n\r\n").layout.expectsContinue)
    }

    @Test("names and values are scanned exactly at every place within a word")
    func scanning() {
        for padding in 0..<20 {
            let pad = String(repeating: "-", count: padding)
            for byte in 0..<256 {
                let name = Array("GET / HTTP/1.1\r\nHost: a\r\nX\(pad)".utf8) + [UInt8(byte)] + Array("abcdefghi: v\r\n\r\n".utf8)
                let value = Array("GET / HTTP/1.1\r\nHost: a\r\nX: x\(pad)".utf8) + [UInt8(byte)] + Array("abcdefghi\r\n\r\n".utf8)
                let isToken = HTTPMethod(String(UnicodeScalar(UInt8(byte)))) != nil
                var parser = RequestHeadParser()
                if case .head = name.withUnsafeBytes({ parser.parse($0) }) {
                    #expect(isToken || byte == 58, "\(byte)")
                } else {
                    #expect(!isToken)
                }
                let isText = byte == 9 || byte >= 32 && byte != 127
                if case .head = value.withUnsafeBytes({ parser.parse($0) }) {
                    #expect(isText, "\(byte)")
                } else {
                    #expect(!isText, "\(byte)")
                }
            }
        }
    }
}
