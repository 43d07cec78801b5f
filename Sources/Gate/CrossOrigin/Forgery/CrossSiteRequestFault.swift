/// One thing wrong with ``CrossSiteRequestRules``.
public struct CrossSiteRequestFault: Sendable, Equatable, CustomStringConvertible {
    /// The kind of fault; its raw value is stable.
    public enum Code: String, Sendable, CaseIterable, Codable {
        /// A trusted origin that is no single origin a browser sends.
        case trustedOriginInvalid = "trusted-origin-invalid"
        /// An exempt path that does not begin with a slash, or that tries to be a pattern.
        case exemptPathInvalid = "exempt-path-invalid"
        /// An allowed host that is none.
        case allowedHostInvalid = "allowed-host-invalid"
    }

    /// The kind of fault.
    public let code: Code
    /// The rule that has the fault.
    public let rule: String
    /// The offending value as written.
    public let value: String
    /// Why it is a fault, as the rest of a sentence that begins with the value.
    public let reason: String
    /// What to do, as an imperative.
    public let mend: String

    /// One line: code, rule, value, reason and mend.
    public var description: String { "[\(code.rawValue)] \(rule): `\(value.prefix(120))` \(reason); \(mend)" }
}
