public import WayleaveHTTPWire

/// Why the rest of a request's body will not come; a handler that lets it through has it answered with ``status``.
public enum RequestBodyError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The peer went away, or ended the connection, before the end of the body.
    case aborted
    /// The peer was too slow: ``ServerTimeouts/uploadStall`` or ``ServerTimeouts/upload`` has passed.
    case timedOut
    /// The body is larger than the route takes, in bytes.
    case tooLarge(limit: Int)
    /// The chunks are malformed; a sentence says how.
    case malformed(String)

    /// The status that fits the error.
    public var status: HTTPStatus {
        switch self {
        case .aborted, .malformed: .badRequest
        case .timedOut: .requestTimeout
        case .tooLarge: .contentTooLarge
        }
    }

    public var description: String {
        switch self {
        case .aborted: "The body of the request did not arrive whole."
        case .timedOut: "The body of the request did not arrive in time."
        case .tooLarge(let limit): "The body is larger than \(limit) bytes; send less."
        case .malformed(let sentence): sentence
        }
    }
}
