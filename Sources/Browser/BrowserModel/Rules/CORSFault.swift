/// What can be wrong with a response's CORS headers.
public enum CORSFault: Sendable, Hashable {
    /// No `Access-Control-Allow-Origin`.
    case missingAllowOrigin
    /// It is `*` while credentials are included.
    case wildcardWithCredentials
    /// It lists several values, in one line or in so many.
    case multipleAllowOrigins(String, lines: Int)
    /// It is no URL.
    case invalidAllowOrigin(String)
    /// It is another origin.
    case allowOriginMismatch(String)
    /// `Access-Control-Allow-Credentials` is not exactly `true`; empty means absent.
    case invalidAllowCredentials(String)

    /// The value at fault, where there is one.
    public var value: String {
        switch self {
        case .missingAllowOrigin, .wildcardWithCredentials: ""
        case .multipleAllowOrigins(let value, _), .invalidAllowOrigin(let value), .allowOriginMismatch(let value),
            .invalidAllowCredentials(let value):
            value
        }
    }
}
