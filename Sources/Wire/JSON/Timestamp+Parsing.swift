extension Timestamp {
    /// Reads ISO 8601 as JSON carries it: `2002-04-01T10:20:15Z`, with a fraction of up to nine digits (more are cut off), and `+02:00` in
    /// place of `Z`; without either the time is taken for UTC. `nil` for anything else.
    public init?(_ text: String) {
        var text = text
        guard let value = text.withUTF8({ Timestamp($0) }) else { return nil }
        self = value
    }

    init?(_ text: UnsafeBufferPointer<UInt8>) {
        guard text.count >= 19, text.count <= 40, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            text[10] | 0x20 == UInt8(ascii: "t"), text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
            let year = Self.number(text, 0, 4), let month = Self.number(text, 5, 2), let day = Self.number(text, 8, 2),
            let hour = Self.number(text, 11, 2), let minute = Self.number(text, 14, 2), let second = Self.number(text, 17, 2),
            1...12 ~= month, 1...Self.days(of: month, year) ~= day, hour < 24, minute < 60, second < 60
        else { return nil }
        var place = 19
        var nanoseconds: Int64 = 0
        if place < text.count, text[place] == UInt8(ascii: ".") {
            place += 1
            let start = place
            var unit: Int64 = 100_000_000
            while place < text.count, text[place] &- 48 < 10 {
                nanoseconds += Int64(text[place] &- 48) * unit
                unit /= 10
                place += 1
            }
            guard place > start else { return nil }
        }
        guard let offset = Self.offset(text, place) else { return nil }
        let days = Self.days(year, month, day)
        self.init(seconds: days * 86_400 + hour * 3600 + minute * 60 + second - offset, nanoseconds: Int32(nanoseconds))
    }

    /// Seconds that the zone at `place`, which ends the text, is ahead of UTC.
    private static func offset(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int64? {
        if place == text.count { return 0 }
        if text[place] | 0x20 == UInt8(ascii: "z") { return place + 1 == text.count ? 0 : nil }
        let isEast = text[place] == UInt8(ascii: "+")
        guard isEast || text[place] == UInt8(ascii: "-"), text.count == place + 6, text[place + 3] == UInt8(ascii: ":"),
            let hours = number(text, place + 1, 2), let minutes = number(text, place + 4, 2), hours < 24, minutes < 60
        else { return nil }
        return (hours * 3600 + minutes * 60) * (isEast ? 1 : -1)
    }

    private static func number(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> Int64? {
        var value: Int64 = 0
        for index in start..<start + count {
            let digit = text[index] &- 48
            guard digit < 10 else { return nil }
            value = value * 10 + Int64(digit)
        }
        return value
    }

    private static func days(of month: Int64, _ year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970 of a date of the proleptic Gregorian calendar; years begin in March, so that leap days come last.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
