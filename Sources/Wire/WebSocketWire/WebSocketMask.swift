/// The masking of client frames (RFC 6455 § 5.3).
@usableFromInline
package enum WebSocketMask {
    /// Applies `key`, whose first byte on the wire is its lowest, to `n` bytes at `p` in place.
    ///
    /// Soundness: loads and stores touch only `p[0..<n]`: 32 bytes at a time while so many are left, then 8, then single bytes.
    @inlinable
    @inline(__always)
    package static func apply(_ key: UInt32, to p: UnsafeMutableRawPointer, count n: Int) {
        let word = (UInt64(key) | UInt64(key) &<< 32).littleEndian
        var i = 0
        if n >= 32 {
            let wide = SIMD4<UInt64>(repeating: word)
            while i &+ 32 <= n {
                let masked = p.loadUnaligned(fromByteOffset: i, as: SIMD4<UInt64>.self) ^ wide
                p.storeBytes(of: masked, toByteOffset: i, as: SIMD4<UInt64>.self)
                i &+= 32
            }
        }
        while i &+ 8 <= n {
            p.storeBytes(of: p.loadUnaligned(fromByteOffset: i, as: UInt64.self) ^ word, toByteOffset: i, as: UInt64.self)
            i &+= 8
        }
        var rest = key
        while i < n {
            let byte = p.load(fromByteOffset: i, as: UInt8.self) ^ UInt8(truncatingIfNeeded: rest)
            p.storeBytes(of: byte, toByteOffset: i, as: UInt8.self)
            rest = rest &>> 8 | rest &<< 24
            i &+= 1
        }
    }

    /// Applies `key` like ``apply(_:to:count:)`` and tells whether all of the `n` bytes are ASCII then, in one pass.
    ///
    /// Soundness: loads and stores touch only `p[0..<n]`; the last word is loaded before any of its bytes is changed, and stored last.
    @inlinable
    @inline(__always)
    package static func applyTestingASCII(_ key: UInt32, to p: UnsafeMutableRawPointer, count n: Int) -> Bool {
        if n >= 64 { return applyTestingASCIIWide(key, to: p, count: n) }
        let word = UInt64(key) | UInt64(key) &<< 32
        var seen: UInt64 = 0
        if n >= 8 {
            let last = n &- 8
            let tail = UInt64(littleEndian: p.loadUnaligned(fromByteOffset: last, as: UInt64.self)) ^ turned(word, by: last)
            var i = 0
            while i < last {
                let plain = UInt64(littleEndian: p.loadUnaligned(fromByteOffset: i, as: UInt64.self)) ^ word
                p.storeBytes(of: plain.littleEndian, toByteOffset: i, as: UInt64.self)
                seen |= plain
                i &+= 8
            }
            p.storeBytes(of: tail.littleEndian, toByteOffset: last, as: UInt64.self)
            seen |= tail
        } else {
            var rest = key
            for i in 0..<n {
                let plain = p.load(fromByteOffset: i, as: UInt8.self) ^ UInt8(truncatingIfNeeded: rest)
                p.storeBytes(of: plain, toByteOffset: i, as: UInt8.self)
                rest = rest &>> 8 | rest &<< 24
                seen |= UInt64(plain)
            }
        }
        return seen & 0x8080_8080_8080_8080 == 0
    }

    /// The same for 32 bytes and more.
    @usableFromInline
    package static func applyTestingASCIIWide(_ key: UInt32, to p: UnsafeMutableRawPointer, count n: Int) -> Bool {
        let word = UInt64(key) | UInt64(key) &<< 32
        let wide = SIMD4<UInt64>(repeating: word.littleEndian)
        let last = n &- 32
        let tail =
            p.loadUnaligned(fromByteOffset: last, as: SIMD4<UInt64>.self)
            ^ SIMD4<UInt64>(repeating: turned(word, by: last).littleEndian)
        var seen = tail
        var i = 0
        while i < last {
            let plain = p.loadUnaligned(fromByteOffset: i, as: SIMD4<UInt64>.self) ^ wide
            p.storeBytes(of: plain, toByteOffset: i, as: SIMD4<UInt64>.self)
            seen |= plain
            i &+= 32
        }
        p.storeBytes(of: tail, toByteOffset: last, as: SIMD4<UInt64>.self)
        return (seen.x | seen.y | seen.z | seen.w) & 0x8080_8080_8080_8080 == 0
    }

    /// The key, repeated, as it applies from byte `offset` on.
    @inlinable
    @inline(__always)
    package static func turned(_ word: UInt64, by offset: Int) -> UInt64 {
        let bits = UInt64(truncatingIfNeeded: offset & 3) &* 8
        return word &>> bits | word &<< (64 &- bits)
    }

    /// The key for what follows after `count` masked bytes.
    @inline(__always)
    static func rotated(_ key: UInt32, by count: Int) -> UInt32 {
        let bits = UInt32(truncatingIfNeeded: count & 3) &* 8
        return bits == 0 ? key : key &>> bits | key &<< (32 &- bits)
    }
}
