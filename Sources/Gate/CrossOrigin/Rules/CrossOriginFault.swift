/// One thing wrong with ``CrossOriginRules``: what, where, why and how to mend it.
public struct CrossOriginFault: Sendable, Equatable, CustomStringConvertible {
    /// The kind of fault; its raw value is stable and fit for documentation and tools.
    public enum Code: String, Sendable, CaseIterable, Codable {
        /// No origin is listed.
        case originsEmpty = "origins-empty"
        /// An entry is the empty string.
        case originEmpty = "origin-empty"
        /// An entry is longer than 512 bytes.
        case originTooLong = "origin-too-long"
        /// White space surrounds an entry.
        case originWhitespace = "origin-whitespace"
        /// An entry lacks `https://`.
        case originSchemeMissing = "origin-scheme-missing"
        /// The scheme is none, or has a wildcard.
        case originSchemeInvalid = "origin-scheme-invalid"
        /// `ws` or `wss`, though a socket's Origin is that of its page.
        case originWebSocketScheme = "origin-websocket-scheme"
        /// `file`, whose pages have the origin `null`.
        case originFileScheme = "origin-file-scheme"
        /// `null`, which any page can assume.
        case originNull = "origin-null"
        /// Upper-case letters, which browsers never send.
        case originUpperCase = "origin-upper-case"
        /// A user name before `@`.
        case originUserinfo = "origin-userinfo"
        /// A slash at the end.
        case originTrailingSlash = "origin-trailing-slash"
        /// A path, query or fragment.
        case originPath = "origin-path"
        /// No host.
        case originHostEmpty = "origin-host-empty"
        /// A host that is neither a name nor an address.
        case originHostInvalid = "origin-host-invalid"
        /// A Unicode host, where browsers send punycode.
        case originHostUnicode = "origin-host-unicode"
        /// An address that browsers write otherwise (URL § host serializing).
        case originIPNotCanonical = "origin-ip-not-canonical"
        /// A port outside 1 to 65535, or with leading zeros.
        case originPortInvalid = "origin-port-invalid"
        /// The default port of the scheme spelt out.
        case originDefaultPort = "origin-default-port"
        /// A wildcard that is not the whole leftmost label of a name.
        case originWildcardMisplaced = "origin-wildcard-misplaced"
        /// A wildcard under which strangers can register hosts.
        case originPublicSuffix = "origin-public-suffix"
        /// An expression that is malformed or uses what is not supported.
        case originExpressionInvalid = "origin-expression-invalid"
        /// An expression that needs more than 2048 states.
        case originExpressionTooLarge = "origin-expression-too-large"
        /// An expression that matches no whole origin.
        case originExpressionMatchesNothing = "origin-expression-matches-nothing"
        /// The same entry twice.
        case originDuplicate = "origin-duplicate"
        /// `*` beside other origins.
        case originAnyNotAlone = "origin-any-not-alone"
        /// `*` with credentials (Fetch § CORS check).
        case credentialsWithAnyOrigin = "credentials-with-any-origin"
        /// An `http` origin with credentials.
        case credentialsWithInsecureOrigin = "credentials-with-insecure-origin"
        /// Not a token (RFC 9110 § 9.1), or longer than 64 bytes.
        case methodInvalid = "method-invalid"
        /// A forbidden method (Fetch § forbidden method).
        case methodForbidden = "method-forbidden"
        /// A known method in other than upper case.
        case methodCase = "method-case"
        /// The same method twice.
        case methodDuplicate = "method-duplicate"
        /// Not a field name.
        case requestHeaderInvalid = "request-header-invalid"
        /// A field only browsers set (Fetch § forbidden request-header).
        case requestHeaderForbidden = "request-header-forbidden"
        /// A response field of the CORS protocol.
        case requestHeaderProhibited = "request-header-prohibited"
        /// The same field twice, whatever its case.
        case requestHeaderDuplicate = "request-header-duplicate"
        /// Not a field name.
        case exposedHeaderInvalid = "exposed-header-invalid"
        /// A field no script may read (Fetch § forbidden response-header name).
        case exposedHeaderForbidden = "exposed-header-forbidden"
        /// A field that only requests or preflights have.
        case exposedHeaderProhibited = "exposed-header-prohibited"
        /// The same field twice, whatever its case.
        case exposedHeaderDuplicate = "exposed-header-duplicate"
        /// `*` exposed with credentials, where it is a mere name (Fetch § CORS-exposed header-name list).
        case exposedAnyWithCredentials = "exposed-any-with-credentials"
        /// A max-age outside 0 to 86400 s.
        case maxAgeOutOfRange = "max-age-out-of-range"
        /// A max-age that is no whole number of seconds.
        case maxAgeFractional = "max-age-fractional"
        /// A timing origin that is no single origin.
        case timingOriginInvalid = "timing-origin-invalid"
        /// `*` beside other timing origins.
        case timingAnyNotAlone = "timing-any-not-alone"
        /// An environment variable, option or call with a value it does not take.
        case settingInvalid = "setting-invalid"
        /// An environment variable that is not read and resembles one that is.
        case settingUnknown = "setting-unknown"
    }

    /// The kind of fault.
    public let code: Code
    /// The rule that has the fault: the name of a property of ``CrossOriginRules``.
    public let rule: String
    /// The offending value as written.
    public let value: String
    /// Why it is a fault, as the rest of a sentence that begins with the value.
    public let reason: String
    /// What to do, as an imperative.
    public let mend: String
    /// The value to write instead, where one can be guessed.
    public let suggestion: String?

    init(_ code: Code, _ rule: String, _ value: String, _ reason: String, mend: String, suggestion: String? = nil) {
        self.code = code
        self.rule = rule
        self.value = value
        self.reason = reason
        self.mend = mend
        self.suggestion = suggestion
    }

    /// One line: code, rule, value, reason, mend and, if there is one, the suggestion.
    public var description: String {
        let hint = suggestion.map { " (did you mean `\($0)`?)" } ?? ""
        let shown = value.count > 120 ? value.prefix(120) + "…" : value[...]
        return "[\(code.rawValue)] \(rule): `\(shown)` \(reason); \(mend)\(hint)"
    }
}
