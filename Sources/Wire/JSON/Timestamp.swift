/// A point in time, to the nanosecond: ISO 8601 text in JSON, MessagePack's timestamp extension there.
public struct Timestamp: Sendable, Hashable {
    /// Whole seconds since 1970 in UTC, rounded down.
    public var seconds: Int64
    /// Nanoseconds after ``seconds``: 0 … 999,999,999.
    public var nanoseconds: Int32

    /// What is beyond a second is cut off.
    public init(seconds: Int64, nanoseconds: Int32 = 0) {
        self.seconds = seconds
        self.nanoseconds = min(max(nanoseconds, 0), 999_999_999)
    }

    /// ISO 8601 in UTC with as many digits of the second as there are, for instance `2002-04-01T10:20:15Z` or `…15.25Z`.
    public var text: String {
        let whole = Self.text(seconds: seconds, nanoseconds: 0).dropLast(5)
        guard nanoseconds > 0 else { return whole + "Z" }
        var fraction = Self.digits(Int64(nanoseconds), 9)
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(whole).\(fraction)Z"
    }

    /// The latest year written: 9999. What is out of range reads as the nearest time within.
    static let range: ClosedRange<Int64> = -62_167_219_200...253_402_300_799

    /// ISO 8601 in UTC with milliseconds, as JavaScript's `toISOString` writes it, for instance `2026-11-21T09:30:00.000Z`.
    package static func text(seconds: Int64, nanoseconds: Int64) -> String {
        let seconds = min(max(seconds, range.lowerBound), range.upperBound)
        var days = seconds / 86_400
        var rest = seconds % 86_400
        if rest < 0 {
            rest += 86_400
            days -= 1
        }
        // Days to a date of the proleptic Gregorian calendar; years begin in March, so that leap days come last.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let calendarMonth = month < 10 ? month + 3 : month - 9
        let year = yearOfEra + era * 400 + (calendarMonth <= 2 ? 1 : 0)
        let milliseconds = min(max(nanoseconds, 0), 999_999_999) / 1_000_000
        return "\(digits(year, 4))-\(digits(calendarMonth, 2))-\(digits(day, 2))T"
            + "\(digits(rest / 3600, 2)):\(digits(rest / 60 % 60, 2)):\(digits(rest % 60, 2)).\(digits(milliseconds, 3))Z"
    }

    private static func digits(_ value: Int64, _ width: Int) -> String {
        let text = "\(value)"
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}

/// This module's own encoder and decoder do not come here: in MessagePack they use its extension.
extension Timestamp: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Timestamp(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "the string is no ISO 8601 time")
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
