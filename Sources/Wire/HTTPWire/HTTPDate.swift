package import WayleaveBytes

/// A moment as HTTP writes it, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 § 5.6.7), formatted once and written often.
package struct HTTPDate: Sendable {
    /// Always 29.
    package static var byteCount: Int { 29 }

    private var text = SIMD32<UInt8>()

    /// Formats the second `unixSeconds` after 1970; values outside the years 0...9999 are pulled to the nearest.
    package init(unixSeconds: Int64) {
        let seconds = min(max(unixSeconds, -62_167_219_200), 253_402_300_799)
        var days = seconds / 86_400
        var rest = Int(seconds % 86_400)
        if rest < 0 {
            rest += 86_400
            days -= 1
        }
        // Civil date of a day count: years begin in March, so that the leap day ends them; eras are 400 years or 146,097 days.
        let shifted = Int(days) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let weekday = ((Int(days) + 4) % 7 + 7) % 7

        put("SunMonTueWedThuFriSat", from: weekday * 3, at: 0)
        put(", ", from: 0, count: 2, at: 3)
        put(day, digits: 2, at: 5)
        put(" ", from: 0, count: 1, at: 7)
        put("JanFebMarAprMayJunJulAugSepOctNovDec", from: (month - 1) * 3, at: 8)
        put(" ", from: 0, count: 1, at: 11)
        put(year, digits: 4, at: 12)
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
