import Testing

@testable import WayleaveSignalRWire

@Suite("What stateful reconnect keeps")
struct MessageBufferTests {
    private func buffer(_ messages: ClosedRange<Int>, capacity: Int = 100) -> MessageBuffer<Int> {
        var buffer = MessageBuffer<Int>(capacity: capacity)
        for message in messages { buffer.append(message, bytes: 10) }
        return buffer
    }

    private func process(_ count: Int, _ buffer: inout MessageBuffer<Int>) -> [Bool] {
        var results: [Bool] = []
        for _ in 0..<count { results.append(buffer.shouldProcess()) }
        return results
    }

    @Test("are messages from the first that was not acknowledged")
    func acknowledging() {
        var kept = buffer(1...5)
        #expect(kept.sequenceToSend == 1)
        kept.acknowledge(3)
        #expect(kept.sequenceToSend == 4)
        #expect(kept.replay.map(\.message) == [4, 5])
        #expect(kept.keptBytes == 20)
        kept.acknowledge(2)
        #expect(kept.sequenceToSend == 4)
        kept.acknowledge(500)
        #expect(kept.sequenceToSend == 6)
        #expect(kept.replay.isEmpty)
        kept.append(6, bytes: 1)
        #expect(kept.replay.map(\.message) == [6])
    }

    @Test("is bounded: what was given up must be acknowledged before the connection can be taken up again")
    func overflow() {
        var kept = buffer(1...12)
        #expect(kept.keptBytes == 100)
        #expect(!kept.canReplay)
        kept.acknowledge(1)
        #expect(!kept.canReplay)
        kept.acknowledge(2)
        #expect(kept.canReplay)
        #expect(kept.replay.map(\.message) == Array(3...12))
        kept.append(13, bytes: 1000)
        #expect(!kept.canReplay)
        kept.acknowledge(13)
        #expect(kept.canReplay)
        #expect(kept.sequenceToSend == 14)
    }

    @Test("stays small over many messages")
    func long() {
        var kept = MessageBuffer<Int>(capacity: 1000)
        for number in 1...10_000 {
            kept.append(number, bytes: 10)
            if number % 7 == 0 { kept.acknowledge(number - 2) }
        }
        #expect(kept.count < 12)
        #expect(kept.canReplay)
        #expect(kept.replay.last?.message == 10_000)
    }

    @Test("tells repeated messages from new ones")
    func duplicates() throws {
        var kept = MessageBuffer<Int>(capacity: 100)
        #expect(process(3, &kept) == [true, true, true])
        kept.reconnected()
        #expect(process(1, &kept) == [false])
        try kept.sequence(2)
        #expect(process(3, &kept) == [false, false, true])
        #expect(kept.takeAcknowledgement() == 4)
        #expect(kept.takeAcknowledgement() == nil)
        kept.reconnected()
        #expect(kept.takeAcknowledgement() == 4)
        #expect(throws: HubProtocolError.sequenceTooHigh) { try kept.sequence(6) }
        try kept.sequence(5)
        #expect(process(1, &kept) == [true])
        #expect(kept.takeAcknowledgement() == 5)
    }
}
