public import WayleaveBytes

/// Writes WebSocket frames (RFC 6455 § 5.2): unmasked as servers do, or masked with a key as clients must.
@usableFromInline
package enum WebSocketFrame {
    /// The bytes of the header of a frame with a payload of `count` bytes: 2, 4 or 10, and 4 more if masked.
    @inlinable
    package static func headerCount(payloadCount count: Int, masked: Bool = false) -> Int {
        (count < 126 ? 2 : count < 65_536 ? 4 : 10) + (masked ? 4 : 0)
    }

    /// Writes an unmasked header to `target`, which has room for ``headerCount(payloadCount:masked:)``, and returns its length.
    @inline(__always)
    @inlinable
    package static func writeHeader(
        _ opcode: WebSocketOpcode, payloadCount count: Int, isFinal: Bool = true, compressed: Bool = false,
        to target: UnsafeMutableRawPointer
    ) -> Int {
        target.storeBytes(of: opcode.rawValue | (isFinal ? 0x80 : 0) | (compressed ? 0x40 : 0), as: UInt8.self)
        if count < 126 {
            target.storeBytes(of: UInt8(truncatingIfNeeded: count), toByteOffset: 1, as: UInt8.self)
            return 2
        }
        if count < 65_536 {
            target.storeBytes(of: 126, toByteOffset: 1, as: UInt8.self)
            target.storeBytes(of: UInt16(truncatingIfNeeded: count).bigEndian, toByteOffset: 2, as: UInt16.self)
            return 4
        }
        target.storeBytes(of: 127, toByteOffset: 1, as: UInt8.self)
        target.storeBytes(of: UInt64(truncatingIfNeeded: count).bigEndian, toByteOffset: 2, as: UInt64.self)
        return 10
    }

    /// Appends an unmasked header; the payload is to follow.
    package static func appendHeader(
        _ opcode: WebSocketOpcode, payloadCount count: Int, isFinal: Bool = true, compressed: Bool = false, into writer: inout ByteWriter
    ) {
        let room = writer.reserve(10)
        writer.commit(writeHeader(opcode, payloadCount: count, isFinal: isFinal, compressed: compressed, to: UnsafeMutableRawPointer(room)))
    }

    /// Appends a whole unmasked frame.
    @inlinable
    @inline(__always)
    package static func append(whole opcode: WebSocketOpcode, _ payload: UnsafeRawBufferPointer, into writer: inout ByteWriter) {
        let room = UnsafeMutableRawPointer(writer.reserve(payload.count &+ 10))
        let count = writeHeader(opcode, payloadCount: payload.count, to: room)
        if let source = payload.baseAddress { (room + count).copyMemory(from: source, byteCount: payload.count) }
        writer.commit(count &+ payload.count)
    }

    /// Appends a whole frame; masked if there is a `maskingKey`, whose lowest byte goes first on the wire.
    package static func append(
        _ opcode: WebSocketOpcode, _ payload: UnsafeRawBufferPointer, isFinal: Bool = true, compressed: Bool = false,
        maskingKey: UInt32? = nil, into writer: inout ByteWriter
    ) {
        let room = UnsafeMutableRawPointer(writer.reserve(payload.count + 14))
        var count = writeHeader(opcode, payloadCount: payload.count, isFinal: isFinal, compressed: compressed, to: room)
        if let maskingKey {
            room.storeBytes(of: room.load(fromByteOffset: 1, as: UInt8.self) | 0x80, toByteOffset: 1, as: UInt8.self)
            room.storeBytes(of: maskingKey.littleEndian, toByteOffset: count, as: UInt32.self)
            count += 4
        }
        if let source = payload.baseAddress {
            (room + count).copyMemory(from: source, byteCount: payload.count)
            if let maskingKey { WebSocketMask.apply(maskingKey, to: room + count, count: payload.count) }
        }
        writer.commit(count + payload.count)
    }

    /// Appends a close frame; empty if there is no code or one that must not be sent. The reason is cut to 123 bytes, between characters.
    package static func appendClose(
        _ code: WebSocketCloseCode?, reason: String = "", maskingKey: UInt32? = nil, into writer: inout ByteWriter
    ) {
        var payload: [UInt8] = []
        if let code, code.isSendable {
            payload.append(UInt8(truncatingIfNeeded: code.rawValue >> 8))
            payload.append(UInt8(truncatingIfNeeded: code.rawValue))
            for scalar in reason.unicodeScalars {
                let bytes = Array(String(scalar).utf8)
                if payload.count + bytes.count > 125 { break }
                payload += bytes
            }
        }
        payload.withUnsafeBytes { append(.close, $0, maskingKey: maskingKey, into: &writer) }
    }
}
