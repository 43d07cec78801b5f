/// What stands on a connection: a hub's end of it, or a raw connection's. Confined to the connection's loop.
package protocol SignalRConnectionHandler: AnyObject {
    /// Bytes arrived, borrowed until the call returns: parts of records, one record, or several.
    func received(_ bytes: UnsafeRawBufferPointer)
    /// All that had to wait has gone out; over WebSocket only after ``SignalRConnection/tellDrained()``.
    func drained()
    /// The WebSocket broke and another may take its place (stateful reconnect): what is sent until ``resumed()`` is lost.
    func interrupted()
    /// A new WebSocket carries the connection; whatever is sent now goes over it.
    func resumed()
    /// The connection will end right after this call, for a reason of the server's: the last moment to send something.
    ///
    /// Called for ``SignalRCloseReason/serverShuttingDown`` and ``SignalRCloseReason/authenticationExpired`` only.
    func willClose(_ reason: SignalRCloseReason)
    /// The connection ended: nothing more arrives, and what is sent goes nowhere. Called once, also from within
    /// ``SignalRConnection/close(_:)``.
    func closed(_ reason: SignalRCloseReason)
}

extension SignalRConnectionHandler {
    package func willClose(_ reason: SignalRCloseReason) {}
}
