/// One thing wrong with ``CrossOriginRules``: what, where, why and how to mend it.
public struct CrossOriginFault: Sendable, Equatable, CustomStringConvertible {
    /// The kind of fault; its raw value is stable and fit for documentation and tools.
    public enum Code: String, Sendable, CaseIterable, Codable {
        case originsEmpty = "origins-empty"
        case originEmpty = "origin-empty"
        case originTooLong = "origin-too-long"
        case originWhitespace = "origin-whitespace"
        case originSchemeMissing = "origin-scheme-missing"
        case originSchemeInvalid = "origin-scheme-invalid"
        case originWebSocketScheme = "origin-websocket-scheme"
        case originFileScheme = "origin-file-scheme"
        case originNull = "origin-null"
        case originUpperCase = "origin-upper-case"
        case originUserinfo = "origin-userinfo"
        case originTrailingSlash = "origin-trailing-slash"
        case originPath = "origin-path"
        case originHostEmpty = "origin-host-empty"
        case originHostInvalid = "origin-host-invalid"
        case originHostUnicode = "origin-host-unicode"
        case originIPNotCanonical = "origin-ip-not-canonical"
        case originPortInvalid = "origin-port-invalid"
        case originDefaultPort = "origin-default-port"
        case originWildcardMisplaced = "origin-wildcard-misplaced"
        case originPublicSuffix = "origin-public-suffix"
        case originDuplicate = "origin-duplicate"
        case originAnyNotAlone = "origin-any-not-alone"
        case credentialsWithAnyOrigin = "credentials-with-any-origin"
        case credentialsWithInsecureOrigin = "credentials-with-insecure-origin"
        case methodInvalid = "method-invalid"
        case methodForbidden = "method-forbidden"
        case methodCase = "method-case"
        case methodDuplicate = "method-duplicate"
        case requestHeaderInvalid = "request-header-invalid"
        case requestHeaderForbidden = "request-header-forbidden"
        case requestHeaderProhibited = "request-header-prohibited"
        case requestHeaderDuplicate = "request-header-duplicate"
        case exposedHeaderInvalid = "exposed-header-invalid"
        case exposedHeaderForbidden = "exposed-header-forbidden"
        case exposedHeaderProhibited = "exposed-header-prohibited"
        case exposedHeaderDuplicate = "exposed-header-duplicate"
        case exposedAnyWithCredentials = "exposed-any-with-credentials"
        case maxAgeOutOfRange = "max-age-out-of-range"
        case maxAgeFractional = "max-age-fractional"
    }

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
