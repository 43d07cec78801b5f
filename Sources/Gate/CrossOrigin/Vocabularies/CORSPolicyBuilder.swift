/// ASP.NET Core's `CorsPolicyBuilder`, name by name, mapped onto rules; what would be unsafe there is refused here.
///
/// ```swift
/// let policy = try CORSPolicyBuilder()
///     .withOrigins("https://app.example.com", "https://*.customers.example.com")
///     .setIsOriginAllowedToAllowWildcardSubdomains()
///     .allowAnyHeader().allowAnyMethod().allowCredentials()
///     .build()
/// ```
/// Defaults are those of ASP.NET Core: nothing is allowed but what is called, and no max-age is sent. Differences: `setIsOriginAllowed` adds to the
/// list and is never asked about `null`; upgrades are judged by the same policy.
public struct CORSPolicyBuilder: Sendable {
    private var rules = CrossOriginRules()
    private var predicates: [OriginPredicate] = []
    private var allowsWildcards = false

    /// Starts with nothing allowed.
    public init() {
        rules.methods = []
        rules.preflightMaxAge = nil
    }

    private func changed(_ body: (inout CORSPolicyBuilder) -> Void) -> CORSPolicyBuilder {
        var copy = self
        body(&copy)
        return copy
    }

    /// Allows these origins besides those already allowed.
    public func withOrigins(_ origins: String...) -> CORSPolicyBuilder { changed { $0.rules.origins += origins } }
    /// Allows every origin; refused together with ``allowCredentials()``.
    public func allowAnyOrigin() -> CORSPolicyBuilder { changed { $0.rules.origins = ["*"] } }
    /// Allows these methods besides those already allowed.
    public func withMethods(_ methods: String...) -> CORSPolicyBuilder { changed { $0.rules.methods += methods } }
    /// Allows every method.
    public func allowAnyMethod() -> CORSPolicyBuilder { changed { $0.rules.methods = ["*"] } }
    /// Allows these request fields besides those already allowed.
    public func withHeaders(_ headers: String...) -> CORSPolicyBuilder { changed { $0.rules.requestHeaders += headers } }
    /// Allows every request field, `authorization` among them, as there.
    public func allowAnyHeader() -> CORSPolicyBuilder { changed { $0.rules.requestHeaders = ["*", "authorization"] } }
    /// Lets scripts read these response fields too.
    public func withExposedHeaders(_ headers: String...) -> CORSPolicyBuilder { changed { $0.rules.exposedHeaders += headers } }
    /// Allows cookies, HTTP authentication and client certificates.
    public func allowCredentials() -> CORSPolicyBuilder { changed { $0.rules.credentials = true } }
    /// Allows none of them, which is the default.
    public func disallowCredentials() -> CORSPolicyBuilder { changed { $0.rules.credentials = false } }
    /// Lets browsers remember preflights for `maxAge`, whole seconds from 0 to 86400.
    public func setPreflightMaxAge(_ maxAge: Duration) -> CORSPolicyBuilder { changed { $0.rules.preflightMaxAge = maxAge } }
    /// Gives `https://*.example.com` its meaning; without this call such an origin is a fault, as it would match nothing there.
    public func setIsOriginAllowedToAllowWildcardSubdomains() -> CORSPolicyBuilder { changed { $0.allowsWildcards = true } }
    /// Asks `isAllowed` about valid origins that are not listed. One that returns true for all, with credentials, lets every site act as its visitors.
    public func setIsOriginAllowed(_ isAllowed: @escaping @Sendable (Origin) -> Bool) -> CORSPolicyBuilder {
        changed { $0.predicates.append(OriginPredicate(isAllowed)) }
    }

    /// The policy, or every fault of what was called.
    public func build(publicSuffixes: PublicSuffixes = .wellKnown) throws(CrossOriginRulesError) -> CrossOriginPolicy {
        let stray = allowsWildcards ? [] : rules.origins.filter { $0 != "*" && $0.contains("*") }
        guard stray.isEmpty else {
            let faults = stray.map {
                CrossOriginFault(
                    .settingInvalid, "withOrigins", $0, "has a wildcard that was not enabled",
                    mend: "call `setIsOriginAllowedToAllowWildcardSubdomains()`, or list the hosts")
            }
            throw CrossOriginRulesError(
                faults: faults + CrossOriginPolicy.faults(rules, publicSuffixes, hasPredicates: !predicates.isEmpty))
        }
        return try CrossOriginPolicy(rules, publicSuffixes: publicSuffixes, admitting: predicates)
    }
}
