package import WayleaveBytes
package import WayleaveHTTPWire

/// The server's side of the opening handshake (RFC 6455 § 4.2).
package enum WebSocketHandshake {
    /// What a request is to a WebSocket server.
    package enum Verdict: Sendable {
        /// No WebSocket handshake at all; Upgrade, if any, is ignored (RFC 9110 § 7.8).
        case ordinary
        /// A faultless handshake: accept it with ``appendAcceptance(_:subprotocol:deflate:fieldLines:into:)``, or refuse it for other reasons.
        case valid
        /// An attempt at a handshake that has to be answered with this; the connection may go on, unless a body is unread.
        case refused(HTTPRefusal)
    }

    /// Judges `head` (§ 4.2.1).
    package static func judge(_ head: RequestHead) -> Verdict {
        let layout = head.layout
        guard layout.connectionUpgrade, layout.lineCount(.upgrade) > 0, asksForWebSocket(head) else { return .ordinary }
        guard layout.methodKind == .get else {
            return .refused(HTTPRefusal(.methodNotAllowed, "A WebSocket handshake is a GET request.", fieldLines: "Allow: GET\r\n"))
        }
        guard layout.framing == .none || layout.framing == .length(0) else {
            return .refused(HTTPRefusal(.badRequest, "A WebSocket handshake has no body."))
        }
        guard layout.lineCount(.secWebSocketVersion) == 1, is13(head) else {
            // § 4.2.2: name the version that is understood.
            return .refused(
                HTTPRefusal(
                    .upgradeRequired, "Only version 13 of the WebSocket protocol is spoken here.",
                    fieldLines: "Sec-WebSocket-Version: 13\r\nUpgrade: websocket\r\nConnection: upgrade\r\n"))
        }
        guard layout.lineCount(.secWebSocketKey) == 1, hasKey(head) else {
            return .refused(HTTPRefusal(.badRequest, "Sec-WebSocket-Key is not, exactly once, the base64 form of 16 bytes."))
        }
        var isWellFormed = true
        head.forEachValue(.secWebSocketProtocol) { line in
            for name in FieldList(line) where !name.allSatisfy(ASCII.isToken) { isWellFormed = false }
        }
        guard isWellFormed else { return .refused(HTTPRefusal(.badRequest, "Sec-WebSocket-Protocol is not a list of tokens.")) }
        head.forEachValue(.secWebSocketExtensions) { if !ExtensionListSyntax.isValid($0) { isWellFormed = false } }
        guard isWellFormed else { return .refused(HTTPRefusal(.badRequest, "Sec-WebSocket-Extensions is not a list of extensions.")) }
        return .valid
    }

    /// The first subprotocol the client offers that is among `supported`, compared exactly; `nil` if there is none.
    package static func chooseSubprotocol(_ head: RequestHead, supported: [String]) -> String? {
        guard !supported.isEmpty else { return nil }
        var chosen: String?
        head.forEachValue(.secWebSocketProtocol) { line in
            for name in FieldList(line) {
                if chosen != nil { return }
                let offer = String(decoding: name, as: UTF8.self)
                if !offer.isEmpty, supported.contains(offer) { chosen = offer }
            }
        }
        return chosen
    }

    /// Appends the 101 response to a valid handshake (§ 4.2.2).
    /// - Parameters:
    ///   - subprotocol: what ``chooseSubprotocol(_:supported:)`` chose; left out if it is no token.
    ///   - deflate: what ``PerMessageDeflate/negotiate(_:_:)`` agreed on.
    ///   - fieldLines: complete field lines, each ended by CRLF, from trusted code.
    package static func appendAcceptance(
        _ head: RequestHead, subprotocol: String? = nil, deflate: PerMessageDeflate? = nil,
        fieldLines: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0), into writer: inout ByteWriter
    ) {
        writer.append("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ")
        head.withValue(.secWebSocketKey) { if let key = $0 { appendAcceptKey(key, into: &writer) } }
        writer.append("\r\n")
        if let subprotocol, !subprotocol.isEmpty, subprotocol.utf8.allSatisfy(ASCII.isToken) {
            writer.append("Sec-WebSocket-Protocol: ")
            writer.append(subprotocol)
            writer.append("\r\n")
        }
        deflate?.appendField(into: &writer)
        writer.append(fieldLines)
        writer.append("\r\n")
    }

    /// Appends the 28 characters of Sec-WebSocket-Accept that answer `key` (§ 4.2.2, 5.4).
    package static func appendAcceptKey(_ key: UnsafeRawBufferPointer, into writer: inout ByteWriter) {
        var message = [UInt8](key)
        message += Array("258EAFA5-E914-47DA-95CA-C5AB0DC85B11".utf8)
        let digest = message.withUnsafeBytes { SHA1.digest($0) }
        digest.withUnsafeBytes { Base64.encode($0, into: &writer) }
    }

    private static func asksForWebSocket(_ head: RequestHead) -> Bool {
        var found = false
        head.forEachValue(.upgrade) { line in
            for name in FieldList(line) where ASCII.equals(name, ignoringCase: "websocket") { found = true }
        }
        return found
    }

    private static func is13(_ head: RequestHead) -> Bool {
        head.withValue(.secWebSocketVersion) { $0.map { ASCII.equals($0, ignoringCase: "13") } ?? false }
    }

    /// 22 characters of base64, of which the last carries four zero bits, and "==".
    private static func hasKey(_ head: RequestHead) -> Bool {
        head.withValue(.secWebSocketKey) { key in
            guard let key, key.count == 24, key[22] == UInt8(ascii: "="), key[23] == UInt8(ascii: "=") else { return false }
            guard let bytes = Base64.decode(key), bytes.count == 16 else { return false }
            return [UInt8(ascii: "A"), UInt8(ascii: "Q"), UInt8(ascii: "g"), UInt8(ascii: "w")].contains(key[21])
        }
    }
}
