extension CrossOriginRefusal {
    /// Why access was denied; the raw value is stable and fit as a counter's label.
    public enum Reason: String, Sendable, CaseIterable, Codable {
        /// An upgrade without Origin, where the rules refuse those.
        case originMissing = "origin-missing"
        /// More than one Origin field.
        case severalOrigins = "several-origins"
        /// The opaque origin `null`.
        case originNull = "origin-null"
        /// No browser could have sent it.
        case originMalformed = "origin-malformed"
        /// A valid origin, not listed.
        case originNotListed = "origin-not-listed"
        /// Not listed; the same host and port are, with another scheme.
        case schemeMismatch = "scheme-mismatch"
        /// Not listed; the same scheme and host are, with another port.
        case portMismatch = "port-mismatch"
        /// Not listed; its host begins or ends like a listed one without being below it.
        case suffixLookalike = "suffix-lookalike"
        /// Not listed; a predicate that was asked about it failed or took too long.
        case originLookupFailed = "origin-lookup-failed"
        /// Not listed; a predicate must look it up first, for which `judge` does not wait.
        case originUndecided = "origin-undecided"
        /// The requested method is no token, or longer than 64 bytes.
        case methodMalformed = "method-malformed"
        /// The requested method is not listed.
        case methodNotAllowed = "method-not-allowed"
        /// A requested field is no field name.
        case headerMalformed = "header-malformed"
        /// A requested field is not listed.
        case headerNotAllowed = "header-not-allowed"
        /// More requested fields than a preflight is read for: 8192 bytes or 256 elements.
        case tooManyHeaders = "too-many-headers"
    }
}
