/// How one path serves connections (ASP.NET Core's `HttpConnectionDispatcherOptions`).
public struct SignalRConnectionOptions: Sendable {
    /// What clients may use.
    public var transports: Set<SignalRTransport> = Set(SignalRTransport.allCases)

    public init() {}
}
