/// The type of an Engine.IO packet; the raw value is the ASCII digit on the wire (Engine.IO v4 § Packet encoding).
package enum EnginePacketType: UInt8, Sendable {
    case open = 0x30
    case close = 0x31
    case ping = 0x32
    case pong = 0x33
    case message = 0x34
    case upgrade = 0x35
    case noop = 0x36
}
