import WayleaveBytes
import WayleaveEngineIO
import WayleaveJSON
import WayleaveRooms
import WayleaveSocketIOWire

extension Broadcast {
    /// Takes a packet that was encoded as JSON, and writes it anew where clients speak something else: once for all of them.
    init(_ packet: UnsafeRawBufferPointer, _ attachments: [Binary], _ flags: BroadcastFlags, for parser: SocketParser) {
        let mayCompress = !flags.contains(.uncompressed)
        isVolatile = flags.contains(.volatile)
        let encoder = parser == .messagePack ? SocketPacketEncoder(isMessagePack: true) : nil
        // What was encoded as JSON a moment ago is read without errors.
        if let encoder, (try? encoder.transcode(packet, attachments)) != nil {
            text = encoder.withPacket { bytes, _ in .binary(bytes, mayCompress: mayCompress) }
            self.attachments = []
        } else {
            text = .text(packet, mayCompress: mayCompress)
            self.attachments = attachments.map { $0.bytes.withUnsafeBytes { EngineMessage.binary($0, mayCompress: mayCompress) } }
        }
    }
}
