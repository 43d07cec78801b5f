/// What an operator is told of a refused request, and its client is not.
public struct EngineErrorContext: Sendable, CustomStringConvertible {
    /// The reference's names for what lies behind a `Bad request`.
    public enum Name: String, Sendable, CaseIterable {
        /// A request for another transport than the one the session has.
        case transportMismatch = "TRANSPORT_MISMATCH"
        /// `transport=websocket` without a WebSocket handshake, or the other way round.
        case transportHandshakeError = "TRANSPORT_HANDSHAKE_ERROR"
        /// ``EngineIOOptions/generateID`` threw, or gave an id that is malformed or taken.
        case idGenerationError = "ID_GENERATION_ERROR"
        /// Middleware threw.
        case middlewareFailure = "MIDDLEWARE_FAILURE"
    }

    /// The reference's name, where it has one.
    public let name: Name?
    /// The value at fault and the way out, in one sentence. May quote the client's bytes; at most 200 characters.
    public let description: String
    /// What a hook of the application threw.
    public let underlying: (any Error)?

    init(_ description: String, name: Name? = nil, underlying: (any Error)? = nil) {
        self.name = name
        self.description = String(description.prefix(200))
        self.underlying = underlying
    }
}

extension EngineErrorContext: ExpressibleByStringInterpolation {
    /// A context of one sentence.
    public init(stringLiteral sentence: String) { self.init(sentence) }
}
