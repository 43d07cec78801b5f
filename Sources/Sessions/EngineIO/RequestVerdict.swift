/// What an `allowRequest` hook answers.
public enum RequestVerdict: Sendable {
    case allow
    /// Answered 403, on polling with the JSON body `{"code":4,"message":…}`.
    case refuse(_ message: String = "Forbidden")
}
