internal import WayleaveBytes
internal import WayleaveHTTPWire
internal import WayleaveServer

/// The engine's HTTP answers, as the reference words them.
struct EngineReplies: Sendable {
    let options: EngineIOOptions

    /// The answer to a poll or handshake.
    func packets(_ body: [UInt8], to request: Request, isHandshake: Bool = false, mayCompress: Bool = true) -> Response {
        var headers = [("content-type", "text/plain; charset=UTF-8"), ("cache-control", "no-store")]
        if isHandshake, let initial = options.initialHeaders { headers += initial(request) }
        var response = respond(.ok, headers, body, to: request)
        if !mayCompress {
            response.mayCompress = false
        } else if let compression = options.httpCompression {
            response.compress(compression)
        }
        return response
    }

    /// The answer to a POST.
    func dataAccepted(_ request: Request) -> Response {
        respond(.ok, [("content-type", "text/html"), ("cache-control", "no-store")], Array("ok".utf8), to: request)
    }

    /// Refuses a request and tells the operator why: JSON on polling, the bare message on an upgrade.
    func refuse(_ exchange: HTTPExchange, _ code: EngineConnectionError.Code, _ context: String, message: String? = nil) {
        let request = exchange.request
        let message = message ?? code.message
        options.connectionError?(
            EngineConnectionError(code: code, message: message, context: String(context.prefix(200)), request: request))
        let status: HTTPStatus = code == .forbidden ? .forbidden : .badRequest
        if exchange.isWebSocketUpgrade {
            exchange.respond(respond(status, [("content-type", "text/html")], Array(message.utf8), to: request))
        } else {
            exchange.respond(respond(status, [("content-type", "application/json")], body(code, message), to: request))
        }
    }

    private func respond(_ status: HTTPStatus, _ headers: [(String, String)], _ body: [UInt8], to request: Request) -> Response {
        Response(status: status, headers: headers + (options.headers?(request) ?? []), body: body)
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
