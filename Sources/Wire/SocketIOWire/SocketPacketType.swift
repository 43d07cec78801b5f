/// The packet types of Socket.IO v5; the raw value is the digit on the wire.
package enum SocketPacketType: UInt8, Sendable {
    case connect = 0x30
    case disconnect
    case event
    case ack
    case connectError
    case binaryEvent
    case binaryAck

    /// Whether binary attachments follow the packet.
    package var isBinary: Bool { self == .binaryEvent || self == .binaryAck }
}
