/// The parts of one packet from a client, as offsets into its text (Socket.IO v5 § packet encoding).
///
/// `<type>[<attachments>-][<namespace>,][<ack id>][<JSON>]`
package struct SocketPacket: Equatable {
    package let type: SocketPacketType
    /// The number of binary messages that follow; 0 unless the type is binary.
    package let attachmentCount: Int
    /// Where the namespace's name stands, without the comma; empty for the main namespace.
    package let namespace: Range<Int>
    package let ackID: Int?
    /// Where the JSON stands; possibly empty.
    package let payload: Range<Int>

    /// Parses the text of an Engine.IO message. The JSON is not looked at: see ``SocketPayload``.
    package static func parse(_ text: UnsafeRawBufferPointer, limits: SocketPacketLimits) throws(SocketPacketError) -> SocketPacket {
        guard let first = text.first else { throw .empty }
        guard let type = SocketPacketType(rawValue: first) else { throw .unknownType(first) }
        guard type != .connectError else { throw .notFromClients(type) }
        var i = 1
        let attachmentCount = type.isBinary ? try attachments(text, &i, limit: limits.maxAttachments) : 0

        var namespace = 0..<0
        if i < text.count, text[i] == UInt8(ascii: "/") {
            let start = i
            while i < text.count, text[i] != UInt8(ascii: ",") { i &+= 1 }
            guard i - start <= limits.maxNamespaceBytes else { throw .namespaceTooLong(limit: limits.maxNamespaceBytes) }
            // "/" is the main namespace, spelled out.
            if i - start > 1 { namespace = start..<i }
            if i < text.count { i += 1 }
        }

        var ackID: Int?
        let digits = i
        while i < text.count, text[i] &- 48 < 10 {
            guard i - digits < SocketPacketLimits.maxAckDigits else { throw .ackIDTooLong }
            ackID = (ackID ?? 0) &* 10 &+ Int(text[i] &- 48)
            i &+= 1
        }
        if type == .ack || type == .binaryAck, ackID == nil { throw .missingAckID }
        if ackID != nil, type == .connect || type == .disconnect { throw .unexpectedAckID(type) }
        return SocketPacket(type: type, attachmentCount: attachmentCount, namespace: namespace, ackID: ackID, payload: i..<text.count)
    }

    /// Zero attachments are refused: a reader that goes on collecting for such a packet does so for ever (socket.io-parser 4.2.6).
    private static func attachments(_ text: UnsafeRawBufferPointer, _ i: inout Int, limit: Int) throws(SocketPacketError) -> Int {
        var count = 0
        while i < text.count, text[i] &- 48 < 10 {
            count = count * 10 + Int(text[i] - 48)
            guard count <= limit else { throw .badAttachmentCount(limit: limit) }
            i += 1
        }
        guard count > 0, i < text.count, text[i] == UInt8(ascii: "-") else { throw .badAttachmentCount(limit: limit) }
        i += 1
        return count
    }
}
