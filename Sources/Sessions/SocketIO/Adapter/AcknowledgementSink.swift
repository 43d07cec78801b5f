import WayleaveJSON

/// Takes what the sockets of one node do with an event that asks for acknowledgements. From any thread.
protocol AcknowledgementSink: AnyObject, Sendable {
    /// A node sent the event to so many clients.
    func told(clients: Int, by node: String)
    /// A client of a node has answered.
    func answered(_ value: JSONValue, by node: String)
    /// What to do when the answers that are missing are no longer awaited.
    func onGivingUp(_ body: @escaping @Sendable () -> Void)
}
