/// Which wait for a peer came to its end; a label of counters.
enum TimeoutKind: Int, CaseIterable, Sendable {
    case head, body, idle, message, pong, close, drain

    var name: String { "\(self)" }
}
