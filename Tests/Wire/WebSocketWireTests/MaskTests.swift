import Testing
import WayleaveWebSocketWire

@Suite struct MaskTests {
    @Test(arguments: [0x0000_0000, 0x1234_5678, 0xFFEE_0180] as [UInt32])
    func `Unmasking any length in one pass gives the same bytes as byte by byte, and finds every byte that is not ASCII`(key: UInt32) {
        for count in 0...200 {
            // The last round has only ASCII; in the others one place does not.
            for place in stride(from: 0, through: count, by: max(1, count / 9)) {
                var plain = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) & 0x7F }
                if place < count { plain[place] |= 0x80 }
                var bytes = [0xAA] + plain.enumerated().map { $1 ^ UInt8(truncatingIfNeeded: key &>> UInt32($0 % 4 * 8)) } + [0xAA]
                let isASCII = bytes.withUnsafeMutableBytes { bytes in
                    bytes.baseAddress.map { WebSocketMask.applyTestingASCII(key, to: $0 + 1, count: count) }
                }
                #expect(isASCII == (place == count))
                #expect(bytes == [0xAA] + plain + [0xAA])
            }
        }
    }
}
