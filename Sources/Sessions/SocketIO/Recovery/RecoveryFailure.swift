/// Why a client that asked for its former state did not get it; it joined as a new one instead.
public enum RecoveryFailure: String, Error, Sendable, CaseIterable, CustomStringConvertible {
    /// Nothing is known of its session: it was away too long, disconnected on purpose, is still thought to be connected, was connected to
    /// another process, had to make room for others, or never existed.
    case unknownSession = "unknown session"
    /// It was away for longer than ``ConnectionStateRecoveryOptions/maxDisconnectionDuration``.
    case expired = "session expired"
    /// Events that it missed are no longer there, or it does not tell what it has seen.
    case unknownOffset = "unknown offset"

    public var description: String { "connection state not recovered: \(rawValue)" }
}
