/// Policies that ask code about origins beside their rules.
extension CrossOriginPolicy {
    /// Compiles `rules` together with `predicates`: an origin is admitted if the rules or any predicate admit it.
    ///
    /// The rules need not list any origin here, and must not list `*`, which would leave nothing to ask about. Throws all faults at once.
    public init(
        _ rules: CrossOriginRules, publicSuffixes: PublicSuffixes = .wellKnown, admitting predicates: [OriginPredicate]
    ) throws(CrossOriginRulesError) {
        let check = RulesCheck(rules, publicSuffixes: publicSuffixes, hasPredicates: !predicates.isEmpty)
        guard check.faults.isEmpty else { throw CrossOriginRulesError(faults: check.faults) }
        self.init(CompiledPolicy(rules, check, predicates))
    }

    /// Every fault of `rules`, without compiling them.
    static func faults(_ rules: CrossOriginRules, _ publicSuffixes: PublicSuffixes, hasPredicates: Bool) -> [CrossOriginFault] {
        RulesCheck(rules, publicSuffixes: publicSuffixes, hasPredicates: hasPredicates).faults
    }

    /// Judges a request from what is known at once; `nil` if a predicate must look its origin up first: then judge it with `judgeLookingUp`.
    ///
    /// ``judge(_:)`` refuses such an origin instead.
    public func judgeAtOnce(_ request: CrossOriginRequest) -> CrossOriginVerdict? {
        let verdict = judge(request)
        return verdict.refusal?.reason == .originUndecided ? nil : verdict
    }

    /// Judges a request, after its origin has been looked up if need be; never longer than the predicates' limits together.
    public func judgeLookingUp(_ request: CrossOriginRequest) async -> CrossOriginVerdict {
        if let verdict = judgeAtOnce(request) { return verdict }
        guard let origin = request.origins.first.flatMap({ Origin($0) }) else { return judge(request) }
        let outcome = await lookUp(origin)
        return judge(request, lookedUp: outcome)
    }

    /// Whether a predicate looks origins up, so that a judgement may have to wait.
    package var hasLookups: Bool { compiled.hasLookups }

    /// The origin that must be looked up before a request with these facts can be judged; `nil` if it can be judged at once.
    package func originToLookUp(_ facts: CrossOriginFacts) -> Origin? {
        guard compiled.hasLookups, let bytes = facts.origin, facts.originCount == 1,
            case .denied(.originUndecided) = compiled.admit(bytes, facts)
        else { return nil }
        return Origin(bytes: bytes)
    }

    /// Asks the predicates about `origin`, one after the other until one admits it, and fails closed.
    ///
    /// - Parameter executor: where asynchronous predicates run; `nil` for the default.
    package func lookUp(_ origin: Origin, on executor: (any TaskExecutor)? = nil) async -> LookupOutcome {
        await compiled.lookUp(origin, on: executor)
    }
}

extension CompiledPolicy {
    /// What the predicates say of a valid origin without waiting; `nil` if one must look it up and none admits it already.
    func ask(_ origin: Origin) -> LookupOutcome? {
        guard mayAsk(about: origin) else { return .refused }
        var outcome: LookupOutcome? = .refused
        for predicate in predicates {
            switch predicate.body {
            case .sync(let isAdmitted):
                if isAdmitted(origin) { return .admitted }
            case .async(let lookups):
                switch lookups.known(origin) {
                case .admitted: return .admitted
                case .refused: break
                case .failed: outcome = outcome == nil ? nil : .failed
                case nil: outcome = nil
                }
            }
        }
        return outcome
    }

    func lookUp(_ origin: Origin, on executor: (any TaskExecutor)?) async -> LookupOutcome {
        guard mayAsk(about: origin) else { return .refused }
        var outcome = LookupOutcome.refused
        for predicate in predicates {
            switch predicate.body {
            case .sync(let isAdmitted):
                if isAdmitted(origin) { return .admitted }
            case .async(let lookups):
                switch await lookups.outcome(of: origin, on: executor) {
                case .admitted: return .admitted
                case .refused: break
                case .failed: outcome = .failed
                }
            }
        }
        return outcome
    }

    /// What may not be listed may not be admitted by code either.
    private func mayAsk(about origin: Origin) -> Bool {
        guard case .tuple(let scheme, let host, _) = origin else { return false }
        return scheme != "http" || !rules.credentials || rules.dangerouslyAllowInsecureOriginsWithCredentials || LoopbackHost.contains(host)
    }
}
