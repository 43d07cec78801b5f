internal import CrossOrigin
internal import WayleaveBytes
internal import WayleaveEventLoop
internal import WayleaveHTTPWire

/// The one place where requests meet the policy: inside the connection, before routing, so that no reply escapes it.
extension HTTPConnection {
    /// Judges the head that the loop's parser has just read and keeps the fields that every answer to it must carry.
    ///
    /// - Returns: the answer, if the gate gives it itself; `nil` if the request may go on.
    func passGate(_ head: UnsafeRawBufferPointer, _ path: UnsafeRawBufferPointer, _ mount: (any Mount)?) -> Response? {
        let parser = context.parser
        let layout = parser.pointee.layout
        let policy = context.site.policies.policy(for: path)
        var facts = CrossOriginFacts(method: layout.method.bytes(in: head), origin: parser.pointee.value(.origin, in: head))
        facts.originCount = layout.lineCount(.origin)
        facts.host = layout.authority.bytes(in: head)
        facts.isUpgrade =
            layout.connectionUpgrade
            && parser.pointee.value(.upgrade, in: head).map { FieldList($0).contains { ASCII.equals($0, ignoringCase: "websocket") } }
                ?? false
        var repeated: RequestHead?
        if layout.methodKind == .options {
            facts.requestedMethod = parser.pointee.value(.accessControlRequestMethod, in: head)
            facts.requestedHeaders = parser.pointee.value(.accessControlRequestHeaders, in: head)
            if layout.lineCount(.accessControlRequestHeaders) > 1 {
                let owned = RequestHead(parser.pointee, in: head)
                owned.forEachValue(.accessControlRequestHeaders) { facts.moreRequestedHeaders.append($0) }
                facts.moreRequestedHeaders.removeFirst()
                repeated = owned
            }
        }
        defer { withExtendedLifetime(repeated) {} }
        let decision = policy.decide(facts)
        fields = decision.fields
        let layer: GateEvent.Layer =
            facts.isUpgrade ? .upgrade : decision.action == .answerPreflight || facts.isPreflight ? .preflight : .actual
        context.counts.count(layer, decision.reason)
        if decision.reason != nil || context.site.observeGate != nil {
            let refusal = policy.refusal(of: decision, facts)
            let event = GateEvent(
                layer: layer, method: Self.text(facts.method), path: Self.text(path),
                transport: QueryParameters.value("transport", in: layout.query.bytes(in: head)).map { Self.text($0) },
                origin: facts.origin.map { Self.text($0) }, isAllowed: decision.reason == nil,
                reason: refusal?.reason.rawValue, mend: refusal?.description)
            tell(event)
        }
        switch decision.action {
        case .pass where decision.reason == nil || mount?.refusesUnlistedOrigins != true: return nil
        case .answerPreflight: return Response(status: .noContent)
        case .pass, .refuse: return .problem(.forbidden, "This origin may not use this server.")
        }
    }

    /// At most 200 bytes of what a peer sent, printable.
    private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
        String(decoding: bytes.prefix(200).map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: "?") : $0 }, as: UTF8.self)
    }

    private func tell(_ event: GateEvent) {
        if let mend = event.mend,
            context.site.refusals.isDue("\(event.layer.rawValue) \(event.origin ?? "-")", now: context.loop.coarseSeconds)
        {
            context.site.log(LogRecord(.warning, "gate-refused", "\(event.layer.rawValue) \(event.method) \(event.path): \(mend)"))
        }
        guard let observe = context.site.observeGate else { return }
        observeAnswer = { status in
            var event = event
            event.status = status
            observe(event)
        }
    }

    /// Tells the observer how the request that was judged last ended.
    func answered(_ status: Int?) {
        guard let observe = observeAnswer else { return }
        observeAnswer = nil
        observe(status)
    }

    /// The fields for a request that could not be parsed (a head too large because of its cookies, say): its Origin, if one can be found,
    /// is judged as that of an ordinary request, so that the page can read the error.
    func salvageFields(_ bytes: UnsafeRawBufferPointer) {
        let origin = HeadSalvage.value(of: "origin", in: bytes)
        var facts = CrossOriginFacts(method: Self.get, origin: origin)
        facts.host = HeadSalvage.value(of: "host", in: bytes)
        fields = context.site.policies.policy(for: UnsafeRawBufferPointer(start: nil, count: 0)).decide(facts).fields
    }

    private static var get: UnsafeRawBufferPointer {
        let get: StaticString = "GET"
        return UnsafeRawBufferPointer(start: get.utf8Start, count: 3)
    }
}

extension CrossOriginFacts {
    /// Whether this is a CORS-preflight request (Fetch § 3.2.2).
    fileprivate var isPreflight: Bool { requestedMethod != nil && origin != nil }
}
