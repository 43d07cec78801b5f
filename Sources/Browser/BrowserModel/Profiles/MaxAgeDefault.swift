/// How long a preflight's answer is kept when `Access-Control-Max-Age` is absent or unreadable.
public enum MaxAgeDefault: Sendable {
    /// Five seconds (Fetch § CORS-preflight fetch, step 7.11).
    case fiveSeconds
    /// Firefox: an unreadable value is not kept; an absent one was measured not to serve a request at once but one 3 s later.
    case unsettled
}
