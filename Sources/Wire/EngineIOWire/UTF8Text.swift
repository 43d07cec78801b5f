/// UTF-8 as JavaScript counts it.
enum UTF8Text {
    static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.withMemoryRebound(to: UInt8.self) { (try? UTF8Span(validating: $0.span)) != nil }
    }

    /// The number of UTF-16 code units of valid UTF-8.
    static func utf16Count(_ bytes: UnsafeRawBufferPointer) -> Int {
        var count = 0
        for byte in bytes { count &+= units(of: byte) }
        return count
    }

    /// Where `units` UTF-16 code units after `start` end in valid UTF-8; `nil` beyond the end, and within a character.
    static func index(after units: Int, from start: Int, in bytes: UnsafeRawBufferPointer) -> Int? {
        var place = start
        var left = units
        while left > 0 {
            guard place < bytes.count else { return nil }
            left -= Self.units(of: bytes[place])
            place += 1
            while place < bytes.count, bytes[place] & 0xC0 == 0x80 { place += 1 }
        }
        return left == 0 ? place : nil
    }

    /// What the first byte of a character counts; those that follow it count nothing.
    @inline(__always)
    private static func units(of byte: UInt8) -> Int { byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1 }
}
