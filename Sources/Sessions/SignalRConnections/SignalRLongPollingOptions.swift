/// How long polling behaves (ASP.NET Core's `LongPollingOptions`).
public struct SignalRLongPollingOptions: Sendable {
    /// How long a poll waits for something to answer before it is answered without; default 90 s.
    public var pollTimeout: Duration = .seconds(90)

    /// Creates the defaults.
    public init() {}
}
