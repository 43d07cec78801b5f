/// A connection without a hub protocol: what arrives goes to the user's closures. Confined to the loop.
final class RawConnection: SignalRConnectionHandler {
    @exclusivity(unchecked) var receiveBody: ((RawSpan) -> Void)?
    var drainBody: (() -> Void)?
    var closeBody: ((SignalRCloseReason) -> Void)?

    func received(_ bytes: UnsafeRawBufferPointer) { receiveBody?(bytes.bytes) }
    func drained() { drainBody?() }
    // Nothing is repeated for the client: a raw connection has no numbers to tell what it missed.
    func interrupted() {}
    func resumed() {}

    func closed(_ reason: SignalRCloseReason) {
        let body = closeBody
        receiveBody = nil
        drainBody = nil
        closeBody = nil
        body?(reason)
    }
}
