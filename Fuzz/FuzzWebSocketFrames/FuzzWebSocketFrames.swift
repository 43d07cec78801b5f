import FuzzSupport
import WayleaveBytes
import WayleaveWebSocketWire

/// WebSocket frames from a peer: the same events however the octets are split, and the ones that a plain reading finds.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = FuzzInput(start, count)
    let role: WebSocketRole = input.choice & 1 == 0 ? .server : .client
    let allowsCompression = input.choice & 2 != 0
    let limits =
        input.choice & 4 == 0
        ? WebSocketLimits() : WebSocketLimits(maxMessageBytes: Int(input.choice >> 3 & 0xFF), maxFragments: Int(input.choice >> 11 & 7))
    func read(_ delivery: Delivery) -> [String] {
        var reader = WebSocketFrameReader(role: role, limits: limits, allowsCompression: allowsCompression)
        return events(&reader, input.data, delivery.ends(of: input.data.count, seed: input.choice >> 16))
    }
    let whole = read(.whole)
    expectSame(read(.octets), whole, "the same events however the octets are split")
    expectSame(read(.chosen), whole, "the same events however the octets are split")
    let plain = PlainFrames(role: role, limits: limits, allowsCompression: allowsCompression).events(of: input.data)
    expectSame(whole, plain, "the same events as a plain reading")
    checkText(input)
    return 0
}

/// Reads `data` as the owner of a connection does: what the reader leaves comes again, before the next packet.
private func events(_ reader: inout WebSocketFrameReader, _ data: [UInt8], _ ends: [Int]) -> [String] {
    var events: [String] = []
    var left: [UInt8] = []
    var start = 0
    for end in ends {
        var buffer = left + data[start..<end]
        start = end
        let consumed = buffer.withUnsafeMutableBytes { bytes -> Int in
            var used = 0
            while true {
                let (count, event) = reader.next(UnsafeMutableRawBufferPointer(rebasing: bytes[used...]))
                used += count
                precondition(used <= bytes.count, "no more is consumed than there is")
                if case .needMore = event { return used }
                precondition(count > 0 || reader.isFinished, "an event without a byte would come for ever")
                events.append(describe(event, reader.limits))
                if reader.isFinished { return bytes.count }
            }
        }
        if reader.isFinished { return events }
        left = Array(buffer[consumed...])
        precondition(left.count <= WebSocketFrameReader.maxUnconsumedBytes, "little is left for the owner to keep")
    }
    return events
}

private func describe(_ event: WebSocketEvent, _ limits: WebSocketLimits) -> String {
    switch event {
    case .needMore: return "needs more"
    case .message(let isText, let bytes):
        precondition(bytes.count <= limits.maxMessageBytes, "messages keep to their limit")
        precondition(!isText || String(validating: bytes, as: UTF8.self) != nil, "text is UTF-8")
        return "\(isText ? "text" : "binary") \(Array(bytes))"
    case .compressedMessage(let isText, let bytes): return "compressed \(isText ? "text" : "binary") \(Array(bytes))"
    case .ping(let bytes): return "ping \(Array(bytes))"
    case .pong(let bytes): return "pong \(Array(bytes))"
    case .close(let code, let reason): return "close \(code?.rawValue ?? 0) \(Array(reason))"
    case .failure(let code, _): return "failure \(code.rawValue)"
    }
}

/// The validator agrees with the standard library, in one piece and in many, and fails no later than the first octet that cannot be right.
private func checkText(_ input: FuzzInput) {
    let isValid = String(validating: input.data, as: UTF8.self) != nil
    expectSame(input.data.withUnsafeBytes { UTF8Validator.isValid($0) }, isValid, "UTF-8 is UTF-8")
    for delivery in Delivery.allCases {
        var validator = UTF8Validator()
        var start = 0
        var passes = true
        for end in delivery.ends(of: input.data.count, seed: input.choice) where passes {
            let piece = Array(input.data[start..<end])
            passes = piece.withUnsafeBytes { validator.append($0) }
            start = end
        }
        expectSame(passes && validator.isComplete, isValid, "UTF-8 is UTF-8 in pieces")
    }
}
