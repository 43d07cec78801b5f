/// SHA-1 (FIPS 180-4), which the opening handshake asks for and nothing else uses: it proves that the server speaks WebSocket, no more.
///
/// Soundness: `words` has 80 entries, allocated for the call; the padded message is a whole number of 64-byte blocks.
enum SHA1 {
    /// The five words of the digest of `message`, whose length in bytes is below 2^61.
    static func digest(_ message: UnsafeRawBufferPointer) -> [UInt8] {
        var padded = [UInt8](message)
        padded.append(0x80)
        while padded.count % 64 != 56 { padded.append(0) }
        withUnsafeBytes(of: (UInt64(message.count) * 8).bigEndian) { padded.append(contentsOf: $0) }
        var h: (UInt32, UInt32, UInt32, UInt32, UInt32) = (0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0)
        padded.withUnsafeBytes { bytes in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 80) { words in
                for block in stride(from: 0, to: bytes.count, by: 64) {
                    for t in 0..<16 {
                        words[t] = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: block + t * 4, as: UInt32.self))
                    }
                    for t in 16..<80 { words[t] = rotate(words[t - 3] ^ words[t - 8] ^ words[t - 14] ^ words[t - 16], 1) }
                    compress(words, &h)
                }
            }
        }
        return [h.0, h.1, h.2, h.3, h.4].flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(24 - 8 * $0)) } }
    }

    private static func compress(_ words: UnsafeMutableBufferPointer<UInt32>, _ h: inout (UInt32, UInt32, UInt32, UInt32, UInt32)) {
        var (a, b, c, d, e) = h
        for t in 0..<80 {
            let mixed: UInt32 =
                switch t {
                case 0..<20: (b & c | ~b & d) &+ 0x5A82_7999
                case 20..<40: (b ^ c ^ d) &+ 0x6ED9_EBA1
                case 40..<60: (b & c | b & d | c & d) &+ 0x8F1B_BCDC
                default: (b ^ c ^ d) &+ 0xCA62_C1D6
                }
            (a, b, c, d, e) = (rotate(a, 5) &+ mixed &+ e &+ words[t], a, rotate(b, 30), c, d)
        }
        h = (h.0 &+ a, h.1 &+ b, h.2 &+ c, h.3 &+ d, h.4 &+ e)
    }

    @inline(__always)
    private static func rotate(_ word: UInt32, _ bits: UInt32) -> UInt32 { word &<< bits | word &>> (32 &- bits) }
}
