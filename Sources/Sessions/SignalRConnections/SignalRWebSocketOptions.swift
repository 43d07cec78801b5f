public import WayleaveServer

/// How WebSockets of connections behave (ASP.NET Core's `WebSocketOptions` of a dispatcher).
public struct SignalRWebSocketOptions: Sendable {
    /// How long the client's close frame is waited for, in whole seconds; default 5 s.
    public var closeTimeout: Duration = .seconds(5)
    /// Chooses one of the subprotocols that a client asks for; default `nil`: none is agreed on.
    public var subprotocolSelector: (@Sendable ([String]) -> String?)?
    /// How messages are compressed where the client offers it; default `nil`: not at all.
    public var compression: WebSocketCompression?

    /// Creates the defaults.
    public init() {}
}
