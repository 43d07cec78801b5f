/// Reading lists of forwarded fields from their end, where the nearest proxy wrote; what a client wrote in front cannot disturb that.
enum ForwardedList {
    /// The elements of all lines of a field, the last first, without the spaces around them.
    static func reversedElements(of lines: [String]) -> [Substring] {
        lines.reversed().flatMap { split($0[...], at: ",").reversed().map { trimmed($0) } }
    }

    /// The parts of `text` between separators that stand outside quotes, counted from the end.
    static func split(_ text: Substring, at separator: Character) -> [Substring] {
        var parts: [Substring] = []
        var end = text.endIndex
        var index = text.endIndex
        var isQuoted = false
        while index > text.startIndex {
            let before = text.index(before: index)
            switch text[before] {
            case "\"": isQuoted.toggle()
            case separator where !isQuoted:
                parts.append(text[index..<end])
                end = before
            default: break
            }
            index = before
        }
        parts.append(text[text.startIndex..<end])
        return parts.reversed()
    }

    /// The parameters of one element of `Forwarded` (RFC 7239 § 4), names in lower case; what is malformed is left out.
    static func parameters(of element: Substring) -> [(name: String, value: String)] {
        split(element, at: ";").compactMap { pair in
            let parts = pair.split(separator: "=", maxSplits: 1).map { trimmed($0) }
            guard parts.count == 2 else { return nil }
            var value = parts[1]
            if value.utf8.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") { value = value.dropFirst().dropLast() }
            // Nothing that is read here needs an escape.
            guard !value.contains("\""), !value.contains("\\") else { return nil }
            return (ByteText.lowercased(String(parts[0])), String(value))
        }
    }

    /// An address, perhaps with a port: `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]`, `[2001:db8::1]:4711`.
    static func node(_ text: Substring) -> (high: UInt64, low: UInt64, port: Int?)? {
        if let (high, low) = AddressRange.address(text) { return (high, low, nil) }
        guard let (host, port) = HostPattern.split(text), !host.isEmpty else { return nil }
        let isBracketed = host.hasPrefix("[")
        let bare = isBracketed ? host.dropFirst().dropLast() : host[...]
        guard bare.contains(":") == isBracketed, let (high, low) = AddressRange.address(bare) else { return nil }
        guard let port else { return (high, low, nil) }
        return self.port(port[...]).map { (high, low, $0) }
    }

    /// A port from 1 to 65,535 in decimal.
    static func port(_ text: Substring) -> Int? {
        guard (1...5).contains(text.utf8.count), text.utf8.allSatisfy({ ByteText.isDigit($0) }), let port = Int(text),
            (1...65_535).contains(port)
        else { return nil }
        return port
    }

    static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}
