/// What only connections have that were authenticated, interrupted, are slow or over. Confined to the loop.
final class RareState {
    var user: ClaimsPrincipal?
    /// When what was verified of the user expires, in nanoseconds of the loop's clock; `.max` for never.
    var expiresAt = UInt64.max
    /// Until when an interrupted connection waits for a WebSocket; `.max` while it has one.
    var reconnectDeadline = UInt64.max
    /// How the client catches up with what it was sent; `nil` while it keeps up.
    var backlog: Backlog?
    /// Why the connection ended.
    var closeReason: SignalRCloseReason?

    /// What is known of a client with much to catch up with.
    struct Backlog {
        /// When it last took something, in nanoseconds.
        var movedAt: UInt64
        /// What had not been handed to the kernel when it was last looked at, in bytes.
        var unsent: Int
        /// What was sent to it since.
        var queued = 0
    }
}
