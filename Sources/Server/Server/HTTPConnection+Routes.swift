internal import WayleaveEventLoop
internal import WayleaveHTTPWire
internal import WayleaveWebSocketWire

/// Routes: handlers called, WebSockets opened.
extension HTTPConnection {
    /// Lets the route's handler answer, now or later.
    func answer(_ request: Request, _ entry: RouteEntry) {
        if let route = entry.webSocket, accept(request, route, isOnly: !entry.answersGet) { return }
        switch entry.handler(methodKind, request) {
        case .sync(let body):
            do { respondNow(try body(request)) } catch { respondNow(failure(error, request)) }
        case .async(let body):
            state = .busy
            context.loop.startTask { [self] in
                let response: Response
                do { response = try await body(request) } catch { response = failure(error, request) }
                respond(response)
            }
        case nil where methodKind == .options:
            respondNow(Response(status: .noContent, headers: [("Allow", entry.allow)]))
        case nil:
            respondNow(.problem(.methodNotAllowed, "This path does not answer this method.", headers: [("Allow", entry.allow)]))
        }
    }

    /// Accepts or refuses a handshake; `false` if the request is none and a plain route may answer it.
    private func accept(_ request: Request, _ route: WebSocketRoute, isOnly: Bool) -> Bool {
        switch WebSocketHandshake.judge(request.head) {
        case .ordinary:
            guard isOnly, methodKind == .get else { return false }
            refuse(.problem(.upgradeRequired, "This path speaks WebSocket only.", headers: [("Upgrade", "websocket")]))
        case .refused(let refusal):
            refuse(handshake: refusal)
        case .valid where context.isDraining:
            refuse(.problem(.serviceUnavailable, "The server is stopping; connect again.", headers: [("Retry-After", "1")]))
        case .valid:
            let chosen = WebSocketHandshake.chooseSubprotocol(request.head, supported: route.subprotocols)
            let headers = route.headers?(request) ?? []
            route.open(
                acceptWebSocket(
                    request, subprotocol: chosen, headers: headers, maxMessageBytes: route.maxMessageBytes,
                    compression: route.compression, keepAlive: true))
        }
        return true
    }

    private func failure(_ error: any Error, _ request: Request) -> Response {
        if let error = error as? HTTPError { return .problem(error.status, error.message) }
        context.site.log(LogRecord(.error, "handler-failed", "\(request.method) \(request.path) threw \(error)"))
        return .problem(.internalServerError, "The server failed to answer this request.")
    }
}
