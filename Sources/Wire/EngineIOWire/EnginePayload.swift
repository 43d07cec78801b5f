/// The body of a polling request or response: packets joined by the record separator (Engine.IO v4 § HTTP long-polling).
package enum EnginePayload {
    /// The byte between two packets: 0x1E, RECORD SEPARATOR.
    package static let separator: UInt8 = 0x1E

    /// Reads the packets of `payload` one after the other; binary ones are decoded from base64.
    ///
    /// The packets before a faulty one are handed out, as the reference does. `body` returns whether to go on.
    /// - Throws: ``EnginePacketError`` for the first faulty packet; an empty payload is one empty packet.
    package static func forEachPacket(
        in payload: RawSpan, _ body: (_ type: EnginePacketType, _ data: RawSpan, _ isBinary: Bool) -> Bool
    ) throws(EnginePacketError) {
        let isUTF8 = payload.withUnsafeBytes { UTF8Text.isValid($0) }
        guard isUTF8 else { throw .invalidUTF8 }
        var start = 0
        while true {
            let end = endOfPacket(in: payload, from: start)
            let text = payload.extracting(start..<end)
            if EnginePacket.isBase64(text) {
                let bytes = try EnginePacket.decodeBase64(text)
                guard body(.message, bytes.span.bytes, true) else { return }
            } else {
                let packet = try EnginePacket(text: text)
                guard body(packet.type, packet.data, false) else { return }
            }
            guard end < payload.byteCount else { return }
            start = end + 1
        }
    }

    private static func endOfPacket(in payload: RawSpan, from start: Int) -> Int {
        payload.withUnsafeBytes { bytes in
            bytes[start...].firstIndex(of: separator) ?? bytes.count
        }
    }
}
