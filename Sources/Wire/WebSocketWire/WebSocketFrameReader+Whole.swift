/// A message that is one frame and lies whole in the buffer, its payload unmasked.
@usableFromInline
package struct WholeMessage {
    /// The bytes of the frame, header included.
    @usableFromInline package let byteCount: Int
    @usableFromInline package let isText: Bool
    @usableFromInline package let payload: UnsafeRawBufferPointer

    @inlinable
    @inline(__always)
    init(byteCount: Int, isText: Bool, payload: UnsafeRawBufferPointer) {
        self.byteCount = byteCount
        self.isText = isText
        self.payload = payload
    }
}

extension WebSocketFrameReader {
    /// Reads what nearly every client sends: an uncompressed message of less than 64 KiB in one frame that has come whole.
    ///
    /// `nil` for everything else, faults included: ``next(_:)`` is to look at it then, and finds the bytes as they were.
    @inlinable
    @inline(__always)
    package mutating func nextWhole(_ p: UnsafeMutableRawPointer, _ available: Int) -> WholeMessage? {
        guard available >= 6, !inMessage, !deliveredAssembly, !isFinished else { return nil }
        let first = p.load(as: UInt8.self)
        guard first &- 0x81 < 2 else { return nil }
        // Unmasked frames have lengths far above the limit here.
        var length = Int(p.load(fromByteOffset: 1, as: UInt8.self) ^ 0x80)
        var headerCount = 6
        if length >= 126 {
            guard length == 126, available >= 8 else { return nil }
            length = Int(UInt16(bigEndian: p.loadUnaligned(fromByteOffset: 2, as: UInt16.self)))
            headerCount = 8
            guard length >= 126 else { return nil }
        }
        guard length <= available &- headerCount, length <= Int(maxWholeBytes) else { return nil }
        let key = UInt32(littleEndian: p.loadUnaligned(fromByteOffset: headerCount &- 4, as: UInt32.self))
        let start = p + headerCount
        let payload = UnsafeRawBufferPointer(start: start, count: length)
        if !WebSocketMask.applyTestingASCII(key, to: start, count: length), first == 0x81, !UTF8Validator.isValid(payload) {
            WebSocketMask.apply(key, to: start, count: length)
            return nil
        }
        return WholeMessage(byteCount: headerCount &+ length, isText: first == 0x81, payload: payload)
    }
}
