/// How much the admin UI is shown.
public enum AdminMode: Sendable, Hashable {
    /// Counts only: clients, namespaces, packets and bytes per second.
    case production
    /// Each socket with its handshake, rooms and data, and each event with its arguments too. That costs a decoding of every event, and shows
    /// what users say: for development.
    case development
}
