/// A path that serves connections: negotiate, three transports, and what becomes of each connection. From any thread.
package final class SignalRConnections: Sendable {
    let path: String
    let options: SignalRConnectionOptions
    let makeHandler: @Sendable (SignalRConnection) -> any SignalRConnectionHandler

    /// - Parameters:
    ///   - path: the path in full, without a slash at its end, for instance `/chatHub`; compared regardless of case.
    ///   - makeHandler: called on a connection's loop when its transport has begun; may send at once.
    package init(
        path: String, options: SignalRConnectionOptions,
        makeHandler: @escaping @Sendable (SignalRConnection) -> any SignalRConnectionHandler
    ) {
        self.path = path
        self.options = options
        self.makeHandler = makeHandler
    }
}
