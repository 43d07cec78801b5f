/// Version 1: a line of text, `PROXY TCP4 192.0.2.1 192.0.2.2 50000 443` (The PROXY protocol § 2.1).
enum ProxyHeaderV1 {
    /// The longest line with its end, in bytes.
    static let maxBytes = 107
    private static let prefix = Array("PROXY ".utf8)

    /// Reads a line that may not be there to its end.
    static func read(_ bytes: [UInt8]) -> ProxyHeaderParser.Result {
        guard zip(bytes, prefix).allSatisfy({ $0 == $1 }) else { return .refused("not `PROXY `") }
        guard bytes.count >= 2, bytes[bytes.count - 2] == 13 else {
            return bytes.count < maxBytes ? .needMore : .refused("a line of more than 107 bytes")
        }
        guard bytes[bytes.count - 1] == 10 else { return .refused("a CR without LF") }
        let line = bytes[prefix.count..<max(prefix.count, bytes.count - 2)]
        let words = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        // What follows UNKNOWN is to be ignored.
        if words.first.map({ Array($0) }) == Array("UNKNOWN".utf8) { return .complete(ProxyHeader(.unknown)) }
        guard words.count == 5, let port = port(words[3]), self.port(words[4]) != nil else { return .refused("not five words") }
        switch String(decoding: words[0], as: UTF8.self) {
        case "TCP4":
            guard let source = TextAddress.ipv4(words[1]), TextAddress.ipv4(words[2]) != nil else { return .refused("no IPv4 address") }
            return .complete(ProxyHeader(.address(high: 0, low: 0xFFFF_0000_0000 | UInt64(source), port: port)))
        case "TCP6":
            guard let (high, low) = TextAddress.ipv6(words[1]), TextAddress.ipv6(words[2]) != nil else {
                return .refused("no IPv6 address")
            }
            return .complete(ProxyHeader(.address(high: high, low: low, port: port)))
        default: return .refused("neither TCP4, TCP6 nor UNKNOWN")
        }
    }

    /// A decimal number up to 65,535 without leading zeros.
    private static func port(_ text: ArraySlice<UInt8>) -> Int? {
        guard (1...5).contains(text.count), text.allSatisfy({ $0 &- 48 < 10 }), text.count == 1 || text.first != UInt8(ascii: "0") else {
            return nil
        }
        let value = text.reduce(0) { $0 * 10 + Int($1 - 48) }
        return value <= 65_535 ? value : nil
    }
}
