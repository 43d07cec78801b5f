/// ASCII helpers that URLs and header values are read with; locale and Unicode rules have no part in either.
enum Text {
    /// RFC 9110 § 5.6.2: one or more characters of a token.
    static func isToken(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(isTokenByte)
    }

    static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E, 0x5F, 0x60, 0x7C, 0x7E: true
        default: false
        }
    }

    /// Fetch § HTTP whitespace: tab, LF, CR and space.
    static func isHTTPWhitespace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    /// `text` without HTTP whitespace at its ends.
    static func trimmed(_ text: some StringProtocol) -> String {
        var rest = Substring(text).utf8
        while let first = rest.first, isHTTPWhitespace(first) { rest.removeFirst() }
        while let last = rest.last, isHTTPWhitespace(last) { rest.removeLast() }
        return String(Substring(rest))
    }

    /// The elements between `separator`s, trimmed, empty ones included.
    static func split(_ text: some StringProtocol, at separator: Character) -> [String] {
        text.split(separator: separator, omittingEmptySubsequences: false).map { trimmed($0) }
    }

    /// Whether two texts are the same bytes; `==` would also equate different compositions of an accented letter.
    static func isSame(_ one: some StringProtocol, _ other: some StringProtocol) -> Bool { one.utf8.elementsEqual(other.utf8) }

    /// Compares ignoring ASCII case.
    static func isSameIgnoringCase(_ one: some StringProtocol, _ other: some StringProtocol) -> Bool {
        one.utf8.elementsEqual(other.utf8) { lower($0) == lower($1) }
    }

    static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

    /// `text` with `A`–`Z` in lower case.
    static func lowercased(_ text: some StringProtocol) -> String { String(decoding: text.utf8.map(lower), as: UTF8.self) }

    /// Whether all bytes are digits, and there is one.
    static func isDigits(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
