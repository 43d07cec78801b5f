package import WayleaveBytes

/// One packet of the textual encoding, borrowed from the bytes it was read in (Engine.IO v4 § Packet encoding).
package struct EnginePacket: ~Escapable {
    package let type: EnginePacketType
    /// What follows the type digit.
    package let data: RawSpan

    /// Reads a packet that begins with its type digit.
    ///
    /// - Throws: `empty` or `unknownType`.
    @_lifetime(copy text)
    package init(text: RawSpan) throws(EnginePacketError) {
        guard text.byteCount > 0 else { throw .empty }
        let first = text.unsafeLoad(as: UInt8.self)
        guard let type = EnginePacketType(rawValue: first) else { throw .unknownType(first) }
        self.type = type
        data = text.extracting(droppingFirst: 1)
    }

    /// Whether the data are exactly the characters of `text`.
    package func dataEquals(_ text: StaticString) -> Bool {
        data.withUnsafeBytes { $0.elementsEqual(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)) }
    }

    /// The letter that begins a binary message in text: `b`, then base64; the message type is implied.
    package static let base64Prefix = UInt8(ascii: "b")

    /// Whether `text` is a binary message in base64, as polling carries it.
    package static func isBase64(_ text: RawSpan) -> Bool {
        text.byteCount > 0 && text.unsafeLoad(as: UInt8.self) == base64Prefix
    }

    /// The bytes of a binary message in base64 (`b` included in `text`).
    ///
    /// - Throws: `invalidBase64`.
    package static func decodeBase64(_ text: RawSpan) throws(EnginePacketError) -> [UInt8] {
        let decoded = text.extracting(droppingFirst: 1).withUnsafeBytes { Base64.decode($0) }
        guard let decoded else { throw .invalidBase64 }
        return decoded
    }

    /// Appends a binary message in base64: `b` and the encoding of `bytes`.
    package static func appendBase64(_ bytes: UnsafeRawBufferPointer, into writer: inout ByteWriter) {
        writer.append(base64Prefix)
        Base64.encode(bytes, into: &writer)
    }

    /// The number of characters that ``appendBase64(_:into:)`` writes for `count` bytes.
    package static func base64Count(of count: Int) -> Int { 1 + Base64.encodedCount(of: count) }
}
