/// Compiled cross-origin rules: an immutable value that judges requests.
///
/// ```swift
/// let policy = try CrossOriginPolicy {
///     $0.origins = ["https://app.example.com", "https://*.customers.example.com"]
///     $0.credentials = true
/// }
/// ```
/// One policy serves preflights, ordinary requests, error replies and upgrades alike. Copies share storage; judging takes no locks.
public struct CrossOriginPolicy: Sendable {
    let compiled: CompiledPolicy

    /// Compiles `rules`, or throws every fault they have.
    public init(_ rules: CrossOriginRules, publicSuffixes: PublicSuffixes = .wellKnown) throws(CrossOriginRulesError) {
        let check = RulesCheck(rules, publicSuffixes: publicSuffixes)
        guard check.faults.isEmpty else { throw CrossOriginRulesError(faults: check.faults) }
        compiled = CompiledPolicy(rules, check)
    }

    /// Compiles the default rules as changed by `configure`, or throws every fault they have.
    public init(
        publicSuffixes: PublicSuffixes = .wellKnown, _ configure: (inout CrossOriginRules) -> Void
    ) throws(CrossOriginRulesError) {
        var rules = CrossOriginRules()
        configure(&rules)
        try self.init(rules, publicSuffixes: publicSuffixes)
    }

    init(_ compiled: CompiledPolicy) { self.compiled = compiled }

    /// Compiles rules known to have no fault that matters, such as deliberately having no origins.
    private init(unchecked rules: CrossOriginRules) {
        compiled = CompiledPolicy(rules, RulesCheck(rules, publicSuffixes: .wellKnown))
    }

    /// No cross-origin access at all: preflights and upgrades from other origins are refused, the server's own pages are served.
    public static let sameOriginOnly = CrossOriginPolicy(unchecked: CrossOriginRules())

    /// Public data: every origin may read with GET and HEAD, without credentials.
    ///
    /// Do not open WebSockets under it that trust cookies: browsers send those with every handshake.
    public static let publicReadOnly: CrossOriginPolicy = {
        var rules = CrossOriginRules()
        rules.origins = ["*"]
        rules.methods = ["GET", "HEAD"]
        return CrossOriginPolicy(unchecked: rules)
    }()

    /// The rules this was compiled from.
    public var rules: CrossOriginRules { compiled.rules }

    /// What is permitted and yet probably not meant; nothing here keeps the policy from working.
    public var warnings: [CrossOriginWarning] { compiled.warnings }

    /// The status of a granted preflight.
    package var preflightStatus: Int { compiled.rules.preflightStatus.rawValue }

    /// Judges a request; what it says of fields holds for every response to it, errors included.
    public func judge(_ request: CrossOriginRequest) -> CrossOriginVerdict { judge(request, lookedUp: nil) }

    /// Judges a request whose origin has been looked up, if `outcome` is not `nil`.
    func judge(_ request: CrossOriginRequest, lookedUp outcome: LookupOutcome?) -> CrossOriginVerdict {
        request.withFacts { facts in
            var facts = facts
            facts.lookedUp = outcome
            let decision = compiled.decide(facts)
            return CrossOriginVerdict(
                action: decision.action, fields: decision.fields, refusal: refusal(of: decision, facts),
                preflightStatus: rules.preflightStatus.rawValue)
        }
    }

    /// Judges borrowed `facts`, without allocation where the origin is listed exactly, absent or refused and nothing is reflected.
    package func decide(_ facts: CrossOriginFacts) -> CrossOriginDecision { compiled.decide(facts) }

    /// The fields of a response to a request that could not be read, such as a 400: as for one without Origin.
    package var fieldsWithoutOrigin: CrossOriginFields {
        compiled.decide(CrossOriginFacts(method: UnsafeRawBufferPointer(start: nil, count: 0))).fields
    }

    /// The refusal that belongs to `decision`, made from the same facts, for logs and counters; allocates. `nil` if nothing was denied.
    package func refusal(of decision: CrossOriginDecision, _ facts: CrossOriginFacts) -> CrossOriginRefusal? {
        decision.reason.map { CrossOriginRefusal($0, facts, compiled) }
    }
}
