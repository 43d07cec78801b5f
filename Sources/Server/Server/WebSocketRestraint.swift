internal import WayleaveEventLoop
internal import WayleaveWebSocketWire

/// What only some WebSockets have: a subprotocol, or a peer that is slow, chatty or told of. The others do not pay for the room. Confined
/// to the loop.
final class WebSocketRestraint {
    /// The second, as the loop counts them, in which control frames were last counted, and how many there were.
    var controlSecond = 0
    var controlFrames = 0
    /// The payload of the last ping that could not be answered yet: earlier ones need no answer of their own (RFC 6455 § 5.5.3).
    var owedPong: [UInt8]?
    var subprotocol: String?
    /// Why the peer closed the socket, if it said.
    var peerCode: WebSocketCloseCode?
    var hasPeerClosed = false
    /// Called when it has closed, for whoever keeps it.
    var leaving: [() -> Void] = []
    /// Called when everything queued has gone to the kernel, after some of it had to wait.
    var onDrain: (() -> Void)?
    /// Since when the message under way has been under way, and how many there had been before it.
    var messageSince: Int?
    var messagesBefore: UInt32 = 0
    /// What is done if the peer does not read; `nil` for the server's own policy.
    var policy: SlowConsumerPolicy?
    var backpressureBody: ((Bool) -> Void)?
    /// Whether `backpressureBody` was told that output piles up.
    var isBackedUp = false
}
