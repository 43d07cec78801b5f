/// The option set of Express' `cors` and of Socket.IO's `cors`, mapped onto rules; what would be unsafe there is refused here.
///
/// ```swift
/// let policy = try ExpressCORSOptions(origin: .list(["https://app.example.com", #"/https:\/\/pr-\d+\.example\.com/"#]), credentials: true).policy()
/// ```
/// Names, types and defaults are those of Express, with these differences: `true` does not reflect every origin beside credentials, expressions
/// must match the whole origin, denied origins get no `Access-Control-` field at all, and upgrades are refused, not merely left without fields.
public struct ExpressCORSOptions: Sendable {
    /// The `origin` option.
    public enum OriginOption: Sendable {
        /// `true` reflects every origin there, which is `*` here and refused with credentials; `false` turns cross-origin access off.
        case boolean(Bool)
        /// One origin, or `*`.
        case string(String)
        /// A regular expression, with or without slashes around it, that the whole origin must match.
        case expression(String)
        /// Origins, and expressions between slashes.
        case list([String])
        /// Asks code about each origin: the synchronous use of the callback form.
        case function(@Sendable (Origin) -> Bool)
        /// Asks code that must wait, such as a database: the usual use of the callback form. What it throws refuses the origin.
        case asyncFunction(@Sendable (Origin) async throws -> Bool)
    }

    /// Which origins have access; default `*`, as in Express. Socket.IO's default is no cross-origin access: `.boolean(false)`.
    public var origin: OriginOption
    /// The methods of preflights; default `GET,HEAD,PUT,PATCH,POST,DELETE`.
    public var methods: [String]
    /// The request fields of preflights; default `nil`, which allows whatever is asked for.
    public var allowedHeaders: [String]?
    /// The response fields that scripts may read; default none.
    public var exposedHeaders: [String]
    /// Whether credentials are allowed; default false.
    public var credentials: Bool
    /// How long browsers may remember a preflight, in seconds; default `nil`, which omits the field.
    public var maxAge: Int?
    /// Whether granted preflights go on to the handler; default false.
    public var preflightContinue: Bool
    /// The status of granted preflights, 204 or 200; default 204.
    public var optionsSuccessStatus: Int

    /// Creates options with Express' defaults.
    public init(
        origin: OriginOption = .string("*"), methods: [String] = ["GET", "HEAD", "PUT", "PATCH", "POST", "DELETE"],
        allowedHeaders: [String]? = nil, exposedHeaders: [String] = [], credentials: Bool = false, maxAge: Int? = nil,
        preflightContinue: Bool = false, optionsSuccessStatus: Int = 204
    ) {
        self.origin = origin
        self.methods = methods
        self.allowedHeaders = allowedHeaders
        self.exposedHeaders = exposedHeaders
        self.credentials = credentials
        self.maxAge = maxAge
        self.preflightContinue = preflightContinue
        self.optionsSuccessStatus = optionsSuccessStatus
    }

    /// The policy that the options describe, or every fault they have.
    public func policy(publicSuffixes: PublicSuffixes = .wellKnown) throws(CrossOriginRulesError) -> CrossOriginPolicy {
        var rules = CrossOriginRules()
        rules.methods = methods
        // Express reflects `authorization` too, which `*` does not cover.
        rules.requestHeaders = allowedHeaders ?? ["*", "authorization"]
        rules.exposedHeaders = exposedHeaders
        rules.credentials = credentials
        rules.preflightMaxAge = maxAge.map { .seconds(Int64(min(max($0, -1), 86_401))) }
        rules.passesPreflightsToHandler = preflightContinue

        var predicates: [OriginPredicate] = []
        switch origin {
        case .boolean(true): rules.origins = ["*"]
        case .boolean(false): return .sameOriginOnly
        case .string(let text): rules.origins = [text]
        case .expression(let text): rules.origins = [text.hasPrefix("/") ? text : "/\(text)/"]
        case .list(let texts): rules.origins = texts
        case .function(let body): predicates = [OriginPredicate(body)]
        case .asyncFunction(let body): predicates = [.looksUp(body)]
        }
        guard let status = CrossOriginRules.PreflightStatus(rawValue: optionsSuccessStatus) else {
            let fault = CrossOriginFault(
                .settingInvalid, "optionsSuccessStatus", "\(optionsSuccessStatus)", "is not a status for granted preflights",
                mend: "write 204, or 200 for clients that choke on it")
            throw CrossOriginRulesError(
                faults: [fault] + CrossOriginPolicy.faults(rules, publicSuffixes, hasPredicates: !predicates.isEmpty))
        }
        rules.preflightStatus = status
        return try CrossOriginPolicy(rules, publicSuffixes: publicSuffixes, admitting: predicates)
    }
}
