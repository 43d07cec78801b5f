/// The revision of the Engine.IO protocol that a session speaks; the raw value is the `EIO` of its handshake.
package enum EngineRevision: UInt8, Sendable {
    /// Clients of Socket.IO 1 and 2: they ping, and payloads are counted.
    case three = 3
    /// Clients of Socket.IO 3 and later: the server pings, and payloads are separated.
    case four = 4
}
