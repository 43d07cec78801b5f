import WayleaveBytes

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
        var fraction = Self.digits(Int(nanoseconds), 9)
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(whole).\(fraction)Z"
    }

    /// The latest year written: 9999. What is out of range reads as the nearest time within.
    static let range: ClosedRange<Int64> = -62_167_219_200...253_402_300_799

    /// ISO 8601 in UTC with milliseconds, as JavaScript's `toISOString` writes it, for instance `2026-11-21T09:30:00.000Z`.
    package static func text(seconds: Int64, nanoseconds: Int64) -> String {
        let seconds = min(max(seconds, range.lowerBound), range.upperBound)
        let (date, rest) = CivilDate.at(Int(seconds))
        let milliseconds = min(max(nanoseconds, 0), 999_999_999) / 1_000_000
        return "\(digits(date.year, 4))-\(digits(date.month, 2))-\(digits(date.day, 2))T"
            + "\(digits(rest / 3600, 2)):\(digits(rest / 60 % 60, 2)):\(digits(rest % 60, 2)).\(digits(Int(milliseconds), 3))Z"
    }

    private static func digits(_ value: Int, _ width: Int) -> String {
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
