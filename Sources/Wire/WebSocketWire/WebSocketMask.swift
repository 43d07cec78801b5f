/// The masking of client frames (RFC 6455 § 5.3).
package enum WebSocketMask {
    /// Applies `key`, whose first byte on the wire is its lowest, to `n` bytes at `p` in place.
    ///
    /// Soundness: loads and stores touch only `p[0..<n]`: 32 bytes at a time while so many are left, then 8, then single bytes.
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

    /// The key for what follows after `count` masked bytes.
    @inline(__always)
    static func rotated(_ key: UInt32, by count: Int) -> UInt32 {
        let bits = UInt32(truncatingIfNeeded: count & 3) &* 8
        return bits == 0 ? key : key &>> bits | key &<< (32 &- bits)
    }
}
