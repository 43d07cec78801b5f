internal import WayleaveEventLoop
internal import WayleaveHTTPWire
internal import WayleaveServer

/// Newer tokens for open connections, as ASP.NET Core 11 takes them: `POST …/refresh?id=…`.
extension SignalRConnections {
    func isRefresh(_ request: Request) -> Bool {
        // "/refresh", with or without a slash at its end, is shorter than "/negotiate".
        request.head.withPath { path in (8...9).contains(path.count - settings.path.utf8.count) }
    }

    /// - Parameter user: whom the request's token tells of; `nil` if it is none, or no good.
    func refresh(_ exchange: HTTPExchange, _ user: ClaimsPrincipal?, _ local: ConnectionLoop) {
        guard exchange.request.method == .post else {
            return exchange.respond(ConnectionReplies.plain(.methodNotAllowed, headers: [("Allow", "POST")]))
        }
        guard let user, settings.options.authorization.refusal(of: user, exchange.request) == nil else {
            return refuse(exchange, HTTPStatus(401), "invalid_token", "The request shows no token that lets its bearer in.")
        }
        switch exchange.request.head.withQuery({ ConnectionQuery($0).id }) {
        case .none: refuse(exchange, .badRequest, "missing_connection_token", "The query names no connection in `id`.")
        case .malformed: refuse(exchange, .notFound, "connection_not_found", "No connection has that id.")
        case .token(let token):
            guard let connection = local.connections[token], connection.isOpen else {
                return refuse(exchange, .notFound, "connection_not_found", "No connection has that id.")
            }
            guard connection.user?.identifier == user.identifier else {
                return refuse(exchange, HTTPStatus(401), "invalid_token", "The token is another user's than the connection.")
            }
            connection.setUser(user)
            exchange.respond(
                ConnectionReplies.negotiate(NegotiateAnswer.refreshed(tokenLifetime: tokenLifetime(of: user, exchange.loop))))
        }
    }

    /// For how many seconds what was verified of the user lasts, where clients are to know that.
    func tokenLifetime(of user: ClaimsPrincipal?, _ loop: EventLoop) -> Int? {
        guard settings.options.enableAuthenticationRefresh, let end = user?.expiresAt, end.isFinite else { return nil }
        let left = end - Double(loop.unixSeconds)
        // The clock counts whole seconds: rather a second too early than a token too old.
        return left > 0 ? Int(min(max(left - 1, 0), 1e9)) : nil
    }

    private func refuse(_ exchange: HTTPExchange, _ status: HTTPStatus, _ code: StaticString, _ sentence: StaticString) {
        var response = Response.json(NegotiateAnswer.refreshError(code, sentence), status: status)
        if status.code == 401 { response.headers.append(("WWW-Authenticate", "Bearer")) }
        exchange.respond(response)
    }
}
