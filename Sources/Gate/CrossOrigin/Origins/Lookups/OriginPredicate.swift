/// Admits origins by code rather than by a list: a tenant's own domain, say, that a database knows.
///
/// It is asked only about valid origins that the rules do not admit themselves, never about `null`, and never about an `http` origin that
/// the rules would refuse to list (``CrossOriginRules/dangerouslyAllowInsecureOriginsWithCredentials``).
public struct OriginPredicate: Sendable {
    /// How long an answer is waited for and remembered, and how much of that there may be at once.
    public struct Limits: Sendable, Equatable {
        /// How long one lookup may take before the origin is refused; default 2 s.
        public var time: Duration = .seconds(2)
        /// How long an admitted origin stays admitted without being asked about again, and thus how late a withdrawal is felt; default 60 s.
        public var admittedLifetime: Duration = .seconds(60)
        /// How long a refused origin stays refused; default 10 s.
        public var refusedLifetime: Duration = .seconds(10)
        /// How long an origin stays refused after a lookup that threw or took too long, to spare what is in trouble already; default 1 s.
        public var failedLifetime: Duration = .seconds(1)
        /// The most answers remembered of each kind, admitted and not; default 4096.
        ///
        /// The kinds are kept apart, so that a flood of made-up origins pushes out no admitted one.
        public var maximumRemembered = 4096
        /// The most lookups at work, those that have exceeded their time included; beyond them origins are refused unasked. Default 64.
        public var maximumConcurrent = 64

        /// Creates the defaults.
        public init() {}
    }

    enum Body: Sendable {
        case sync(@Sendable (Origin) -> Bool)
        case async(OriginLookups)
    }

    let body: Body

    /// Asks `isAdmitted` within each request it concerns; it must be quick, as a server's loop waits for it.
    public init(_ isAdmitted: @escaping @Sendable (Origin) -> Bool) { body = .sync(isAdmitted) }

    /// Asks `isAdmitted` and remembers the answer; what it throws, and more time than `limits` give it, refuse the origin.
    ///
    /// Requests of the same origin that arrive in the meantime wait for the same answer. Copies share what is remembered.
    /// - Precondition: none; limits below 1 are taken for 1, negative durations for none.
    public static func looksUp(
        limits: Limits = Limits(), _ isAdmitted: @escaping @Sendable (Origin) async throws -> Bool
    ) -> OriginPredicate {
        OriginPredicate(body: .async(OriginLookups(limits, isAdmitted)))
    }

    private init(body: Body) { self.body = body }

    /// Forgets what was looked up, so that a change in the source is felt at once; lookups at work finish and are remembered.
    public func forgetAll() {
        if case .async(let lookups) = body { lookups.forgetAll() }
    }

    /// Forgets what was looked up about `origin`.
    public func forget(_ origin: Origin) {
        if case .async(let lookups) = body { lookups.forget(origin) }
    }
}
