import FuzzSupport
import WayleaveProxyProtocol

/// A PROXY header: the same reading however its octets are split, and no octet beyond it is taken.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = FuzzInput(start, count)
    let whole = read(input.data, [input.data.count])
    for delivery in [Delivery.octets, .chosen] {
        let split = read(input.data, delivery.ends(of: input.data.count, seed: input.choice))
        expectSame(split.result, whole.result, "the same reading however the octets are split")
        if case .complete = whole.result { expectSame(split.used, whole.used, "the same end however the octets are split") }
    }
    guard case .complete(let header) = whole.result else { return 0 }
    if case .address(_, _, let port) = header.source { precondition((0...65_535).contains(port), "a port") }
    // What follows belongs to the client, and changes nothing.
    let longer = read(Array(input.data[..<whole.used]) + [0x47, 0x45, 0x54], [whole.used + 3])
    expectSame(longer.used, whole.used, "not an octet beyond the header is taken")
    expectSame(longer.result, whole.result, "what follows changes nothing")
    if input.data.first == 0x50 {
        precondition(whole.used <= 107 && input.data[..<whole.used].suffix(2) == [13, 10], "version 1 is one line")
    } else {
        precondition(whole.used == 16 + Int(input.data[14]) * 256 + Int(input.data[15]), "version 2 is as long as it says")
    }
    return 0
}

private func read(_ data: [UInt8], _ ends: [Int]) -> (result: ProxyHeaderParser.Result, used: Int) {
    var parser = ProxyHeaderParser()
    var start = 0
    for end in ends {
        let piece = Array(data[start..<end])
        let (used, result) = piece.withUnsafeBytes { parser.take($0) }
        precondition(used <= piece.count && start + used <= ProxyHeaderParser.maxBytes, "the header keeps to its limit")
        if result != .needMore { return (result, start + used) }
        precondition(used == piece.count, "what is wanted is taken")
        start = end
    }
    return (.needMore, start)
}
