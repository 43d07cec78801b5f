import WayleaveBytes

/// Reading dates (RFC 9110 § 5.6.7): the preferred form, and the two obsolete ones that a recipient must accept.
extension HTTPDate {
    /// The second after 1970 that `text` names; `nil` if it is no date of any of the three forms.
    ///
    /// - Parameter now: the present, by which two-digit years are taken to lie at most 50 years ahead.
    package static func seconds(_ text: String, now: Int64) -> Int64? {
        let bytes = Array(text.utf8)
        if bytes.count == byteCount, bytes[3] == UInt8(ascii: ",") { return fixdate(text) }
        guard let space = bytes.firstIndex(of: 0x20) else { return nil }
        return bytes[space - (space > 0 ? 1 : 0)] == UInt8(ascii: ",") ? rfc850(bytes, space + 1, now) : asctime(bytes, space)
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`. Formatting what was understood finds every deviation.
    private static func fixdate(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard let day = number(bytes, 5, 2), let month = month(bytes, 8), let year = number(bytes, 12, 4), let time = time(bytes, 17),
            let seconds = seconds(year, month, day, time), HTTPDate(unixSeconds: seconds).description == text
        else { return nil }
        return seconds
    }

    /// `Sunday, 06-Nov-94 08:49:37 GMT`
    private static func rfc850(_ bytes: [UInt8], _ start: Int, _ now: Int64) -> Int64? {
        guard bytes.count == start + 22, bytes[start + 2] == UInt8(ascii: "-"), bytes[start + 6] == UInt8(ascii: "-"),
            bytes[start + 9] == 0x20, bytes[(start + 18)...].elementsEqual(" GMT".utf8),
            let day = number(bytes, start, 2), let month = month(bytes, start + 3), let short = number(bytes, start + 7, 2),
            let time = time(bytes, start + 10)
        else { return nil }
        let limit = now + 50 * 31_556_952
        guard var latest = seconds(1900 + short, month, day, time) else { return nil }
        var year = 1900 + short
        while let next = seconds(year + 100, month, day, time), next <= limit { (year, latest) = (year + 100, next) }
        return latest
    }

    /// `Sun Nov  6 08:49:37 1994`
    private static func asctime(_ bytes: [UInt8], _ space: Int) -> Int64? {
        guard space == 3, bytes.count == 24, bytes[7] == 0x20, bytes[10] == 0x20, bytes[19] == 0x20,
            let month = month(bytes, 4), let day = bytes[8] == 0x20 ? number(bytes, 9, 1) : number(bytes, 8, 2),
            let time = time(bytes, 11), let year = number(bytes, 20, 4)
        else { return nil }
        return seconds(year, month, day, time)
    }

    private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
        guard start + count <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[start..<start + count] {
            guard byte &- 48 < 10 else { return nil }
            value = value * 10 + Int(byte &- 48)
        }
        return value
    }

    private static func month(_ bytes: [UInt8], _ start: Int) -> Int? {
        guard start + 3 <= bytes.count else { return nil }
        let names = Array("JanFebMarAprMayJunJulAugSepOctNovDec".utf8)
        return (1...12).first { names[($0 - 1) * 3..<$0 * 3].elementsEqual(bytes[start..<start + 3]) }
    }

    /// `08:49:37`; 60 is a leap second, which the clock of this system repeats.
    private static func time(_ bytes: [UInt8], _ start: Int) -> Int? {
        guard start + 8 <= bytes.count, bytes[start + 2] == UInt8(ascii: ":"), bytes[start + 5] == UInt8(ascii: ":"),
            let hour = number(bytes, start, 2), let minute = number(bytes, start + 3, 2), let second = number(bytes, start + 6, 2),
            hour < 24, minute < 60, second < 61
        else { return nil }
        return hour * 3_600 + minute * 60 + second
    }

    private static func seconds(_ year: Int, _ month: Int, _ day: Int, _ time: Int) -> Int64? {
        CivilDate(year: year, month: month, day: day).map { Int64($0.daysSince1970) * 86_400 + Int64(time) }
    }
}
