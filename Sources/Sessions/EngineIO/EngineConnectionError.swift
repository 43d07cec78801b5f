public import WayleaveServer

/// A refused request, for the operator: what the client was told, and what it was not.
public struct EngineConnectionError: Error, Sendable {
    /// The refusals of Engine.IO; raw values and messages are those on the wire.
    public enum Code: Int, Sendable, CaseIterable {
        case unknownTransport = 0
        case unknownSession = 1
        case badHandshakeMethod = 2
        case badRequest = 3
        case forbidden = 4
        case unsupportedProtocolVersion = 5

        /// The text the client gets, unless a hook chose another.
        public var message: String {
            switch self {
            case .unknownTransport: "Transport unknown"
            case .unknownSession: "Session ID unknown"
            case .badHandshakeMethod: "Bad handshake method"
            case .badRequest: "Bad request"
            case .forbidden: "Forbidden"
            case .unsupportedProtocolVersion: "Unsupported protocol version"
            }
        }
    }

    /// Which rule refused the request.
    public let code: Code
    /// What the client was told.
    public let message: String
    /// What it was not told.
    public let context: EngineErrorContext
    /// The refused request. Its query may hold a session id, which is a secret: do not log it as it is.
    public let request: Request
}
