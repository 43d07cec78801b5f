/// What is done about a WebSocket whose peer does not read what it is sent, once ``ConnectionLimits/maxQueuedBytes`` wait for it.
///
/// Long before, above ``ConnectionLimits/pauseReadingAboveQueuedBytes``, it is no longer read from, and ``WebSocket/onBackpressure(_:)``
/// is told. A peer that takes nothing at all for ``ServerTimeouts/webSocketPing`` and ``ServerTimeouts/webSocketPong`` is dropped in any case.
public enum SlowConsumerPolicy: Sendable {
    /// The connection is dropped: it costs itself, and can come back and catch up.
    case drop
    /// Messages that would exceed the limit are left out, whole, until the peer has read some of what waits.
    case pause
}
