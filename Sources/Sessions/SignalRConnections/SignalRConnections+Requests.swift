internal import WayleaveBytes
internal import WayleaveEventLoop
internal import WayleaveHTTPWire
internal import WayleaveServer
internal import WayleaveWebSocketWire

/// From a request to the connection it is for, or to a new one; the checks in the official server's order.
extension SignalRConnections {
    func handle(_ exchange: HTTPExchange, _ local: ConnectionLoop) {
        switch settings.options.authentication {
        case .none: authorize(exchange, nil, false, local)
        case .sync(let authenticate):
            do { authorize(exchange, try authenticate(exchange.request), false, local) } catch { authorize(exchange, nil, true, local) }
        case .async(let authenticate):
            // Lets a client that leaves meanwhile be known to have left.
            exchange.onAbort = {}
            let request = exchange.request
            exchange.loop.startTask { [self] in
                var user: ClaimsPrincipal?
                var hasFailed = false
                do { user = try await authenticate(request) } catch { hasFailed = true }
                guard exchange.isOpen else { return }
                exchange.onAbort = nil
                authorize(exchange, user, hasFailed, local)
            }
        }
    }

    /// - Parameter hasFailed: whether there were credentials that are no good.
    private func authorize(_ exchange: HTTPExchange, _ user: ClaimsPrincipal?, _ hasFailed: Bool, _ local: ConnectionLoop) {
        if settings.options.enableAuthenticationRefresh, isRefresh(exchange.request) { return refresh(exchange, user, local) }
        switch settings.options.authorization.refusal(of: user, exchange.request) {
        case nil: route(exchange, user, local)
        case 401?:
            // RFC 6750 § 3: without credentials nothing is said about them.
            let challenge = hasFailed ? "Bearer error=\"invalid_token\"" : "Bearer"
            exchange.respond(Response(status: HTTPStatus(401), headers: [("WWW-Authenticate", challenge)]))
        case let status?: exchange.respond(Response(status: HTTPStatus(status)))
        }
    }

    private func route(_ exchange: HTTPExchange, _ user: ClaimsPrincipal?, _ local: ConnectionLoop) {
        let request = exchange.request
        if isNegotiate(request) {
            guard request.method == .post else {
                return exchange.respond(ConnectionReplies.plain(.methodNotAllowed, headers: [("Allow", "POST")]))
            }
            return negotiate(exchange, user, local)
        }
        switch request.method {
        case .get: begin(exchange, user, local)
        case .post: post(exchange, local)
        case .delete: delete(exchange, local)
        default: exchange.respond(ConnectionReplies.plain(.methodNotAllowed, headers: [("Allow", "DELETE, GET, POST")]))
        }
    }

    private func isNegotiate(_ request: Request) -> Bool {
        // One of two paths, either of them with or without a slash at its end.
        request.head.withPath { $0.count > settings.path.utf8.count + 1 }
    }

    // MARK: Negotiate

    private func negotiate(_ exchange: HTTPExchange, _ user: ClaimsPrincipal?, _ local: ConnectionLoop) {
        let (asked, usesStatefulReconnect) = exchange.request.head.withQuery { query in
            let query = ConnectionQuery(query)
            return (query.text("negotiateversion"), query.text("usestatefulreconnect")?.lowercased() == "true")
        }
        var version = 0
        if let asked {
            guard let number = Int32(asked) else {
                return answer(exchange, NegotiateAnswer.error("The client requested a non-integer protocol version."))
            }
            version = min(Int(number), NegotiateAnswer.version)
        }
        guard version >= settings.options.minimumProtocolVersion else {
            return answer(
                exchange, NegotiateAnswer.error("The client requested version '\(version)', but the server does not support this version."))
        }
        if let redirect = settings.options.redirect {
            do {
                if let redirect = try redirect(exchange.request, user) {
                    return answer(exchange, NegotiateAnswer.redirect(redirect, version: max(version, 0)))
                }
            } catch {
                return answer(exchange, NegotiateAnswer.error("\(error)"))
            }
        }
        guard admits(exchange) else { return }
        let grantsReconnect = usesStatefulReconnect && settings.options.allowStatefulReconnects
        let id = version > 0 ? ConnectionToken.random(loop: Int(UInt16.random(in: 0...UInt16.max))).text : nil
        guard let begun = local.negotiate(id: id, usesStatefulReconnect: grantsReconnect) else { return refuseFull(exchange) }
        answer(
            exchange,
            NegotiateAnswer.connection(
                version: max(version, 0), id: begun.id, token: begun.token, usesStatefulReconnect: grantsReconnect,
                transports: settings.options.transports, tokenLifetime: tokenLifetime(of: user, exchange.loop)))
    }

    private func answer(_ exchange: HTTPExchange, _ negotiated: [UInt8]) {
        var response = ConnectionReplies.negotiate(negotiated)
        if let headers = settings.options.negotiateHeaders { response.headers += headers(exchange.request) }
        exchange.respond(response)
    }

    /// Whether connections may begin now; otherwise the request was refused.
    private func admits(_ exchange: HTTPExchange) -> Bool {
        guard exchange.isServerStopping else { return true }
        exchange.respond(.problem(.serviceUnavailable, "The server is stopping; connect again.", headers: [("Retry-After", "1")]))
        return false
    }

    private func refuseFull(_ exchange: HTTPExchange) {
        exchange.respond(.problem(.serviceUnavailable, "The server is full; connect later.", headers: [("Retry-After", "5")]))
    }

    // MARK: GET

    private func begin(_ exchange: HTTPExchange, _ user: ClaimsPrincipal?, _ local: ConnectionLoop) {
        let transport: SignalRTransport =
            AcceptField.wantsEvents(exchange.request) ? .serverSentEvents : exchange.isWebSocketUpgrade ? .webSockets : .longPolling
        let identity = exchange.request.head.withQuery { ConnectionQuery($0).id }
        if case .none = identity, transport == .webSockets {
            guard isOffered(transport, exchange) else { return }
            return beginUnnegotiated(exchange, user, local)
        }
        guard let token = find(exchange, identity, transport, local) else { return }
        if let connection = local.connections[token] { return go(on: connection, exchange, user, transport) }
        guard isOffered(transport, exchange) else { return }
        if transport == .longPolling { tellOfForeignPolls(exchange) }
        guard admits(exchange), let negotiated = local.takeNegotiated(token) else { return }
        let connection = SignalRConnection(
            id: negotiated.id, secret: token, request: exchange.request, user: user, transport: transport,
            allowsReconnect: negotiated.usesStatefulReconnect && transport == .webSockets, local: local)
        start(connection, exchange, early: negotiated.early)
    }

    /// The connection of a client that skipped negotiate.
    private func beginUnnegotiated(_ exchange: HTTPExchange, _ user: ClaimsPrincipal?, _ local: ConnectionLoop) {
        guard admits(exchange) else { return }
        guard local.reserve() else { return refuseFull(exchange) }
        let secret = ConnectionToken.random(loop: local.loop.index)
        let connection = SignalRConnection(
            id: ConnectionToken.random(loop: Int(UInt16.random(in: 0...UInt16.max))).text, secret: secret, request: exchange.request,
            user: user,
            transport: .webSockets, allowsReconnect: false, local: local)
        start(connection, exchange)
    }

    /// - Parameter early: what arrived before the transport.
    private func start(_ connection: SignalRConnection, _ exchange: HTTPExchange, early: [UInt8] = []) {
        connection.local.insert(connection)
        switch connection.transport {
        case .webSockets:
            guard let webSocket = accept(exchange) else { return connection.local.remove(connection) }
            connection.attach(webSocket)
        case .serverSentEvents:
            guard let stream = exchange.respondHeld(contentType: .eventStream, headers: EventStreamFields.all) else {
                return connection.local.remove(connection)
            }
            connection.attach(stream)
        case .longPolling:
            let carrier = HTTPCarrier()
            carrier.machine = PollingMachine(
                pollTimeout: settings.pollTimeout, disconnectTimeout: settings.disconnectTimeout,
                now: connection.loop.now.nanoseconds)
            connection.carrier = carrier
            connection.local.watch(connection)
            connection.pollArrived(exchange)
        }
        connection.begin()
        if !early.isEmpty { early.withUnsafeBytes { connection.handler?.received($0) } }
    }

    /// A request for a connection that has begun.
    private func go(on connection: SignalRConnection, _ exchange: HTTPExchange, _ user: ClaimsPrincipal?, _ transport: SignalRTransport) {
        guard isOffered(transport, exchange) else { return }
        guard connection.transport == transport else {
            return respond(exchange, transport, .badRequest, "Cannot change transports mid-connection")
        }
        if let user { note(user, of: connection, exchange) }
        switch transport {
        case .longPolling: connection.pollArrived(exchange)
        case .serverSentEvents: exchange.respond(ConnectionReplies.plain(.conflict, "The connection has an event stream already."))
        case .webSockets:
            guard connection.allowsReconnect else {
                return exchange.respond(ConnectionReplies.plain(.conflict, "The connection has a WebSocket already."))
            }
            guard let webSocket = accept(exchange) else { return }
            connection.resume(over: webSocket)
        }
    }

    /// Another request of the connection was authorised: its user's credentials may be newer ones. Whose connection it is stays as it began.
    private func note(_ user: ClaimsPrincipal, of connection: SignalRConnection, _ exchange: HTTPExchange) {
        guard connection.user?.identifier != user.identifier else { return connection.renew(user) }
        exchange.log(
            LogRecord(
                .warning, "signalr-user-changed",
                "a request of connection \(connection.id) came from another user than the one who began it, whose it stays",
                ["connection": connection.id]),
            oncePerMinuteFor: "signalr-user-changed \(settings.path)")
    }

    /// Browsers ask before each poll of another origin, as its URL is new each time: a WebSocket would not be asked for.
    private func tellOfForeignPolls(_ exchange: HTTPExchange) {
        guard let origin = exchange.request.headers["origin"], settings.options.transports.contains(.webSockets) else { return }
        exchange.log(
            LogRecord(
                .info, "signalr-cross-origin-polling",
                "a page of \(origin) polls `\(pathPrefix)`: its browser sends a preflight before every poll; see why its WebSocket failed",
                ["origin": origin, "path": pathPrefix]),
            oncePerMinuteFor: "signalr-cross-origin-polling \(settings.path)")
    }

    /// Completes the WebSocket handshake; heartbeats are the hub protocol's. `nil` if the peer has gone.
    private func accept(_ exchange: HTTPExchange) -> WebSocket? {
        let options = settings.options.webSockets
        let subprotocol = options.subprotocolSelector.flatMap { choose in
            let asked = exchange.request.headers.all("sec-websocket-protocol").flatMap { line in
                line.split(separator: ",").map { String($0.filter { $0 != " " && $0 != "\t" }) }
            }
            return choose(asked).flatMap { asked.contains($0) ? $0 : nil }
        }
        return exchange.acceptWebSocket(
            subprotocol: subprotocol, maxMessageBytes: settings.maxMessageBytes, compression: options.compression, keepAlive: false)
    }

    // MARK: POST and DELETE

    private func post(_ exchange: HTTPExchange, _ local: ConnectionLoop) {
        let identity = exchange.request.head.withQuery { ConnectionQuery($0).id }
        if case .token(let token) = identity, local.hasJustEnded(token) { return exchange.respond(ConnectionReplies.accepted) }
        guard let token = find(exchange, identity, nil, local) else { return }
        guard let connection = local.connections[token] else {
            return exchange.respond(
                local.keep(exchange.request.body, for: token) ? ConnectionReplies.accepted : ConnectionReplies.tooManyPosts)
        }
        guard connection.transport != .webSockets else { return exchange.respond(ConnectionReplies.postToWebSocket) }
        connection.receive(post: exchange)
    }

    private func delete(_ exchange: HTTPExchange, _ local: ConnectionLoop) {
        let identity = exchange.request.head.withQuery { ConnectionQuery($0).id }
        guard let token = find(exchange, identity, nil, local) else { return }
        guard let connection = local.connections[token], connection.transport == .longPolling else {
            return exchange.respond(ConnectionReplies.notDeletable)
        }
        exchange.respond(ConnectionReplies.deleted)
        connection.delete()
    }

    // MARK: Checks

    /// The token of a connection that is known here; otherwise the request was refused.
    private func find(
        _ exchange: HTTPExchange, _ identity: ConnectionQuery.Identity, _ transport: SignalRTransport?, _ local: ConnectionLoop
    ) -> ConnectionToken? {
        if case .none = identity {
            respond(exchange, transport, .badRequest, "Connection ID required")
            return nil
        }
        if case .token(let token) = identity, local.connections[token] != nil || local.isNegotiated(token) { return token }
        respond(exchange, transport, .notFound, "No Connection with that ID")
        return nil
    }

    private func isOffered(_ transport: SignalRTransport, _ exchange: HTTPExchange) -> Bool {
        if settings.options.transports.contains(transport) { return true }
        respond(exchange, transport, .notFound, "\(transport.rawValue) transport not supported by this end point type")
        return false
    }

    private func respond(_ exchange: HTTPExchange, _ transport: SignalRTransport?, _ status: HTTPStatus, _ sentence: String) {
        exchange.respond(ConnectionReplies.plain(status, sentence, headers: transport == .longPolling ? ConnectionReplies.noCache : []))
    }
}
