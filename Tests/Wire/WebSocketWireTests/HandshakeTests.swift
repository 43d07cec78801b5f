import Testing
import WayleaveBytes
import WayleaveHTTPWire
import WayleaveWebSocketWire

@Suite struct HandshakeTests {
    private static let key = "dGhlIHNhbXBsZSBub25jZQ=="

    private func head(
        _ start: String = "GET /chat HTTP/1.1", upgrade: String? = "websocket", connection: String = "Upgrade", key: String? = key,
        version: String? = "13", more: String = ""
    ) throws -> RequestHead {
        var text = "\(start)\r\nHost: a.test\r\nConnection: \(connection)\r\n"
        if let upgrade { text += "Upgrade: \(upgrade)\r\n" }
        if let key { text += "Sec-WebSocket-Key: \(key)\r\n" }
        if let version { text += "Sec-WebSocket-Version: \(version)\r\n" }
        text += "\(more)\r\n"
        var parser = RequestHeadParser()
        return try Array(text.utf8).withUnsafeBytes { bytes in
            guard case .head = parser.parse(bytes) else { throw HTTPRefusal(.badRequest, "the test's own head is bad") }
            return RequestHead(parser, in: bytes)
        }
    }

    private func verdict(_ head: RequestHead) -> String {
        switch WebSocketHandshake.judge(head) {
        case .ordinary: "ordinary"
        case .valid: "valid"
        case .refused(let refusal): "\(refusal.status.code)"
        }
    }

    @Test("the example of RFC 6455 § 1.3 gets its accept key, the chosen subprotocol and the given lines")
    func acceptance() throws {
        let head = try head(more: "Sec-WebSocket-Protocol: chat, superchat\r\n")
        #expect(verdict(head) == "valid")
        var writer = ByteWriter()
        let lines: StaticString = "Vary: Origin\r\n"
        WebSocketHandshake.appendAcceptance(
            head, subprotocol: WebSocketHandshake.chooseSubprotocol(head, supported: ["superchat", "chat"]),
            fieldLines: UnsafeRawBufferPointer(start: lines.utf8Start, count: lines.utf8CodeUnitCount), into: &writer)
        #expect(
            String(decoding: writer.copyBytes(), as: UTF8.self)
                == "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Protocol: chat\r\nVary: Origin\r\n\r\n")
    }

    @Test("handshakes as browsers and proxies write them are valid")
    func valid() throws {
        for connection in ["upgrade", "keep-alive, Upgrade", "Upgrade, keep-alive", "keep-alive,\tupgrade"] {
            #expect(try verdict(head(connection: connection)) == "valid", "\(connection)")
        }
        for upgrade in ["WebSocket", "WEBSOCKET", "foo/2, websocket"] { #expect(try verdict(head(upgrade: upgrade)) == "valid") }
        #expect(try verdict(head("GET / HTTP/1.2")) == "valid")
        #expect(try verdict(head(connection: "keep-alive", more: "Connection: Upgrade\r\n")) == "valid")
        for extensions in [
            "permessage-deflate", "permessage-deflate; client_max_window_bits", "a; b=c, d; e=\"f\"", "", "permessage-deflate ;\tx = 10 ",
        ] {
            #expect(try verdict(head(more: "Sec-WebSocket-Extensions: \(extensions)\r\n")) == "valid", "\(extensions)")
        }
        #expect(try verdict(head(more: "Content-Length: 0\r\n")) == "valid")
    }

    @Test("requests that do not ask for WebSocket are ordinary ones")
    func ordinary() throws {
        for connection in ["close", "", "notupgrade", "upgrade2"] { #expect(try verdict(head(connection: connection)) == "ordinary") }
        for upgrade in ["websockets", "TLS/1.0", "h2c"] { #expect(try verdict(head(upgrade: upgrade)) == "ordinary") }
        #expect(try verdict(head(upgrade: nil)) == "ordinary")
        #expect(try verdict(head("GET / HTTP/1.0")) == "ordinary")
    }

    @Test("broken handshakes are refused with the fitting status")
    func refused() throws {
        #expect(try verdict(head("POST / HTTP/1.1")) == "405")
        #expect(try verdict(head("get / HTTP/1.1")) == "405")
        for version in ["7", "0", "14", "255", "013", "13, 8", "256", "4294967309", "13x", ""] {
            #expect(try verdict(head(version: version)) == "426", "\(version)")
        }
        #expect(try verdict(head(version: nil)) == "426")
        for key in [
            "YWFhYWFhYWFhYWFhYWFh", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZQ=", "AAAAAAAAAAAAAAAAAAAAAAAA", "",
            "dGhl=HNhbXBsZSBub25jZQ==", "0123456789abcdef0123456789abcdef", "\"dGhlIHNhbXBsZSBub25jZQ==\"", "dGhlIHNhbXBsZSBub25jZR==",
            "dGhlIHNhbXBsZSBub25jZQ==, dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBs ZSBub25jZQ==",
        ] {
            #expect(try verdict(head(key: key)) == "400", "\(key)")
        }
        #expect(try verdict(head(key: nil)) == "400")
        #expect(try verdict(head(more: "Sec-WebSocket-Key: \(Self.key)\r\n")) == "400")
        #expect(try verdict(head(more: "Content-Length: 41\r\n")) == "400")
        for name in ["ch at", "\"chat\""] { #expect(try verdict(head(more: "Sec-WebSocket-Protocol: \(name)\r\n")) == "400") }
        for extensions in ["; foo", "permessage-deflate; a=\"b", "permessage-deflate;", ",,;;==", "a b", "a; b=", "a; b=\"c d\""] {
            #expect(try verdict(head(more: "Sec-WebSocket-Extensions: \(extensions)\r\n")) == "400", "\(extensions)")
        }
    }

    @Test("a refused version is told the one that is spoken")
    func versionNamed() throws {
        guard case .refused(let refusal) = WebSocketHandshake.judge(try head(version: "8")) else {
            Issue.record("version 8 was not refused")
            return
        }
        #expect(refusal.fieldLines.description.contains("Sec-WebSocket-Version: 13\r\n"))
    }

    @Test("no subprotocol is chosen that was not offered exactly")
    func subprotocols() throws {
        #expect(try WebSocketHandshake.chooseSubprotocol(head(), supported: ["chat"]) == nil)
        #expect(
            try WebSocketHandshake.chooseSubprotocol(head(more: "Sec-WebSocket-Protocol: Chat, a,, b\r\n"), supported: ["chat", "b"]) == "b"
        )
        #expect(
            try WebSocketHandshake.chooseSubprotocol(
                head(more: "Sec-WebSocket-Protocol: x\r\nSec-WebSocket-Protocol: chat\r\n"), supported: ["chat"]) == "chat")
    }
}
