/// What stands on a session: Socket.IO's connection. Confined to the session's loop.
package protocol EngineSessionHandler: AnyObject {
    /// A text message arrived; `text` is valid UTF-8, without the packet type, and borrowed until the call returns.
    func received(text: RawSpan)
    /// A binary message arrived; borrowed until the call returns.
    func received(binary: RawSpan)
    /// The session goes on over another transport, for instance `websocket`.
    func upgraded(to transport: String)
    /// The session ended: nothing more arrives, and what is sent goes nowhere. Called once, also from within `EngineSession.close`.
    func closed(_ reason: EngineCloseReason)
}
