/// What a socket holds for connection state recovery; there only when that is on. Confined to the socket's loop.
final class SocketRecovery {
    /// The private session id, known to the client alone.
    let pid: String
    let isRecovered: Bool
    /// Why not, if the client asked for it.
    let failure: RecoveryFailure?
    /// The number of the last event that was sent to the client and can be replayed; -1 before the first.
    var lastSent: Int
    /// Whether the session was left for the client to come back to.
    var isPersisted = false

    init(pid: String, isRecovered: Bool = false, failure: RecoveryFailure? = nil, lastSent: Int = -1) {
        self.pid = pid
        self.isRecovered = isRecovered
        self.failure = failure
        self.lastSent = lastSent
    }
}
