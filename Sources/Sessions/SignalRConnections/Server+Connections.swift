public import WayleaveServer

extension Server {
    /// Serves connections of SignalR's clients without a hub protocol (ASP.NET Core's `MapConnectionHandler`).
    ///
    /// ```swift
    /// server.connection("/echo") { connection in connection.onReceive { connection.send($0) } }
    /// ```
    ///
    /// - Parameters:
    ///   - path: regardless of case; negotiate is below it. ``SignalRConnectionOptions/policy`` overrides the server's policy there.
    ///   - onConnection: called on the connection's loop when its transport has begun; may send at once.
    public mutating func connection(
        _ path: String, options: SignalRConnectionOptions = .init(), _ onConnection: @escaping @Sendable (SignalRConnection) -> Void
    ) {
        // There is no protocol that could tell what a client missed.
        var options = options
        options.allowStatefulReconnects = false
        mount(
            SignalRConnections(path: path, options: options) { connection in
                let raw = RawConnection()
                connection.handler = raw
                onConnection(connection)
                return raw
            })
    }

    /// Gives a path and its negotiate to connections, with a policy of their own if they have one.
    package mutating func mount(_ connections: SignalRConnections) {
        if let policy = connections.settings.options.policy { self.policy(policy, under: connections.pathPrefix) }
        mount(connections as any Mount)
    }
}
