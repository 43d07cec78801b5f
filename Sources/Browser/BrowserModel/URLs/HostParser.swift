/// Reads the host of a network URL (URL § host parsing).
enum HostParser {
    /// The host in the form an origin shows it in, or `nil` when it is none.
    static func parse(_ text: Substring) -> String? {
        if text.first == "[" {
            guard text.last == "]", let address = IPv6Text.parse(text.dropFirst().dropLast()) else { return nil }
            return "[\(address)]"
        }
        guard let decoded = percentDecoded(text) else { return nil }
        let host = decoded.utf8.allSatisfy { $0 < 0x80 } ? Text.lowercased(decoded) : Punycode.encode(labelsOf: decoded.lowercased())
        guard !host.isEmpty, host.utf8.allSatisfy(isAllowed) else { return nil }
        guard endsInNumber(host) else { return host }
        return IPv4Text.parse(host)
    }

    /// URL § forbidden domain code points.
    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, 0x7F, UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "<"),
            UInt8(ascii: ">"), UInt8(ascii: "?"), UInt8(ascii: "@"), UInt8(ascii: "["), UInt8(ascii: "\\"), UInt8(ascii: "]"),
            UInt8(ascii: "^"), UInt8(ascii: "|"):
            false
        default: true
        }
    }

    private static func percentDecoded(_ text: Substring) -> String? {
        guard text.contains("%") else { return String(text) }
        var bytes: [UInt8] = []
        var rest = Substring(text).utf8
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), rest.count >= 2 {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// URL § ends in a number: such a host is an IPv4 address or nothing.
    private static func endsInNumber(_ host: String) -> Bool {
        var labels = host.split(separator: ".", omittingEmptySubsequences: false)
        if labels.last == "", labels.count > 1 { labels.removeLast() }
        guard let last = labels.last else { return false }
        return Text.isDigits(last) || last.hasPrefix("0x") && last.dropFirst(2).allSatisfy(\.isHexDigit)
    }
}
