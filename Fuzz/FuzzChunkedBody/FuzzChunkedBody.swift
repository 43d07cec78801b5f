import FuzzSupport
import WayleaveHTTPWire

/// A chunked body from a peer: the same outcome however its octets are split, and the one that a plain reading has.
private struct Outcome: Equatable {
    var end: String
    var body: [UInt8] = []
}

private func decode(_ data: [UInt8], _ ends: [Int], limit: Int) -> Outcome {
    var decoder = ChunkedBodyDecoder(maxBodyBytes: limit)
    var body: [UInt8] = []
    var start = 0
    for end in ends {
        let piece = Array(data[start..<end])
        switch piece.withUnsafeBytes({ decoder.decode($0, into: &body) }) {
        case .needMore: start = end
        case .done(let consumed):
            precondition(consumed <= piece.count && body.count == decoder.bodyBytes && body.count <= limit)
            return Outcome(end: "done after \(start + consumed)", body: body)
        case .refused(let refusal): return Outcome(end: "\(refusal.status.code) \(refusal.reason)")
        }
        precondition(body.count == decoder.bodyBytes && body.count <= limit, "the body keeps to its limit")
    }
    return Outcome(end: "needs more", body: body)
}

/// The body, and where it ends, if `data` begins with a complete chunked body; extensions and trailers are not looked into.
private func plainly(_ data: [UInt8]) -> Outcome? {
    var body: [UInt8] = []
    var i = 0
    func line() -> ArraySlice<UInt8>? {
        guard let lf = data[i...].firstIndex(of: 10), lf > i, data[lf - 1] == 13 else { return nil }
        defer { i = lf + 1 }
        return data[i..<(lf - 1)]
    }
    while let sizeLine = line() {
        let digits = sizeLine.prefix { Character(UnicodeScalar($0)).isHexDigit }
        guard let size = Int(String(decoding: digits, as: UTF8.self), radix: 16) else { return nil }
        guard size > 0 else {
            while let trailer = line() { if trailer.isEmpty { return Outcome(end: "done after \(i)", body: body) } }
            return nil
        }
        guard data.count - i > size + 1, data[i + size] == 13, data[i + size + 1] == 10 else { return nil }
        body += data[i..<(i + size)]
        i += size + 2
    }
    return nil
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = FuzzInput(start, count)
    for limit in [1 << 20, Int(input.choice % 64)] {
        let whole = decode(input.data, [input.data.count], limit: limit)
        for delivery in [Delivery.octets, .chosen] {
            let split = decode(input.data, delivery.ends(of: input.data.count, seed: input.choice), limit: limit)
            expectSame(split, whole, "the same outcome however the octets are split")
        }
        if whole.end.hasPrefix("done") { expectSame(plainly(input.data), whole, "the same as a plain reading") }
    }
    return 0
}
