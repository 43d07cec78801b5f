package import WayleaveBytes

/// A moment as HTTP writes it, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 § 5.6.7), formatted once and written often.
package struct HTTPDate: Sendable {
    /// Always 29.
    package static var byteCount: Int { 29 }

    private var text = SIMD32<UInt8>()

    /// Formats the second `unixSeconds` after 1970; values outside the years 0...9999 are pulled to the nearest.
    package init(unixSeconds: Int64) {
        let seconds = min(max(unixSeconds, -62_167_219_200), 253_402_300_799)
        let (date, rest) = CivilDate.at(Int(seconds))
        let weekday = ((date.daysSince1970 + 4) % 7 + 7) % 7

        put("SunMonTueWedThuFriSat", from: weekday * 3, at: 0)
        put(", ", from: 0, count: 2, at: 3)
        put(date.day, digits: 2, at: 5)
        put(" ", from: 0, count: 1, at: 7)
        put("JanFebMarAprMayJunJulAugSepOctNovDec", from: (date.month - 1) * 3, at: 8)
        put(" ", from: 0, count: 1, at: 11)
        put(date.year, digits: 4, at: 12)
        put(" ", from: 0, count: 1, at: 16)
        put(rest / 3_600, digits: 2, at: 17)
        put(":", from: 0, count: 1, at: 19)
        put(rest / 60 % 60, digits: 2, at: 20)
        put(":", from: 0, count: 1, at: 22)
        put(rest % 60, digits: 2, at: 23)
        put(" GMT", from: 0, count: 4, at: 25)
    }

    /// Appends the 29 bytes.
    package func write(into writer: inout ByteWriter) {
        withUnsafeBytes(of: text) { writer.append(UnsafeRawBufferPointer(rebasing: $0[0..<Self.byteCount])) }
    }

    /// The 29 bytes as text.
    package var description: String {
        withUnsafeBytes(of: text) { String(decoding: $0[0..<Self.byteCount], as: UTF8.self) }
    }

    private mutating func put(_ source: StaticString, from offset: Int, count: Int = 3, at place: Int) {
        for i in 0..<count { text[place + i] = source.utf8Start[offset + i] }
    }

    private mutating func put(_ value: Int, digits: Int, at place: Int) {
        var rest = value
        for i in (0..<digits).reversed() {
            text[place + i] = UInt8(truncatingIfNeeded: rest % 10) &+ 48
            rest /= 10
        }
    }
}
