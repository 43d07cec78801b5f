extension JSONDocument {
    /// The time at `token`: ISO 8601 text, or in MessagePack a timestamp.
    func timestamp(at token: Int) throws -> Timestamp {
        guard firstByte(token) == UInt8(ascii: "\"") else { throw mismatch("Timestamp", at: token) }
        if isMessagePack, tokens[token].extra != 0 { return packedTimestamp(token) }
        guard let value = Timestamp(stringValue(token)) else {
            throw JSONError(.invalidValue("the string is no ISO 8601 time"), path: path(to: token))
        }
        return value
    }

    /// The time that the extension at `token` holds, which the scanner has found to be one.
    func packedTimestamp(_ token: Int) -> Timestamp {
        let (type, payload) = MessagePackFormat.extensionParts(base + Int(tokens[token].start))
        guard let bytes = payload.baseAddress else { return Timestamp(seconds: 0) }
        switch (type, payload.count) {
        case (0, _):
            let milliseconds = Int64(bitPattern: MessagePackFormat.bigEndian(bytes, 8))
            let seconds = milliseconds >= 0 ? milliseconds / 1000 : milliseconds / 1000 - (milliseconds % 1000 < 0 ? 1 : 0)
            return Timestamp(seconds: seconds, nanoseconds: Int32(milliseconds - seconds * 1000) * 1_000_000)
        case (_, 4): return Timestamp(seconds: Int64(MessagePackFormat.bigEndian(bytes, 4)))
        case (_, 8):
            let word = MessagePackFormat.bigEndian(bytes, 8)
            return Timestamp(seconds: Int64(word & 0x3_FFFF_FFFF), nanoseconds: Int32(word >> 34))
        default:
            return Timestamp(
                seconds: Int64(bitPattern: MessagePackFormat.bigEndian(bytes + 4, 8)),
                nanoseconds: Int32(clamping: MessagePackFormat.bigEndian(bytes, 4)))
        }
    }
}
