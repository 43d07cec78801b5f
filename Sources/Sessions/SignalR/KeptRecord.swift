import WayleaveBytes
import WayleaveSignalRConnections

/// A record that was sent and may have to be sent again.
enum KeptRecord {
    case own(SharedBytes)
    /// One of many's.
    case shared(TransportMessage)
}
