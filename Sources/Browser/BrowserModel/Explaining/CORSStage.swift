/// At which answer a CORS check failed.
public enum CORSStage: Sendable, Hashable {
    /// The preflight's.
    case preflight
    /// A redirect's.
    case redirect
    /// The last one.
    case response
}
