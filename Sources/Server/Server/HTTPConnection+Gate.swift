internal import CrossOrigin
internal import WayleaveBytes
internal import WayleaveEventLoop
internal import WayleaveHTTPWire

/// The one place where requests meet the policy: inside the connection, before routing, so that no reply escapes it.
extension HTTPConnection {
    /// Whether the head that the loop's parser has just read must wait for a predicate that looks its origin up.
    ///
    /// The connection is busy meanwhile; then the same bytes are read again, and the outcome is kept for the gate.
    func awaitsLookup(_ head: UnsafeRawBufferPointer, _ path: UnsafeRawBufferPointer) -> Bool {
        let parser = context.parser
        // First what is cheap and settles most requests: without one Origin there is nothing to look up.
        guard lookedUp == nil, parser.pointee.layout.lineCount(.origin) == 1 else { return false }
        let layout = parser.pointee.layout
        let policies = context.policies
        let policy = policies.paths.ownPolicy(of: path) ?? policies.paths.fallback
        guard policy.hasLookups, let bytes = parser.pointee.value(.origin, in: head) else { return false }
        var facts = CrossOriginFacts(method: layout.method.bytes(in: head), origin: bytes)
        facts.host = layout.authority.bytes(in: head)
        facts.isSecure = isSecure
        guard let origin = originToLookUp(facts, policy) else { return false }
        state = .busy
        setDeadline(nil)
        let generation = context.generation
        context.loop.startTask { [self] in
            let outcome = await policy.lookUp(origin, on: context.loop)
            guard case .busy = state else { return }
            // What a policy's predicates said is nothing to its successor: that one looks up again.
            if context.site.policies.generation == generation { lookedUp = outcome }
            state = .head
            connection.deliverAgain()
        }
        return true
    }

    private func originToLookUp(_ facts: CrossOriginFacts, _ policy: CrossOriginPolicy) -> Origin? {
        guard var host = forwarded?.host else { return policy.originToLookUp(facts) }
        return host.withUTF8 { bytes in
            var facts = facts
            facts.host = UnsafeRawBufferPointer(bytes)
            return policy.originToLookUp(facts)
        }
    }

    /// Judges the head that the loop's parser has just read and keeps the fields that every answer to it must carry.
    ///
    /// - Returns: the answer, if the gate gives it itself; `nil` if the request may go on.
    func passGate(_ head: UnsafeRawBufferPointer, _ path: UnsafeRawBufferPointer, _ match: Router.Match, route: Int) -> Response? {
        let parser = context.parser
        context.refreshPolicies()
        if context.passesUnasked, parser.pointee.layout.lineCount(.origin) == 0, !parser.pointee.layout.connectionUpgrade {
            if unaskedGeneration != context.generation {
                fields = context.unaskedFields
                unaskedGeneration = context.generation
            }
            lookedUp = nil
            context.countUnasked(route: route)
            return nil
        }
        guard var host = forwarded?.host else { return judge(head, path, match, route, host: nil) }
        return host.withUTF8 { judge(head, path, match, route, host: UnsafeRawBufferPointer($0)) }
    }

    /// - Parameter forwardedHost: what a trusted proxy says in place of `Host`.
    private func judge(
        _ head: UnsafeRawBufferPointer, _ path: UnsafeRawBufferPointer, _ match: Router.Match, _ route: Int,
        host forwardedHost: UnsafeRawBufferPointer?
    ) -> Response? {
        let parser = context.parser
        let layout = parser.pointee.layout
        let policies = context.policies
        let ownPolicy = policies.paths.ownPolicy(of: path)
        let policy = ownPolicy ?? policies.paths.fallback
        var facts = CrossOriginFacts(method: layout.method.bytes(in: head), origin: parser.pointee.value(.origin, in: head))
        facts.originCount = layout.lineCount(.origin)
        facts.host = forwardedHost ?? layout.authority.bytes(in: head)
        facts.isSecure = isSecure
        facts.lookedUp = lookedUp
        lookedUp = nil
        facts.isUpgrade = asksForWebSocket(head)
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
        // Only a denial has one: it is large and made for people.
        let refusal = decision.reason == nil ? nil : policy.refusal(of: decision, facts)
        context.report.count(layer, refusal?.reason, route: route)
        if let refusal { context.report.refused.record(refusal, at: context.loop.unixSeconds) }
        if ownPolicy == nil, let candidate = policies.candidate,
            let difference = policy.difference(to: candidate, for: facts, decided: decision)
        {
            tell(difference, layer)
        }
        if decision.reason != nil || context.site.observeGate != nil {
            let event = GateEvent(
                layer: layer, method: Self.text(facts.method), path: Self.text(path),
                transport: QueryParameters.value("transport", in: layout.query.bytes(in: head)).map { Self.text($0) },
                origin: facts.origin.map { Self.text($0) }, isAllowed: decision.reason == nil,
                reason: refusal?.reason.rawValue, mend: refusal?.description)
            tell(event)
        }
        if let guarding = context.site.crossSiteGuard, let refused = refuseForged(head, facts, decision, by: guarding) { return refused }
        switch decision.action {
        case .pass where decision.reason == nil || !match.refusesUnlistedOrigins: return nil
        case .answerPreflight: return Response(status: HTTPStatus(policy.preflightStatus))
        case .pass, .refuse: return .problem(.forbidden, "This origin may not use this server.")
        }
    }

    /// Whether the head that the loop's parser has just read asks for a WebSocket.
    func asksForWebSocket(_ head: UnsafeRawBufferPointer) -> Bool {
        let parser = context.parser
        return parser.pointee.layout.connectionUpgrade
            && parser.pointee.value(.upgrade, in: head).map { FieldList($0).contains { ASCII.equals($0, ignoringCase: "websocket") } }
                ?? false
    }

    /// Counts what the policy on trial would have done otherwise, and logs each origin it would have refused once a minute.
    private func tell(_ difference: CandidateDifference, _ layer: GateEvent.Layer) {
        guard case .wouldRefuse(let refusal) = difference else {
            context.report.candidate[.none, default: 0] += 1
            return
        }
        context.report.candidate[refusal.reason, default: 0] += 1
        context.report.candidateRefused.record(refusal, at: context.loop.unixSeconds)
        guard context.site.refusals.isDue("candidate \(refusal.origin ?? "-")", now: context.loop.coarseSeconds) else { return }
        context.site.log(LogRecord(.info, "candidate-would-refuse", "\(layer.rawValue): \(refusal)"))
    }

    /// The answer to a request that another site's page made a browser send, or to one for a foreign host; `nil` if it is neither.
    private func refuseForged(
        _ head: UnsafeRawBufferPointer, _ facts: CrossOriginFacts, _ decision: CrossOriginDecision, by guarding: CrossSiteRequestGuard
    ) -> Response? {
        func text(_ bytes: UnsafeRawBufferPointer) -> String { String(decoding: bytes, as: UTF8.self) }
        let owned = RequestHead(context.parser.pointee, in: head)
        var request = CrossSiteRequest(
            method: text(facts.method), path: owned.path, origins: owned.values("origin"), secFetchSite: owned.values("sec-fetch-site"),
            host: facts.host.map(text), isSecure: facts.isSecure, isUpgrade: facts.isUpgrade)
        request.isOriginListed = decision.admitsListedOrigin
        guard let refusal = guarding.refusal(of: request) else { return nil }
        context.report.forged[refusal.reason, default: 0] += 1
        if context.site.refusals.isDue("forged \(refusal.value ?? "-")", now: context.loop.coarseSeconds) {
            context.site.log(
                LogRecord(
                    .warning, "cross-site-refused", "\(Self.text(facts.method)) \(Self.text(owned.layout.path.bytes(in: head))): \(refusal)"
                ))
        }
        let sentence =
            refusal.reason == .hostNotAllowed
            ? "This server does not answer for this host." : "Pages of other sites may not send this request."
        return .problem(HTTPStatus(refusal.status), sentence)
    }

    /// At most 200 bytes of what a peer sent, printable.
    static func text(_ bytes: UnsafeRawBufferPointer) -> String {
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

    /// Says, once for each field, that a handler sends what is the policy's to send.
    func tellOfReplaced(_ names: [String]) {
        context.report.replacedFields += names.count
        for name in names where context.site.replacedFields.isFirst(name.lowercased()) {
            context.site.log(
                LogRecord(
                    .warning, "response-field-replaced",
                    "a handler sent its own `\(name)`, which the policy's fields replaced; remove it there, and say in the policy what it said"
                ))
        }
    }

    /// The fields for a request that could not be parsed (a head too large because of its cookies, say): its Origin, if one can be found,
    /// is judged as that of an ordinary request, so that the page can read the error.
    func salvageFields(_ bytes: UnsafeRawBufferPointer) {
        let origin = HeadSalvage.value(of: "origin", in: bytes)
        var facts = CrossOriginFacts(method: Self.get, origin: origin)
        facts.host = HeadSalvage.value(of: "host", in: bytes)
        fields = context.policies.paths.fallback.decide(facts).fields
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

extension Router.Match {
    /// Whether plain requests of unlisted origins are refused here too.
    fileprivate var refusesUnlistedOrigins: Bool {
        if case .mount(let mount) = self { mount.refusesUnlistedOrigins } else { false }
    }
}
