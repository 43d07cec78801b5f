import FuzzSupport
import WayleaveBytes
import WayleaveHTTPWire

/// A request head from a peer: the verdict is the same however its octets are split, and what is accepted is what RFC 9112 means.
private let limits = [HTTPHeadLimits(), HTTPHeadLimits(maxHeadBytes: 200, maxFields: 6, maxTargetBytes: 40)]

/// The verdict on `data` when it comes in packets, as words.
private func verdict(_ data: [UInt8], _ ends: [Int], _ limits: HTTPHeadLimits) -> (text: String, head: RequestHead?) {
    var parser = RequestHeadParser(limits: limits)
    var examined = 0
    for end in ends {
        // A copy of the packet alone, so that the sanitizer sees every octet read beyond it.
        let known = Array(data[..<end])
        let result = known.withUnsafeBytes { bytes -> (String, RequestHead?)? in
            switch parser.parse(bytes, examined: &examined) {
            case .needMore: return nil
            case .refused(let refusal): return ("\(refusal.status.code) \(refusal.reason)", nil)
            case .head(let count):
                precondition(count <= end && count == parser.layout.byteCount, "a head ends within what has come")
                return ("head \(count) \(parser.layout)", RequestHead(parser, in: bytes))
            }
        }
        if let result { return result }
    }
    return ("needs more", nil)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = FuzzInput(start, count)
    for limits in limits {
        let whole = verdict(input.data, [input.data.count], limits)
        for delivery in [Delivery.octets, .chosen] {
            var ends = delivery.ends(of: input.data.count, seed: input.choice)
            var split = verdict(input.data, ends, limits)
            if split.head == nil, whole.head == nil, split.text == "needs more" {
                // A head that trickles in may be refused as late as its line ends.
                ends.append(input.data.count + 2)
                split = verdict(input.data + [13, 10], ends, limits)
                if whole.text == "needs more" { continue }
            }
            expectSame(split.text, whole.text, "the same verdict however the octets are split")
        }
        if let head = whole.head { check(head, Array(input.data[..<head.layout.byteCount]), limits) }
    }
    return 0
}

/// Compares an accepted head with a reading so plain that it cannot be wrong.
private func check(_ head: RequestHead, _ bytes: [UInt8], _ limits: HTTPHeadLimits) {
    let text = bytes.map { Character(UnicodeScalar($0)) }
    precondition(!bytes.contains(0), "no NUL passes")
    var lines = String(text).split(separator: "\r\n" as Character, omittingEmptySubsequences: false).map(String.init)
    precondition(lines.suffix(2) == ["", ""], "a head ends with an empty line")
    lines.removeLast(2)
    while lines.first == "" { lines.removeFirst() }
    for line in lines { precondition(!line.contains("\r") && !line.contains("\n"), "no bare CR or LF passes") }

    let words = lines.removeFirst().split(separator: " ", omittingEmptySubsequences: false)
    precondition(words.count == 3 && words[0] == head.method.rawValue && words[1] == head.target, "three words make the request line")
    precondition(words[2] == "HTTP/1.0" ? head.layout.minorVersion == 0 : words[2].hasPrefix("HTTP/1.") && words[2].count == 8)
    precondition(head.target.utf8.count <= limits.maxTargetBytes && lines.count <= limits.maxFields && bytes.count <= limits.maxHeadBytes)
    expectSame(head.fieldCount, lines.count, "each line is one field")

    var values: [String: [String]] = [:]
    for (index, line) in lines.enumerated() {
        guard let colon = line.firstIndex(of: ":") else { preconditionFailure("a field without a colon passed") }
        let name = line[..<colon]
        precondition(!name.isEmpty && name.utf8.allSatisfy(ASCII.isToken), "a field's name is a token")
        let value = trimmed(line[line.index(after: colon)...])
        var lengths = 0
        head.forEachField { _, _ in lengths += 1 }
        expectSame(lengths, lines.count, "every field is handed out")
        if value.unicodeScalars.allSatisfy(\.isASCII) { expectSame(head.field(at: index).value, value, "values lose their blanks only") }
        values[name.lowercased(), default: []].append(value)
    }
    checkBody(head, values)
    _ = head.withQuery { query in QueryParameters(query).reduce(0) { $0 + $1.name.count + $1.value.count } }
    _ = head.withPath { PercentEncoding.decodeString($0) }
}

/// Where the next request begins is what smuggling is about: framing, Host and persistence.
private func checkBody(_ head: RequestHead, _ values: [String: [String]]) {
    let layout = head.layout
    let codings = values["transfer-encoding"] ?? []
    let lengths = values["content-length"] ?? []
    switch layout.framing {
    case .none: precondition(codings.isEmpty && lengths.isEmpty, "a body was announced")
    case .length(let length):
        precondition(codings.isEmpty && lengths.count == 1 && lengths[0].utf8.allSatisfy { $0 &- 48 < 10 })
        expectSame(Int(lengths[0]), length, "the length is the one announced")
    case .chunked:
        precondition(lengths.isEmpty && codings.map { $0.lowercased() } == ["chunked"] && layout.minorVersion > 0)
    }
    let hosts = values["host"] ?? []
    precondition(hosts.count == 1 || hosts.isEmpty && layout.minorVersion == 0, "one Host, unless HTTP/1.0")
    expectSame(layout.lineCount(.host), hosts.count, "Host lines are counted")
    for (field, name) in [
        (KnownField.origin, "origin"), (.upgrade, "upgrade"), (.cookie, "cookie"), (.secWebSocketKey, "sec-websocket-key"),
    ] {
        expectSame(layout.lineCount(field), values[name]?.count ?? 0, "lines of known fields are counted")
    }
    let options = (values["connection"] ?? []).flatMap { $0.split(separator: ",").map { trimmed($0).lowercased() } }
    let keepAlive = !options.contains("close") && (layout.minorVersion > 0 || options.contains("keep-alive"))
    expectSame(layout.keepAlive, keepAlive, "RFC 9112 § 9.3")
    expectSame(layout.connectionUpgrade, layout.minorVersion > 0 && options.contains("upgrade"), "RFC 9110 § 7.8")
}

private func trimmed(_ text: Substring) -> String {
    var text = text
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
}
