public import WayleaveServer

/// One request on its way through the engine's middleware; see ``EngineIO/use(_:)``.
public struct EnginePassage: Sendable {
    /// The request: a handshake, poll or POST, or a WebSocket's handshake.
    public let request: Request
    /// Header fields for whatever answer the request gets, also a 101 or a refusal, in order.
    ///
    /// What is the policy's or the connection's own (`Access-Control-…`, `Content-Length`, …) is left out and logged.
    public var headers: [(String, String)] = []
    /// Set, it answers the request, a WebSocket's handshake too: neither later middleware nor the engine sees it then.
    public var response: Response?

    init(_ request: Request) { self.request = request }
}
