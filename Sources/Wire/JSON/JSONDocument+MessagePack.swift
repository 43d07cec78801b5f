extension JSONDocument {
    /// Validates the MessagePack value at the front of `bytes` and indexes what it holds, as ``scan(_:maxDepth:)`` does for JSON.
    ///
    /// The bytes are borrowed until ``finish(_:)``. Afterwards token 0 is the value.
    ///
    /// - Returns: the number of bytes that the value takes; what follows is the caller's affair.
    @discardableResult
    package func scan(messagePack bytes: UnsafeRawBufferPointer, maxDepth: Int = JSON.maxDepth) throws(JSONError) -> Int {
        tokenCount = 0
        root = 0
        isMessagePack = true
        guard let start = bytes.baseAddress, bytes.count > 0 else { throw JSONError(.syntax(expected: "a value", offset: 0)) }
        guard bytes.count <= Int(Int32.max) else { throw JSONError(.tooLarge(limit: Int(Int32.max))) }
        base = start.assumingMemoryBound(to: UInt8.self)
        byteCount = bytes.count
        var scanner = MessagePackScanner(base: base, count: byteCount)
        do {
            return try scanner.scan(into: self, maxDepth: maxDepth)
        } catch {
            tokenCount = 0
            throw error
        }
    }

    /// Where the value at `token` begins.
    @inline(__always)
    private func start(of token: Int) -> UnsafePointer<UInt8> { base + Int(tokens[token].start) }

    /// The bytes of a string, a name or binary data.
    @inline(__always)
    func packedPayload(_ token: Int) -> UnsafeBufferPointer<UInt8> {
        MessagePackFormat.payload(start(of: token), end: base + Int(tokens[token].end))
    }

    /// The integer at `token`, as its 64 bits and whether they are to be read without a sign; `nil` for anything else.
    @inline(__always)
    private func packedBits(_ token: Int) -> (bits: UInt64, isUnsigned: Bool)? {
        let start = start(of: token)
        let byte = start[0]
        switch byte {
        case ..<0x80: return (UInt64(byte), true)
        case 0xE0...: return (UInt64(bitPattern: Int64(Int8(bitPattern: byte))), false)
        case 0xCC...0xCF: return (MessagePackFormat.bigEndian(start + 1, 1 &<< Int(byte &- 0xCC)), true)
        case 0xD0...0xD3:
            let count = 1 &<< Int(byte &- 0xD0)
            let shift = 64 &- 8 &* count
            let value = Int64(bitPattern: MessagePackFormat.bigEndian(start + 1, count) &<< UInt64(shift)) &>> Int64(shift)
            return (UInt64(bitPattern: value), false)
        default: return nil
        }
    }

    /// The floating-point number at `token`; `nil` for anything else.
    private func packedDouble(_ token: Int) -> Double? {
        let start = start(of: token)
        switch start[0] {
        case 0xCA: return Double(Float(bitPattern: UInt32(MessagePackFormat.bigEndian(start + 1, 4))))
        case 0xCB: return Double(bitPattern: MessagePackFormat.bigEndian(start + 1, 8))
        default: return nil
        }
    }

    func packedInteger<T: FixedWidthInteger>(_ type: T.Type, at token: Int) throws -> T {
        if let (bits, isUnsigned) = packedBits(token) {
            if let value = isUnsigned ? T(exactly: bits) : T(exactly: Int64(bitPattern: bits)) { return value }
        } else if let number = packedDouble(token) {
            if let whole = JSONNumber.wholeNumber(number), let value = T(exactly: whole) { return value }
        } else {
            throw mismatch("\(T.self)", at: token)
        }
        throw JSONError(.invalidValue("the number \(packedNumberText(token)) does not fit \(T.self)"), path: path(to: token))
    }

    func packedFloatingPoint<T: BinaryFloatingPoint>(_ type: T.Type, at token: Int) throws -> T {
        if let number = packedDouble(token) { return T(number) }
        guard let (bits, isUnsigned) = packedBits(token) else { throw mismatch("\(T.self)", at: token) }
        return isUnsigned ? T(bits) : T(Int64(bitPattern: bits))
    }

    /// The number at `token` as JSON would write it; `null` for infinities and NaN, which JSON lacks.
    func packedNumberText(_ token: Int) -> String {
        if let (bits, isUnsigned) = packedBits(token) { return isUnsigned ? "\(bits)" : "\(Int64(bitPattern: bits))" }
        return packedDouble(token).flatMap { JSONNumber($0)?.text } ?? "null"
    }

    /// The number at `token` as a value; `null` for infinities and NaN.
    func packedNumber(_ token: Int) -> JSONValue {
        let text = packedNumberText(token)
        return text == "null" ? .null : .number(JSONNumber(validText: text))
    }

    /// The text of a member's name that is not an ordinary string, or of a timestamp.
    @inline(never)
    func packedText(_ token: Int) -> String {
        guard tokens[token].extra != 0 else { return packedNumberText(token) }
        let time = packedTimestamp(token)
        return Timestamp.text(seconds: time.seconds, nanoseconds: Int64(time.nanoseconds))
    }
}
