/// One thing that ``CrossOriginRules`` permit and that was probably not meant, or will not work as hoped.
///
/// Warnings stand apart from faults: rules with warnings compile. Show them where rules are deployed, and go on.
public struct CrossOriginWarning: Sendable, Equatable, CustomStringConvertible {
    /// The kind of warning; its raw value is stable and fit for documentation and tools.
    public enum Code: String, Sendable, CaseIterable, Codable {
        /// A listed `http` origin: whoever controls a visitor's network can speak as it.
        case insecureOrigin = "insecure-origin"
        /// The same with credentials, by ``CrossOriginRules/dangerouslyAllowInsecureOriginsWithCredentials``.
        case insecureOriginWithCredentials = "insecure-origin-with-credentials"
        /// A wildcard below a public suffix, such as preview deployments, where strangers can register hosts.
        case publicSuffixWildcard = "public-suffix-wildcard"
        /// An origin that a listed wildcard admits already.
        case originRedundant = "origin-redundant"
        /// A regular expression where a plain entry of `origins` would do.
        case expressionAvoidable = "expression-avoidable"
        /// `null`, which any page can assume.
        case nullOrigin = "null-origin"
        /// `*`, under which any page opens WebSockets that carry cookies.
        case anyOriginOpensUpgrades = "any-origin-opens-upgrades"
        /// `OPTIONS` among the methods, where it is never needed for preflights.
        case methodOptions = "method-options"
        /// A `*` that does not cover `authorization` (Fetch § CORS non-wildcard request-header name).
        case anyHeaderWithoutAuthorization = "any-header-without-authorization"
        /// An exposed field that scripts may read anyway (Fetch § CORS-safelisted response-header name).
        case exposedHeaderSafelisted = "exposed-header-safelisted"
        /// A max-age above a browser's cap.
        case maxAgeAboveCap = "max-age-above-cap"
        /// A max-age of 0, which doubles the requests of every page.
        case maxAgeZero = "max-age-zero"
        /// The withdrawn Private Network Access.
        case privateNetworkAccessDead = "private-network-access-dead"
    }

    /// The kind of warning.
    public let code: Code
    /// The rule it is about: the name of a property of ``CrossOriginRules``.
    public let rule: String
    /// The value as written.
    public let value: String
    /// What it leads to, as the rest of a sentence that begins with the value.
    public let reason: String
    /// What to do, as an imperative.
    public let mend: String

    /// One line: code, rule, value, reason and mend.
    public var description: String {
        let shown = value.count > 120 ? value.prefix(120) + "…" : value[...]
        return "[\(code.rawValue)] \(rule): `\(shown)` \(reason); \(mend)"
    }
}
