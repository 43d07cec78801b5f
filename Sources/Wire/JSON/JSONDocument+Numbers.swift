extension JSONDocument {
    /// The integer at `token`, exact; `1.0` and `1e3` are integers, `1.5` is not.
    @inline(__always)
    func integer<T: FixedWidthInteger>(_ type: T.Type, at token: Int) throws -> T {
        if isMessagePack { return try packedInteger(type, at: token) }
        let text = text(of: token)
        if text.count <= 18, let value = JSONDocument.shortInteger(text), let result = T(exactly: value) { return result }
        return try longInteger(type, at: token)
    }

    /// The value of an optional minus and digits, 18 characters at most; `nil` for anything else.
    @inline(__always)
    static func shortInteger(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        var i = 0
        let isNegative = text.count > 0 && text[0] == UInt8(ascii: "-")
        if isNegative { i = 1 }
        guard i < text.count else { return nil }
        var value = 0
        while i < text.count {
            let digit = text[i] &- 48
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int(digit)
            i &+= 1
        }
        return isNegative ? 0 &- value : value
    }

    @inline(never)
    private func longInteger<T: FixedWidthInteger>(_ type: T.Type, at token: Int) throws -> T {
        guard kind(of: token) == .number else { throw mismatch("\(T.self)", at: token) }
        let text = String(decoding: text(of: token), as: UTF8.self)
        if let value = T(text) { return value }
        if text.utf8.contains(where: { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }), let number = Double(text),
            let whole = JSONNumber.wholeNumber(number), let value = T(exactly: whole)
        {
            return value
        }
        throw JSONError(.invalidValue("the number \(text.prefix(40)) does not fit \(T.self)"), path: path(to: token))
    }

    /// The number at `token`, correctly rounded.
    @inline(__always)
    func floatingPoint<T: BinaryFloatingPoint & LosslessStringConvertible>(_ type: T.Type, at token: Int) throws -> T {
        if isMessagePack { return try packedFloatingPoint(type, at: token) }
        let text = text(of: token)
        // 15 digits fit a Double's significand exactly.
        if text.count <= 15, let value = JSONDocument.shortInteger(text), value != 0 { return T(value) }
        return try longFloatingPoint(type, at: token)
    }

    @inline(never)
    private func longFloatingPoint<T: BinaryFloatingPoint & LosslessStringConvertible>(_ type: T.Type, at token: Int) throws -> T {
        guard kind(of: token) == .number else { throw mismatch("\(T.self)", at: token) }
        let text = String(decoding: text(of: token), as: UTF8.self)
        guard let value = T(text), value.isFinite else {
            throw JSONError(.invalidValue("the number \(text.prefix(40)) does not fit \(T.self)"), path: path(to: token))
        }
        return value
    }

    /// The Boolean at `token`.
    @inline(__always)
    func boolean(at token: Int) throws -> Bool {
        let byte = firstByte(token)
        if byte == UInt8(ascii: "t") { return true }
        guard byte == UInt8(ascii: "f") else { throw mismatch("Bool", at: token) }
        return false
    }

    @inline(__always)
    func isNull(_ token: Int) -> Bool { firstByte(token) == UInt8(ascii: "n") }
}
