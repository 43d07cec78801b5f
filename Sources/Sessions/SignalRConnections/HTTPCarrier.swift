internal import WayleaveServer

/// What carries a connection without a WebSocket: an event stream or polls, and POSTs. Confined to the loop.
final class HTTPCarrier {
    /// The event stream; `nil` with long polling.
    var stream: ResponseWriter?
    /// The rules of long polling; `nil` with an event stream.
    var machine: PollingMachine?
    /// The poll that waits for something to be sent.
    var poll: HTTPExchange?
    /// What waits for a poll.
    var outbox: [UInt8] = []
    /// POSTs whose bytes the handler has not taken, in order.
    var posts: [HTTPExchange] = []
    /// The bytes of those.
    var postedBytes = 0
    /// Whether waiting POSTs are being handed out.
    var isDelivering = false

    var bufferedBytes: Int { stream?.bufferedBytes ?? outbox.count }
}
