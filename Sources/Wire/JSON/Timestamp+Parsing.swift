import WayleaveBytes

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
            let date = CivilDate(year: Int(year), month: Int(month), day: Int(day)), hour < 24, minute < 60, second < 60
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
        self.init(
            seconds: Int64(date.daysSince1970) * 86_400 + hour * 3600 + minute * 60 + second - offset, nanoseconds: Int32(nanoseconds))
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
}
