/// One thing that makes browsers drop a cookie, or not send it where it is meant to go.
public struct CredentialsCookieFault: Sendable, Equatable, CustomStringConvertible {
    /// The kind of fault; its raw value is stable.
    public enum Code: String, Sendable, CaseIterable, Codable {
        /// A name that is no token (RFC 6265bis § 4.1.1).
        case nameInvalid = "cookie-name-invalid"
        /// A value with white space, quotes, commas, semicolons, backslashes or other than printable ASCII.
        case valueInvalid = "cookie-value-invalid"
        /// Name and value together above 4096 bytes (RFC 6265bis § 5.6).
        case tooLarge = "cookie-too-large"
        /// A path without a leading slash, with a semicolon or a control character, or above 1024 bytes.
        case pathInvalid = "cookie-path-invalid"
        /// A domain that is no host name.
        case domainInvalid = "cookie-domain-invalid"
        /// A domain that is a public suffix, which browsers refuse.
        case domainPublicSuffix = "cookie-domain-public-suffix"
        /// `SameSite=None` without `Secure`.
        case sameSiteNoneInsecure = "cookie-same-site-none-insecure"
        /// Meant for other sites' pages and not `SameSite=None`.
        case sameSiteBlocksCrossSite = "cookie-same-site-blocks-cross-site"
        /// `Partitioned` without `Secure`.
        case partitionedInsecure = "cookie-partitioned-insecure"
        /// `Partitioned` and not `SameSite=None`: it would never be sent in the embedded pages it is for.
        case partitionedSameSite = "cookie-partitioned-same-site"
        /// `__Secure-` without `Secure`.
        case securePrefix = "cookie-secure-prefix"
        /// `__Host-` without `Secure`, with a domain, or with a path other than `/`.
        case hostPrefix = "cookie-host-prefix"
        /// A max-age below 0, fractional, or above the 400 days that browsers keep a cookie (RFC 6265bis § 5.5).
        case maxAgeOutOfRange = "cookie-max-age-out-of-range"
    }

    /// The kind of fault.
    public let code: Code
    /// The offending value as written; of `value` itself only its length, as it is a secret.
    public let value: String
    /// Why it is a fault, as the rest of a sentence that begins with the value.
    public let reason: String
    /// What to do, as an imperative.
    public let mend: String

    /// One line: code, value, reason and mend.
    public var description: String { "[\(code.rawValue)] `\(value.prefix(120))` \(reason); \(mend)" }
}
