/// The face of raw connections: those of ``WayleaveServer/Server/connection(_:options:_:)``. A hub's own face takes the bytes otherwise.
extension SignalRConnection {
    private var raw: RawConnection? { handler as? RawConnection }

    /// Sets what is called with the bytes that arrive, borrowed until the call returns, in order.
    ///
    /// A message of a WebSocket or a POST comes in one piece; what is made of several is the application's to say.
    public func onReceive(_ body: @escaping (RawSpan) -> Void) { raw?.receiveBody = body }

    /// Sets what is called when all that had to wait for the client has gone out.
    public func onDrain(_ body: @escaping () -> Void) {
        raw?.drainBody = body
        tellDrained()
    }

    /// Sets what is called once when the connection has ended, in whatever way.
    public func onClose(_ body: @escaping (SignalRCloseReason) -> Void) { raw?.closeBody = body }

    /// Sends text: one message of a WebSocket, one event, or a part of a poll's answer.
    ///
    /// Never waits: a client that lets more than ``SignalRConnectionOptions/maxQueuedBytes`` wait is dropped.
    public func send(_ text: String) {
        var text = text
        text.withUTF8 { send(UnsafeRawBufferPointer($0)) }
    }

    /// Sends bytes, as ``transferFormat`` says.
    public func send(_ bytes: [UInt8]) { bytes.withUnsafeBytes { send($0) } }

    /// Sends bytes, as ``transferFormat`` says.
    public func send(_ bytes: RawSpan) { bytes.withUnsafeBytes { send($0) } }

    /// Takes no more bytes after those at hand, until ``resume()``: the client waits.
    public func pause() { pauseReading() }

    /// Takes bytes again.
    public func resume() { resumeReading() }

    /// Ends the connection in order: what was sent still goes out. What ``onClose(_:)`` set is called before this returns.
    public func close() { close(.closedHere) }

    /// Ends the connection at once.
    public func abort() { abort(.closedHere) }
}
