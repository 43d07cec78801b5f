import FuzzSupport
import WayleaveSignalRConnections

/// The query of a request to a SignalR path: whose connection it is for, and its other parameters.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    bytes.withUnsafeBytes { buffer in
        let query = ConnectionQuery(buffer)
        let value = expected("id", in: bytes)
        switch query.id {
        case .none: precondition(value?.isEmpty ?? true, "there is an id")
        case .token(let token):
            guard let value else { preconditionFailure("there is no id") }
            let text = Array(token.text.utf8)
            precondition(text.count == ConnectionToken.characterCount && (0...0xFFFF).contains(token.loop), "a token is 22 characters")
            expectSame(decoded(value, plus: false), text, "a token is the only text of its bytes")
            precondition(text.withUnsafeBytes { ConnectionToken($0) } == token, "and reads back")
        case .malformed:
            guard let value else { preconditionFailure("there is no id") }
            let text = decoded(value, plus: false) ?? []
            precondition(
                text.withUnsafeBytes { ConnectionToken($0) } == nil || !value.contains(0x25) && text != value, "a token was not read")
        }
        for name in ["negotiateversion", "usestatefulreconnect", "access_token"] as [StaticString] {
            let text = query.text(name)
            let raw = expected("\(name)", in: bytes)
            guard let text else { continue }
            guard let raw else { preconditionFailure("a parameter that is not there") }
            expectSame(Array(text.utf8), decoded(raw, plus: true), "the decoded value of the first of that name")
        }
        precondition(query.text("nobody") == nil || bytes.count > 6, "nobody's parameter")
    }
    return 0
}

/// The raw value of the first parameter of that name, whatever its case.
private func expected(_ name: String, in query: [UInt8]) -> [UInt8]? {
    for pair in query.split(separator: UInt8(ascii: "&")) {
        let sides = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        let letters = sides[0].map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 32 : $0 }
        if letters == Array(name.utf8) { return sides.count > 1 ? Array(sides[1]) : [] }
    }
    return nil
}

/// Percent-decoded; `nil` where that is malformed.
private func decoded(_ value: [UInt8], plus: Bool) -> [UInt8]? {
    var out: [UInt8] = []
    var place = 0
    while place < value.count {
        if value[place] == 0x25 {
            guard place + 2 < value.count, let high = digit(value[place + 1]), let low = digit(value[place + 2]) else { return nil }
            out.append(high << 4 | low)
            place += 3
        } else {
            out.append(plus && value[place] == 0x2B ? 0x20 : value[place])
            place += 1
        }
    }
    return out
}

private func digit(_ letter: UInt8) -> UInt8? {
    switch letter {
    case 0x30...0x39: letter - 0x30
    case 0x41...0x46: letter - 0x37
    case 0x61...0x66: letter - 0x57
    default: nil
    }
}
