/// A JSON number in the form it was written in: `1`, `1.0` and `1e0` stay apart.
public struct JSONNumber: Sendable, Hashable, CustomStringConvertible {
    /// The number's text (RFC 8259 § 6).
    public let text: String

    init(validText: String) { text = validText }

    /// A number given as text; `nil` unless it has RFC 8259's form.
    public init?(_ text: String) {
        guard let value = try? JSON.decode(JSONValue.self, from: text), case .number(let number) = value, number.text == text else {
            return nil
        }
        self = number
    }

    /// The number in decimal.
    public init(_ value: Int) { text = "\(value)" }

    /// The shortest text of a finite number; `nil` for infinities and NaN.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        let text = "\(value)"
        self.text = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// The number if it is an integer in the range of `Int`.
    public var int: Int? { Int(text) ?? Double(text).flatMap { JSONNumber.wholeNumber($0) } }

    /// The number, rounded; infinite when it is too large.
    public var double: Double { Double(text) ?? .nan }

    /// `value` as an integer, `nil` with a fraction or out of range; `Int(exactly:)` would need the C mathematics library.
    static func wholeNumber(_ value: Double) -> Int? {
        guard value >= -0x1p63, value < 0x1p63 else { return nil }
        let whole = Int(value)
        return Double(whole) == value ? whole : nil
    }

    public var description: String { text }
}
