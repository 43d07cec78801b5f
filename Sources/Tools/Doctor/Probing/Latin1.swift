/// Header bytes as text: each byte one character (RFC 9110 § 5.5), unless they are UTF-8.
enum Latin1 {
    static func text(_ bytes: UnsafeRawBufferPointer) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
}

extension String {
    /// Without the line's end.
    var trimmingLineEnd: String {
        var rest = utf8[...]
        while let last = rest.last, last == 0x0A || last == 0x0D { rest.removeLast() }
        return String(Substring(rest))
    }
}

extension StringProtocol {
    /// Without spaces and tabs at both ends.
    var trimmingSpaces: String {
        var rest = Substring(self).utf8
        while let first = rest.first, first == 0x20 || first == 0x09 { rest.removeFirst() }
        while let last = rest.last, last == 0x20 || last == 0x09 { rest.removeLast() }
        return String(Substring(rest))
    }
}
