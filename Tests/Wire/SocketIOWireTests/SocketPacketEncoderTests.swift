import Testing
import WayleaveJSON
import WayleaveSocketIOWire

@Suite struct SocketPacketEncoderTests {
    static func text(_ encoder: SocketPacketEncoder) -> String { encoder.withPacket { text, _ in String(decoding: text, as: UTF8.self) } }
    struct Picture: Codable {
        var name: String
        var data: Binary
    }

    @Test("writes the packets of the protocol")
    func packets() throws {
        let encoder = SocketPacketEncoder(capacity: 16)
        encoder.connect(namespace: "/", sid: "abc")
        #expect(Self.text(encoder) == #"0{"sid":"abc"}"#)
        encoder.connect(namespace: "/custom", sid: "abc")
        #expect(Self.text(encoder) == #"0/custom,{"sid":"abc"}"#)
        try encoder.connectError(namespace: "/random", message: "Invalid namespace")
        #expect(Self.text(encoder) == #"4/random,{"message":"Invalid namespace"}"#)
        try encoder.connectError(namespace: "/", message: "not \"ok\"", data: ["code": 7])
        #expect(Self.text(encoder) == #"4{"message":"not \"ok\"","data":{"code":7}}"#)
        encoder.disconnect(namespace: "/")
        #expect(Self.text(encoder) == "1")
        encoder.disconnect(namespace: "/a")
        #expect(Self.text(encoder) == "1/a,")
        try encoder.event("auth", JSONValue.object([:]), namespace: "/")
        #expect(Self.text(encoder) == #"2["auth",{}]"#)
        try encoder.event("none", namespace: "/a", ackID: 12)
        #expect(Self.text(encoder) == #"2/a,12["none"]"#)
        try encoder.event("many", "x", 1, [true], nil as Int?, namespace: "/")
        #expect(Self.text(encoder) == #"2["many","x",1,[true],null]"#)
        try encoder.ack(456, namespace: "/")
        #expect(Self.text(encoder) == "3456[]")
        try encoder.ack(0, "a", 2, namespace: "/n")
        #expect(Self.text(encoder) == #"3/n,0["a",2]"#)
        try encoder.ack(1, arguments: ["a", 2], namespace: "/")
        #expect(Self.text(encoder) == #"31["a",2]"#)
    }

    @Test("turns binary data into placeholders and attachments, in order")
    func binary() throws {
        let encoder = SocketPacketEncoder()
        try encoder.event("pic", Picture(name: "p", data: [1, 2]), Binary([3]), namespace: "/", ackID: 5)
        #expect(
            Self.text(encoder)
                == #"52-5["pic",{"name":"p","data":{"_placeholder":true,"num":0}},{"_placeholder":true,"num":1}]"#)
        #expect(encoder.withPacket { _, attachments in attachments } == [[1, 2], [3]])
        try encoder.ack(789, arguments: Array(repeating: .binary([9]), count: 12), namespace: "/n")
        #expect(Self.text(encoder).hasPrefix("612-/n,789[{"))
        try encoder.event("plain", namespace: "/")
        #expect(encoder.withPacket { _, attachments in attachments }.isEmpty)
    }

    @Test("reports values that JSON cannot hold")
    func unencodable() {
        #expect(throws: JSONError.self) { try SocketPacketEncoder().event("x", Double.nan, namespace: "/") }
    }
}
