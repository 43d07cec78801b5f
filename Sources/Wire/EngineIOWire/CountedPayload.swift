package import WayleaveBytes

/// The body of a polling request or response of revision 3: each packet has its length in front (Engine.IO v3 § Payload).
///
/// There are two forms. In text a length counts UTF-16 code units, as JavaScript does, and binary is base64; in binary it counts bytes.
package enum CountedPayload {
    /// The most digits of a length: 9, far more than any body holds.
    package static let maxLengthDigits = 9
    /// What ends a length in the binary form.
    private static let endOfLength: UInt8 = 255

    // MARK: Reading

    /// Reads the packets of a payload in text; `body` returns whether to go on.
    ///
    /// - Throws: ``EnginePacketError`` for the first faulty packet; the packets before it were handed out. An empty payload is faulty.
    package static func forEachPacket(
        inText payload: RawSpan, _ body: (_ type: EnginePacketType, _ data: RawSpan, _ isBinary: Bool) -> Bool
    ) throws(EnginePacketError) {
        let isUTF8 = payload.withUnsafeBytes { UTF8Text.isValid($0) }
        guard isUTF8 else { throw .invalidUTF8 }
        guard payload.byteCount > 0 else { throw .empty }
        var place = 0
        while place < payload.byteCount {
            let length = try length(of: payload, &place, digitsFrom: UInt8(ascii: "0"), until: UInt8(ascii: ":"))
            let end = payload.withUnsafeBytes { UTF8Text.index(after: length, from: place, in: $0) }
            guard let end else { throw .invalidLength }
            // The reference passes over packets of no characters.
            if end > place {
                guard try handOut(text: payload.extracting(place..<end), body) else { return }
            }
            place = end
        }
    }

    /// Reads the packets of a payload in the binary form, as `application/octet-stream` carries it.
    ///
    /// - Throws: ``EnginePacketError`` for the first faulty packet; the packets before it were handed out. An empty payload is faulty.
    package static func forEachPacket(
        inBinary payload: RawSpan, _ body: (_ type: EnginePacketType, _ data: RawSpan, _ isBinary: Bool) -> Bool
    ) throws(EnginePacketError) {
        guard payload.byteCount > 0 else { throw .empty }
        var place = 0
        while place < payload.byteCount {
            let kind = payload.unsafeLoad(fromByteOffset: place, as: UInt8.self)
            guard kind <= 1 else { throw .unknownType(kind) }
            place += 1
            let length = try length(of: payload, &place, digitsFrom: 0, until: endOfLength)
            guard length <= payload.byteCount - place else { throw .invalidLength }
            let packet = payload.extracting(place..<(place + length))
            place += length
            if kind == 1 {
                let type = try binaryType(of: packet)
                guard body(type, packet.extracting(droppingFirst: 1), true) else { return }
            } else {
                let isUTF8 = packet.withUnsafeBytes { UTF8Text.isValid($0) }
                guard isUTF8 else { throw .invalidUTF8 }
                guard try handOut(text: packet, body) else { return }
            }
        }
    }

    /// Reads a packet in text: a digit and its data, or `b`, a digit and base64.
    package static func handOut(
        text: RawSpan, _ body: (_ type: EnginePacketType, _ data: RawSpan, _ isBinary: Bool) -> Bool
    ) throws(EnginePacketError) -> Bool {
        guard EnginePacket.isBase64(text) else {
            let packet = try EnginePacket(text: text)
            return body(packet.type, packet.data, false)
        }
        let typed = try EnginePacket(text: text.extracting(droppingFirst: 1))
        let decoded = typed.data.withUnsafeBytes { Base64.decode($0) }
        guard let decoded else { throw .invalidBase64 }
        return body(typed.type, decoded.span.bytes, true)
    }

    /// The type of a binary packet: its first byte, a number. The rest are its data.
    package static func binaryType(of bytes: RawSpan) throws(EnginePacketError) -> EnginePacketType {
        guard bytes.byteCount > 0 else { throw .empty }
        let first = bytes.unsafeLoad(as: UInt8.self)
        guard first <= 6, let type = EnginePacketType(rawValue: first + UInt8(ascii: "0")) else { throw .unknownType(first) }
        return type
    }

    /// Reads a length and what ends it; `place` is left behind that.
    private static func length(
        of payload: RawSpan, _ place: inout Int, digitsFrom zero: UInt8, until end: UInt8
    ) throws(EnginePacketError) -> Int {
        let start = place
        var value = 0
        while place < payload.byteCount {
            let byte = payload.unsafeLoad(fromByteOffset: place, as: UInt8.self)
            place += 1
            if byte == end {
                guard place - start > 1 else { throw .invalidLength }
                return value
            }
            guard byte &- zero < 10, place - start <= maxLengthDigits else { throw .invalidLength }
            value = value * 10 + Int(byte &- zero)
        }
        throw .invalidLength
    }

    // MARK: Writing

    /// Appends a packet in text, which is UTF-8, to a payload in text.
    package static func append(text packet: UnsafeRawBufferPointer, into writer: inout ByteWriter) {
        writer.append(decimal: UTF8Text.utf16Count(packet))
        writer.append(UInt8(ascii: ":"))
        writer.append(packet)
    }

    /// Appends a binary message in base64 to a payload in text.
    package static func append(base64 message: UnsafeRawBufferPointer, into writer: inout ByteWriter) {
        writer.append(decimal: 2 + Base64.encodedCount(of: message.count))
        writer.append(UInt8(ascii: ":"))
        appendBase64(message, into: &writer)
    }

    /// Appends a binary message as a packet in text: `b4` and base64.
    package static func appendBase64(_ message: UnsafeRawBufferPointer, into writer: inout ByteWriter) {
        writer.append(EnginePacket.base64Prefix)
        writer.append(EnginePacketType.message.rawValue)
        Base64.encode(message, into: &writer)
    }

    /// Appends a packet in text to a payload in the binary form.
    package static func append(textInBinary packet: UnsafeRawBufferPointer, into writer: inout ByteWriter) {
        appendHeader(kind: 0, count: packet.count, into: &writer)
        writer.append(packet)
    }

    /// Appends a binary message to a payload in the binary form.
    package static func append(binary message: UnsafeRawBufferPointer, into writer: inout ByteWriter) {
        appendHeader(kind: 1, count: message.count + 1, into: &writer)
        appendBinary(message, into: &writer)
    }

    /// Appends a binary message as a packet: its type as a number, and its bytes.
    package static func appendBinary(_ message: UnsafeRawBufferPointer, into writer: inout ByteWriter) {
        writer.append(EnginePacketType.message.rawValue - UInt8(ascii: "0"))
        writer.append(message)
    }

    private static func appendHeader(kind: UInt8, count: Int, into writer: inout ByteWriter) {
        writer.append(kind)
        let start = writer.count
        writer.append(decimal: count)
        writer.withUnsafeMutableBytes { bytes in
            for place in start..<bytes.count { bytes[place] -= UInt8(ascii: "0") }
        }
        writer.append(endOfLength)
    }
}
