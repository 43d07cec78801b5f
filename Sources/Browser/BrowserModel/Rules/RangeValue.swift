/// Reads `Range` values (Fetch § parse a single range header value, without white space).
enum RangeValue {
    /// Whether the value asks for one range with a start, in the plainest form: `bytes=0-` or `bytes=0-99`.
    static func isSimple(_ value: String, beyond64Bits: Bool) -> Bool {
        guard value.hasPrefix("bytes=") else { return false }
        let parts = value.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, Text.isDigits(parts[0]), parts[1].isEmpty || Text.isDigits(parts[1]) else { return false }
        if !beyond64Bits, parts.contains(where: { !$0.isEmpty && Int64($0) == nil }) { return false }
        return parts[1].isEmpty || isOrdered(parts[0], parts[1])
    }

    /// Compares numbers of any length.
    private static func isOrdered(_ one: Substring, _ other: Substring) -> Bool {
        let first = one.drop { $0 == "0" }
        let second = other.drop { $0 == "0" }
        return first.count == second.count ? first <= second : first.count < second.count
    }
}
