extension CompiledPolicy {
    /// What the gate grants an origin.
    enum Admission {
        /// Access, with this `Access-Control-Allow-Origin` line.
        case granted([UInt8])
        case denied(CrossOriginRefusal.Reason)
    }

    /// Judges `facts`. Allocates nothing when the origin is listed exactly, absent or refused and no list is reflected.
    func decide(_ facts: CrossOriginFacts) -> CrossOriginDecision {
        guard let origin = facts.origin else { return decideWithoutOrigin(facts) }
        let admission = facts.originCount > 1 ? .denied(.severalOrigins) : admit(origin, facts)
        if facts.isUpgrade { return decideUpgrade(facts, origin, admission) }
        // Fetch § CORS-preflight request: OPTIONS, Origin and Access-Control-Request-Method; any other OPTIONS is the handler's.
        if let method = facts.requestedMethod, ByteText.equal(facts.method, "OPTIONS") {
            return decidePreflight(facts, method, admission)
        }
        if allowsAnyOrigin { return anyOrigin }
        switch admission {
        case .granted(let line):
            return CrossOriginDecision(.pass, CrossOriginFields(originLine: line, otherLines: templates.actual))
        case .denied(let reason):
            // A page's request to its own server needs no grant: it is not cross-origin, whatever its Origin field says.
            let isOwn = rules.allowSameOrigin && isSameOrigin(facts, origin)
            return CrossOriginDecision(.pass, ungranted, isOwn ? nil : reason)
        }
    }

    private func decideWithoutOrigin(_ facts: CrossOriginFacts) -> CrossOriginDecision {
        if facts.isUpgrade, rules.upgradesWithoutOrigin == .refused { return CrossOriginDecision(.refuse, ungranted, .originMissing) }
        // Also here what a response grants must not depend on who asked first, lest a cache hand a page a copy without the fields.
        return allowsAnyOrigin ? anyOrigin : CrossOriginDecision(.pass, ungranted)
    }

    private func decideUpgrade(_ facts: CrossOriginFacts, _ origin: UnsafeRawBufferPointer, _ admission: Admission) -> CrossOriginDecision {
        switch admission {
        case .granted(let line):
            return CrossOriginDecision(.pass, CrossOriginFields(originLine: line, otherLines: templates.actual))
        case .denied(let reason):
            if rules.allowSameOrigin, isSameOrigin(facts, origin) { return CrossOriginDecision(.pass, ungranted) }
            return CrossOriginDecision(.refuse, ungranted, reason)
        }
    }

    private func decidePreflight(
        _ facts: CrossOriginFacts, _ method: UnsafeRawBufferPointer, _ admission: Admission
    ) -> CrossOriginDecision {
        let denied = CrossOriginFields(otherLines: templates.preflightDenied)
        let line: [UInt8]
        switch admission {
        case .granted(let granted): line = granted
        case .denied(let reason): return CrossOriginDecision(.refuse, denied, reason)
        }
        if let reason = refusalOfMethod(method) { return CrossOriginDecision(.refuse, denied, reason) }
        if facts.requestedHeaders != nil, let reason = refusalOfHeaders(facts) { return CrossOriginDecision(.refuse, denied, reason) }
        let reflects = templates.reflectsMethod || templates.reflectsHeaders
        let lines = reflects ? templates.preflightReflecting(facts) : templates.preflight
        let action = rules.passesPreflightsToHandler ? CrossOriginAction.pass : .answerPreflight
        return CrossOriginDecision(action, CrossOriginFields(originLine: line, otherLines: lines))
    }

    /// Whether `origin` has access, and if not, why.
    @inline(__always)
    func admit(_ origin: UnsafeRawBufferPointer, _ facts: CrossOriginFacts) -> Admission {
        // Equal to a listed origin, byte for byte, means valid: those were validated when the policy was compiled.
        if let index = exactOrigins.index(of: origin) { return .granted(originLines[index]) }
        return admitUnlisted(origin, facts)
    }

    @inline(never)
    private func admitUnlisted(_ origin: UnsafeRawBufferPointer, _ facts: CrossOriginFacts) -> Admission {
        switch OriginSyntax.read(origin) {
        case .flawed: return .denied(.originMalformed)
        case .opaque: return allowsAnyOrigin ? .granted(CompiledPolicy.anyOriginLine) : .denied(.originNull)
        case .tuple(let parts):
            if allowsAnyOrigin { return .granted(CompiledPolicy.anyOriginLine) }
            if wildcards.admits(origin, parts) { return .granted(FieldTemplates.originLine(origin)) }
            for expression in expressions where expression.matches(origin) { return .granted(FieldTemplates.originLine(origin)) }
            guard !predicates.isEmpty else { return .denied(.originNotListed) }
            return admitByPredicates(origin, facts)
        }
    }

    private func admitByPredicates(_ origin: UnsafeRawBufferPointer, _ facts: CrossOriginFacts) -> Admission {
        // The server's own pages need no lookup.
        guard !rules.allowSameOrigin || !isSameOrigin(facts, origin), let parsed = Origin(bytes: origin) else {
            return .denied(.originNotListed)
        }
        switch facts.lookedUp ?? ask(parsed) {
        case .admitted: return .granted(FieldTemplates.originLine(origin))
        case .refused: return .denied(.originNotListed)
        case .failed: return .denied(.originLookupFailed)
        case nil: return .denied(.originUndecided)
        }
    }

    /// Why `method` may not be used; `nil` if it may. Fetch § CORS-preflight fetch, step 7: safelisted methods always may.
    @inline(__always)
    func refusalOfMethod(_ method: UnsafeRawBufferPointer) -> CrossOriginRefusal.Reason? {
        if methods.index(of: method) != nil { return nil }
        if ByteText.equal(method, "GET") || ByteText.equal(method, "POST") || ByteText.equal(method, "HEAD") { return nil }
        guard method.count <= PreflightLimits.maximumMethodBytes, ByteText.isToken(method) else { return .methodMalformed }
        guard allowsAnyMethod, !isForbidden(method) else { return .methodNotAllowed }
        return nil
    }

    private func isForbidden(_ method: UnsafeRawBufferPointer) -> Bool {
        ByteText.equal(method, "CONNECT") || ByteText.equal(method, "TRACE") || ByteText.equal(method, "TRACK")
    }

    /// Why the requested fields may not be sent; `nil` if they may.
    @inline(__always)
    func refusalOfHeaders(_ facts: CrossOriginFacts) -> CrossOriginRefusal.Reason? {
        var reason: CrossOriginRefusal.Reason?
        let isWithinLimits = RequestedHeaders(facts).forEachName { name in
            reason = refusalOfHeader(name)
            return reason == nil
        }
        return isWithinLimits ? reason : .tooManyHeaders
    }

    @inline(__always)
    func refusalOfHeader(_ name: UnsafeRawBufferPointer) -> CrossOriginRefusal.Reason? {
        if headers.index(of: name, foldingCase: true) != nil { return nil }
        guard ByteText.isToken(name) else { return .headerMalformed }
        guard allowsAnyHeader, !CompiledPolicy.isAuthorization(name) else { return .headerNotAllowed }
        return nil
    }

    private static func isAuthorization(_ name: UnsafeRawBufferPointer) -> Bool {
        let text: StaticString = "authorization"
        return ByteText.equalFolded(name, UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Whether `origin` is valid and the one this very request was sent to: same scheme, and host and port as in `Host`.
    ///
    /// The origin is validated first: otherwise userinfo in one could make it equal to a crafted Host.
    func isSameOrigin(_ facts: CrossOriginFacts, _ origin: UnsafeRawBufferPointer) -> Bool {
        guard facts.originCount == 1, var host = facts.host else { return false }
        if ByteText.hasSuffix(host, facts.isSecure ? CompiledPolicy.securePort : CompiledPolicy.plainPort) {
            host = ByteText.slice(host, 0, host.count - (facts.isSecure ? 4 : 3))
        }
        // Most origins differ here already, which saves them the reading.
        guard host.count > 0, origin.count > host.count,
            ByteText.equalFolded(ByteText.slice(origin, origin.count - host.count, origin.count), host),
            case .tuple(let parts) = OriginSyntax.read(origin), parts.hostStart == origin.count - host.count
        else { return false }
        let scheme = ByteText.slice(origin, 0, parts.schemeEnd)
        return facts.isSecure ? ByteText.equal(scheme, "https") : ByteText.equal(scheme, "http")
    }

    private static let securePort = Array(":443".utf8)
    private static let plainPort = Array(":80".utf8)

    @inline(__always)
    private var ungranted: CrossOriginFields { CrossOriginFields(otherLines: templates.ungranted) }

    @inline(__always)
    private var anyOrigin: CrossOriginDecision {
        CrossOriginDecision(.pass, CrossOriginFields(originLine: CompiledPolicy.anyOriginLine, otherLines: templates.actual))
    }
}
