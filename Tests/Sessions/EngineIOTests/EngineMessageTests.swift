import Testing
import WayleaveBytes
import WayleaveEngineIO
import WayleaveEngineIOWire

@Suite("Engine.IO messages")
struct EngineMessageTests {
    private func message(_ count: Int, isBinary: Bool) -> EngineMessage {
        [UInt8](repeating: 0x61, count: count).withUnsafeBytes { isBinary ? .binary($0) : .text($0) }
    }

    @Test(
        "a text frame's payload begins with the packet type; lengths take 2, 4 or 10 header bytes",
        arguments: [
            (0, [0x81, 1]), (124, [0x81, 125]), (125, [0x81, 126, 0, 126]), (65534, [0x81, 126, 0xFF, 0xFF]),
            (65535, [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]),
        ] as [(Int, [UInt8])])
    func text(count: Int, header: [UInt8]) {
        let message = message(count, isBinary: false)
        let frame = message.frame.copyBytes()
        #expect(Array(frame.prefix(header.count)) == header)
        #expect(message.headerCount == header.count)
        #expect(frame.count == header.count + 1 + count)
        #expect(frame[header.count] == UInt8(ascii: "4"))
        #expect(message.pollingCount == count + 1)
    }

    @Test("a binary frame is the message itself")
    func binary() {
        let message = message(3, isBinary: true)
        #expect(message.frame.copyBytes() == [0x82, 3, 0x61, 0x61, 0x61])
        #expect(message.pollingCount == 5)
    }

    @Test("a queue writes binary messages as base64 and counts what it costs")
    func queue() {
        var queue = PacketQueue()
        queue.append(.message(message(3, isBinary: true)))
        queue.append(.control(.ping))
        #expect(queue.bytes == 5 + 1 + 320)
        #expect(queue.count == 2)
        guard case .message = queue.popFirst() else {
            Issue.record("the message is not first")
            return
        }
        #expect(queue.bytes == 161)
    }

    @Test("a query yields the first of each member it knows")
    func query() {
        let query = EngineQuery("EIO=4&transport=polling&sid=abc&sid=def&t=x&b64=1&flag")
        #expect(query.revision == .four)
        #expect(query.isTextOnly)
        #expect(query.sid.map { String(Substring($0)) } == "abc")
        #expect(EngineQuery("EIO=abc").revision == .three)
        #expect(EngineQuery("EIO").revision == .three)
        #expect(EngineQuery("").transport == nil)
    }
}
