/// Validates UTF-8 (RFC 3629) that arrives in pieces, and fails at the first byte that cannot be continued to valid text.
///
/// Soundness: `append` reads only the bytes of the buffer lent for the call.
@usableFromInline
package struct UTF8Validator: Sendable {
    /// Continuation bytes still due, and the bounds of the next one: 80...BF but for the second byte after E0, ED, F0 and F4.
    private var due: UInt8 = 0
    private var low: UInt8 = 0x80
    private var high: UInt8 = 0xBF

    package init() {}

    /// Whether the text so far does not end within a character.
    package var isComplete: Bool { due == 0 }

    /// Takes the next piece; `false` if the text is invalid, for good.
    package mutating func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let p = bytes.baseAddress else { return true }
        let n = bytes.count
        var i = 0
        while i < n {
            if due == 0 {
                while i &+ 32 <= n {
                    let words = p.loadUnaligned(fromByteOffset: i, as: SIMD4<UInt64>.self)
                    if (words.x | words.y | words.z | words.w) & 0x8080_8080_8080_8080 != 0 { break }
                    i &+= 32
                }
                while i &+ 8 <= n, p.loadUnaligned(fromByteOffset: i, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 { i &+= 8 }
                while i < n, p.load(fromByteOffset: i, as: UInt8.self) < 0x80 { i &+= 1 }
                if i == n { return true }
                guard begin(p.load(fromByteOffset: i, as: UInt8.self)) else { return false }
                i &+= 1
            }
            while due > 0, i < n {
                let byte = p.load(fromByteOffset: i, as: UInt8.self)
                guard byte >= low, byte <= high else { return false }
                (low, high) = (0x80, 0xBF)
                due &-= 1
                i &+= 1
            }
        }
        return true
    }

    /// Whether all of `bytes` are valid, complete UTF-8.
    @usableFromInline
    package static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var validator = UTF8Validator()
        return validator.append(bytes) && validator.isComplete
    }

    @inline(__always)
    private mutating func begin(_ lead: UInt8) -> Bool {
        switch lead {
        case 0xC2...0xDF: due = 1
        case 0xE0: (due, low) = (2, 0xA0)
        case 0xED: (due, high) = (2, 0x9F)
        case 0xE1...0xEF: due = 2
        case 0xF0: (due, low) = (3, 0x90)
        case 0xF1...0xF3: due = 3
        case 0xF4: (due, high) = (3, 0x8F)
        default: return false
        }
        return true
    }
}
