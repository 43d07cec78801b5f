/// A binary packet whose attachments are still arriving.
package struct BinaryAssembly {
    /// The packet's text, owned, and its parts.
    package let text: [UInt8]
    package let packet: SocketPacket
    package private(set) var attachments: [[UInt8]] = []
    private var bytesLeft: Int
    private let limit: Int

    /// Begins with the text of a binary packet, which the caller has validated.
    package init(_ packet: SocketPacket, text: UnsafeRawBufferPointer, limits: SocketPacketLimits) throws(SocketPacketError) {
        guard text.count <= limits.maxBytes else { throw .tooManyBytes(limit: limits.maxBytes) }
        self.packet = packet
        self.text = [UInt8](text)
        limit = limits.maxBytes
        bytesLeft = limits.maxBytes - text.count
    }

    /// Takes the next binary message; returns whether the packet is complete.
    package mutating func add(_ bytes: UnsafeRawBufferPointer) throws(SocketPacketError) -> Bool {
        guard attachments.count < packet.attachmentCount else { throw .unexpectedAttachment }
        guard bytes.count <= bytesLeft else { throw .tooManyBytes(limit: limit) }
        bytesLeft -= bytes.count
        attachments.append([UInt8](bytes))
        return attachments.count == packet.attachmentCount
    }
}
