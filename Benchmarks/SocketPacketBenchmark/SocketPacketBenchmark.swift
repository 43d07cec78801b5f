// make bench-packets
//
// Nanoseconds to decode `["chat:message",{"user":"alice","text":"hello"}]` into a Codable struct, and to encode it again.

import WayleaveJSON
import WayleaveSocketIOWire

struct ChatMessage: Codable {
    var user: String
    var text: String
}

@main struct SocketPacketBenchmark {
    static let text = #"2["chat:message",{"user":"alice","text":"hello"}]"#
    /// Fewer, as an argument, for callgrind.
    static let rounds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 100_000
    static let samples = 15

    static func main() { Array(text.utf8).withUnsafeBytes { measure($0) } }

    static func measure(_ packet: UnsafeRawBufferPointer) {
        let rounds = rounds
        let limits = SocketPacketLimits()
        let message = ChatMessage(user: "alice", text: "hello")
        report("decode") {
            var document = JSONDocument()
            for _ in 0..<rounds { decode(packet, &document, limits) }
        }
        report("encode") {
            let encoder = SocketPacketEncoder()
            for _ in 0..<rounds { encode(encoder, message) }
        }
        report("decode and encode") {
            var document = JSONDocument()
            let encoder = SocketPacketEncoder()
            for _ in 0..<rounds {
                if let message = decode(packet, &document, limits) { encode(encoder, message) }
            }
        }
    }

    @inline(never)
    @discardableResult
    static func decode(_ bytes: UnsafeRawBufferPointer, _ document: inout JSONDocument, _ limits: SocketPacketLimits) -> ChatMessage? {
        defer { JSONDocument.finish(&document) }
        guard let packet = try? SocketPacket.parse(bytes, limits: limits),
            (try? SocketPayload.scan(packet, of: bytes, into: document)) == true
        else { return nil }
        var reader = ArgumentReader(document, skipping: 1)
        return try? reader.next(ChatMessage.self)
    }

    @inline(never)
    @discardableResult
    static func encode(_ encoder: SocketPacketEncoder, _ message: ChatMessage) -> Int {
        try? encoder.event("chat:message", message, namespace: "/")
        return encoder.withPacket { text, _ in text.count }
    }

    /// The least and the median of some samples.
    static func report(_ name: String, _ body: () -> Void) {
        let clock = ContinuousClock()
        var figures: [Double] = []
        for _ in 0..<samples {
            let time = clock.measure(body)
            figures.append(
                Double(time.components.attoseconds) / 1e9 / Double(rounds) + Double(time.components.seconds) * 1e9 / Double(rounds))
        }
        figures.sort()
        print("\(name): least \(Int(figures[0])) ns, median \(Int(figures[samples / 2])) ns")
    }
}
