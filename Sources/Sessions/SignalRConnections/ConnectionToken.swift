internal import WayleaveBytes

/// The secret of a connection: 16 bytes, 22 characters in URLs. 14 bytes are random; the last two tell the home loop, so that a request
/// finds it without asking anybody.
package struct ConnectionToken: Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    /// The number of characters.
    package static let characterCount = 22

    /// A new one, from the system's random source.
    static func random(loop: Int) -> ConnectionToken {
        var generator = SystemRandomNumberGenerator()
        let low: UInt64 = generator.next()
        return ConnectionToken(high: generator.next(), low: low & ~0xFFFF | UInt64(truncatingIfNeeded: loop) & 0xFFFF)
    }

    private init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads base64url without padding; `nil` for anything but the 22 characters of one.
    package init?(_ text: UnsafeRawBufferPointer) {
        guard text.count == Self.characterCount else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for place in 0..<Self.characterCount {
            guard let value = Base64.value(of: text[place], urlSafe: true) else { return nil }
            // The last character stands for two bits only; a spelling with others set is not ours.
            let bits: UInt64 = place == Self.characterCount - 1 ? 2 : 6
            guard bits == 6 || value & 15 == 0 else { return nil }
            high = high << bits | low >> (64 - bits)
            low = low << bits | UInt64(bits == 6 ? value : value >> 4)
        }
        self.high = high
        self.low = low
    }

    /// The place of the loop it lives on.
    package var loop: Int { Int(low & 0xFFFF) }

    /// As URLs and negotiate write it.
    package var text: String {
        var writer = ByteWriter(capacity: 32)
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Base64.encode($0, into: &writer, urlSafe: true) }
        return writer.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }
}
