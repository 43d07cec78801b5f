internal import WayleaveBytes
internal import WayleaveEventLoop
internal import WayleaveHTTPWire
internal import WayleaveWebSocketWire

/// From a head that was read to whoever answers it: the gate, the route, the limits, the body.
extension HTTPConnection {
    /// What comes between a head and its body: the gate, the route, the limits.
    func takeHead(_ head: UnsafeRawBufferPointer, _ path: UnsafeRawBufferPointer, _ mount: Router.Mounted?) {
        let layout = context.parser.pointee.layout
        let hasBody = layout.framing != .none && layout.framing != .length(0)
        let (match, route) = mount.map { (.mount($0.mount), $0.route) } ?? context.site.router.match(path)
        self.route = Int32(truncatingIfNeeded: route)
        let early = passGate(head, path, match, route: route)
        if context.site.onResponse != nil { noteForAccessLog(head, path) }
        if let early {
            if hasBody { keepAlive = false }
            return hasBody ? refuse(early) : respondNow(early)
        }
        if let redirect = listener.redirect {
            keepAlive = keepAlive && !hasBody
            let answer = answer(head, redirect)
            return hasBody ? refuse(answer) : respondNow(answer)
        }
        let limit = context.site.maxBodyBytes(match)
        if case .length(let count) = layout.framing, count > limit { return refuseTooLarge(limit) }
        let owned = RequestHead(context.parser.pointee, in: head)
        guard hasBody else { return dispatch(owned, body: [], match) }
        // What would be refused for having a body is not waited for.
        if layout.connectionUpgrade, match.takesWebSockets, case .refused(let refusal) = WebSocketHandshake.judge(owned) {
            return refuse(handshake: refusal)
        }
        if layout.expectsContinue { connection.write { ResponseHeadEncoder.appendContinue(into: &$0) } }
        setDeadline(context.site.bodySeconds)
        state = .body(PendingRequest(owned, target: match, framing: layout.framing, maxBodyBytes: limit))
    }

    /// Sends the request whose head the loop's parser has just read on to https.
    private func answer(_ head: UnsafeRawBufferPointer, _ redirect: HTTPSRedirect) -> Response {
        let layout = context.parser.pointee.layout
        func text(_ slice: HeadSlice) -> String { String(decoding: slice.bytes(in: head), as: UTF8.self) }
        let query = layout.query.count > 0 ? "?" + text(layout.query) : ""
        let pathAndQuery: String? =
            switch layout.targetForm {
            case .origin: text(layout.target)
            case .absolute: (layout.path.count > 0 ? text(layout.path) : "/") + query
            default: nil
            }
        return redirect.answer(
            host: forwarded?.host ?? text(layout.authority), pathAndQuery: pathAndQuery, isWebSocket: asksForWebSocket(head),
            isSecure: isSecure)
    }

    private func refuseTooLarge(_ limit: Int) {
        keepAlive = false
        refuse(.problem(.contentTooLarge, "The body is larger than \(limit) bytes; send less."))
    }

    /// The path that routes and policies are looked up by: an absolute target without one means `/`.
    static func path(_ layout: RequestHeadLayout, _ head: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        if layout.path.count > 0 { return layout.path.bytes(in: head) }
        let root: StaticString = "/"
        return UnsafeRawBufferPointer(start: root.utf8Start, count: 1)
    }

    func dispatch(_ head: RequestHead, body: [UInt8], _ match: Router.Match) {
        setDeadline(nil)
        let request = Request(head: head, body: body, remoteAddress: remoteAddress, isSecure: isSecure)
        switch match {
        case .entry(let entry): answer(request, entry)
        case .files(let files, let prefix):
            respondNow(files.respond(to: request, dropping: prefix, maxFileBytes: context.site.limits.maxFileBytes))
        case .mount(let mount):
            var isUpgrade = false
            switch WebSocketHandshake.judge(head) {
            case .ordinary: break
            case .valid: isUpgrade = true
            case .refused(let refusal): return refuse(handshake: refusal)
            }
            state = .busy
            let exchange = HTTPExchange(request: request, isWebSocketUpgrade: isUpgrade, connection: self, loop: context.loop)
            self.exchange = exchange
            held = exchange
            mount.handle(exchange)
        case .nothing:
            respondNow(.problem(.notFound, "Nothing is served at this path."))
        }
    }
}
