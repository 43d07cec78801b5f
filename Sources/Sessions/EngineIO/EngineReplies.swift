internal import WayleaveBytes
internal import WayleaveHTTPWire
internal import WayleaveServer

/// The engine's HTTP answers, as the reference words them.
struct EngineReplies: Sendable {
    let settings: EngineSettings
    let hooks: EngineHooks

    /// The answer that begins a session by polling.
    func handshake(_ body: [UInt8], _ batch: PollBatch, of session: EngineSession) -> Response {
        packets(body, batch, of: session, to: session.handshakeRequest, isHandshake: true)
    }

    /// The answer to a poll.
    func packets(
        _ body: [UInt8], _ batch: PollBatch, of session: EngineSession, to request: Request, isHandshake: Bool = false
    ) -> Response {
        var headers = fields(batch.isBinary ? "application/octet-stream" : "text/plain; charset=UTF-8", session)
        if isHandshake, let attributes = settings.cookieAttributes, let name = settings.options.cookie?.name {
            headers.append(("set-cookie", name + "=" + session.id + attributes))
        }
        var response = respond(.ok, headers, body, to: request, isHandshake: isHandshake)
        if let compression = settings.options.httpCompression {
            if batch.mayCompress { response.compress(compression) } else { response.mayCompress = false }
        }
        return response
    }

    /// The answer to a POST.
    func dataAccepted(_ session: EngineSession, _ request: Request) -> Response {
        // `text/html` spares old browsers a download dialog.
        respond(.ok, fields("text/html", session), Array("ok".utf8), to: request)
    }

    /// The further fields of a 101.
    func upgradeHeaders(to request: Request, isHandshake: Bool) -> [(String, String)] {
        var headers: [(String, String)] = []
        apply(to: &headers, request, isHandshake: isHandshake)
        return headers
    }

    /// Refuses a request and tells the operator why: JSON on polling, the bare message on an upgrade.
    func refuse(_ exchange: HTTPExchange, _ code: EngineConnectionError.Code, _ context: EngineErrorContext, message: String? = nil) {
        let request = exchange.request
        let message = message ?? code.message
        for hook in hooks.current.connectionError {
            hook(EngineConnectionError(code: code, message: message, context: context, request: request))
        }
        let status: HTTPStatus = code == .forbidden ? .forbidden : .badRequest
        if exchange.isWebSocketUpgrade {
            exchange.respond(respond(status, [("content-type", "text/html")], Array(message.utf8), to: request))
        } else {
            exchange.respond(respond(status, [("content-type", "application/json")], body(code, message), to: request))
        }
    }

    // MARK: Parts

    private func fields(_ contentType: String, _ session: EngineSession) -> [(String, String)] {
        var headers = [("content-type", contentType), ("cache-control", "no-store")]
        // Internet Explorer's filter takes some packets for an attack (socketio/socket.io#1333).
        if session.silencesXSSFilter { headers.append(("x-xss-protection", "0")) }
        return headers
    }

    private func respond(
        _ status: HTTPStatus, _ headers: [(String, String)], _ body: [UInt8], to request: Request, isHandshake: Bool = false
    ) -> Response {
        var headers = headers
        apply(to: &headers, request, isHandshake: isHandshake)
        return Response(status: status, headers: headers, body: body)
    }

    private func apply(to headers: inout [(String, String)], _ request: Request, isHandshake: Bool) {
        let hooks = hooks.current
        if isHandshake { for hook in hooks.initialHeaders { hook(&headers, request) } }
        for hook in hooks.headers { hook(&headers, request) }
    }

    private func body(_ code: EngineConnectionError.Code, _ message: String) -> [UInt8] {
        var writer = ByteWriter(capacity: 64)
        writer.append("{\"code\":" as StaticString)
        writer.append(decimal: code.rawValue)
        writer.append(",\"message\":\"" as StaticString)
        for byte in message.utf8 { append(byte, escapedInto: &writer) }
        writer.append("\"}" as StaticString)
        return writer.copyBytes()
    }

    /// JSON's escapes (RFC 8259 § 7); the module has no need of the JSON module otherwise.
    private func append(_ byte: UInt8, escapedInto writer: inout ByteWriter) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            writer.append(UInt8(ascii: "\\"))
            writer.append(byte)
        case 0..<32:
            writer.append("\\u00" as StaticString)
            writer.append(byte < 16 ? UInt8(ascii: "0") : UInt8(ascii: "1"))
            let low = byte & 15
            writer.append(low < 10 ? low + UInt8(ascii: "0") : low - 10 + UInt8(ascii: "a"))
        default: writer.append(byte)
        }
    }
}
