import FuzzSupport
import WayleaveBytes
import WayleaveDeflate

/// Compressed data from a peer: whatever it is, the limits hold and two ways of inflating agree; and what is deflated here inflates again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = FuzzInput(start, count)
    checkFormats(input)
    checkMessage(input)
    checkRoundTrip(input)
    return 0
}

private let formats: [DeflateFormat] = [.raw, .zlib, .gzip]

/// What a stream that comes in packets inflates to.
private func inflate(_ data: [UInt8], _ ends: [Int], _ format: DeflateFormat, _ bits: Int, maxBytes: Int) -> (
    outcome: String, output: [UInt8]
) {
    guard let inflater = Inflater(format, windowBits: bits) else { return ("no memory", []) }
    var writer = ByteWriter()
    var start = 0
    for end in ends {
        let piece = Array(data[start..<end])
        let outcome = piece.withUnsafeBytes { inflater.inflate($0, limits: InflateLimits(maxBytes: maxBytes), into: &writer) }
        precondition(writer.count <= maxBytes, "the limit holds")
        switch outcome {
        case .done: start = end
        case .ended(let unused):
            precondition(unused <= piece.count)
            return ("ended at \(end - unused)", writer.copyBytes())
        case .tooLarge: return ("too large", writer.copyBytes())
        case .ratioExceeded: preconditionFailure("no ratio was set")
        case .invalid: return ("invalid", [])
        }
    }
    return ("done", writer.copyBytes())
}

private func checkFormats(_ input: FuzzInput) {
    let format = formats[Int(input.choice % 3)]
    // With a smaller window zlib is as lenient as the output it happens to have at hand, so what is too far back depends on the pieces.
    let bits = 15
    let maxBytes = input.choice & 32 == 0 ? 1 << 16 : Int(input.choice >> 6 & 0xFF)
    let whole = inflate(input.data, [input.data.count], format, bits, maxBytes: maxBytes)
    for delivery in [Delivery.octets, .chosen] {
        let split = inflate(input.data, delivery.ends(of: input.data.count, seed: input.choice), format, bits, maxBytes: maxBytes)
        expectSame(split.outcome, whole.outcome, "the same outcome however the octets are split")
        expectSame(split.output, whole.output, "the same output however the octets are split")
    }
}

/// A message of permessage-deflate is what the plain stream of it and its tail is.
private func checkMessage(_ input: FuzzInput) {
    let maxBytes = input.choice & 64 == 0 ? 1 << 20 : Int(input.choice >> 8 & 0xFFF)
    let maxRatio = input.choice & 128 == 0 ? Int.max : 20
    let limits = InflateLimits(maxBytes: maxBytes, maxRatio: maxRatio, ratioFloor: 512)
    let inflater = MessageInflater()
    var message: [UInt8]?
    var failure: MessageInflater.Failure?
    do {
        let bytes = try input.data.withUnsafeBytes { try inflater.inflate($0, limits: limits) }
        precondition(bytes.count <= maxBytes, "the limit holds")
        precondition(bytes.count <= 512 || bytes.count / (input.data.count + 4) <= maxRatio, "the ratio holds")
        message = Array(bytes)
        inflater.release(bytes.count)
    } catch { failure = error as? MessageInflater.Failure }

    let data = input.data + [0, 0, 0xFF, 0xFF]
    let plain = inflate(data, [data.count], .raw, 15, maxBytes: maxBytes)
    switch plain.outcome {
    // A sender may end its stream and go on behind it; what a plain reading has then is the beginning.
    case "too large": precondition(message == nil, "a message larger than the limit was handed out")
    case "done" where failure == nil: expectSame(message ?? [], plain.output, "a message is the plain stream of it and its tail")
    case "done": precondition(failure == .invalid || failure == .ratioExceeded, "a valid message within its limits was refused")
    case "invalid": precondition(message == nil, "a message was made of what is no deflate data")
    default: if let message { precondition(message.starts(with: plain.output), "a message begins with its first stream") }
    }

    // The same inflater serves the next connection as if nothing had been.
    let again = try? input.data.withUnsafeBytes { data in Array(try inflater.inflate(data, limits: limits)) }
    expectSame(again, message, "nothing is left of the message before")
}

/// Three messages through one compressor, its context kept, come out as they went in.
private func checkRoundTrip(_ input: FuzzInput) {
    let bits = 9 + Int(input.choice >> 20 & 7) % 7
    guard
        let deflater = Deflater(.raw, level: Int(input.choice >> 24 & 15), windowBits: bits, memoryLevel: 1 + Int(input.choice >> 28 & 7))
    else { return }
    let keepsContext = input.choice & 256 == 0
    let inflater = MessageInflater()
    var sent: [UInt8] = []
    for (index, end) in Delivery.chosen.ends(of: input.data.count, seed: input.choice).prefix(3).enumerated() {
        let message = Array(input.data[..<end]) + [UInt8(index)]
        var writer = ByteWriter()
        let isWhole = message.withUnsafeBytes { deflater.compress($0, flush: .sync, into: &writer) }
        precondition(isWhole, "a compressor that was not finished goes on")
        let compressed = writer.copyBytes()
        precondition(compressed.suffix(4) == [0, 0, 0xFF, 0xFF], "a flush ends with an empty stored block")
        let window = keepsContext ? Array(sent.suffix(1 << bits)) : []
        let got = try? compressed.dropLast(4).withUnsafeBytes { data in
            try window.withUnsafeBytes { window in
                Array(try inflater.inflate(data, window: window, limits: InflateLimits(maxBytes: message.count)))
            }
        }
        expectSame(got, message, "what is deflated inflates again, within exactly its size")
        sent += message
        if !keepsContext { deflater.reset() }
    }
}
