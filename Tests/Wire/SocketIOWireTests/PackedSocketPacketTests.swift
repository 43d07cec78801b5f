import Testing
import WayleaveJSON
import WayleaveSocketIOWire

/// The packets of socket.io-msgpack-parser.
@Suite struct PackedSocketPacketTests {
    /// Reads a packet given as JSON, as far as JSON can express it; returns a readable form.
    static func read(_ packet: JSONValue) throws -> String { try read(bytes: MessagePack.encode(packet)) }

    static func read(bytes: [UInt8]) throws -> String {
        var document = JSONDocument()
        return try bytes.withUnsafeBytes { bytes in
            defer { JSONDocument.finish(&document) }
            let packet = try PackedSocketPacket.read(bytes, into: document, limits: .init())
            let data = try packet.data.map { try document.value(at: $0).description } ?? "-"
            let namespace = try document.string(at: packet.namespace)
            return "\(packet.type) \(namespace) \(packet.ackID.map { "\($0)" } ?? "-") \(data)"
        }
    }

    @Test("reads every kind, members in any order, more members than it knows")
    func reads() throws {
        #expect(try Self.read(["type": 0, "nsp": "/"]) == "connect / - -")
        #expect(try Self.read(["type": 0, "data": nil, "options": ["compress": true], "nsp": "/a"]) == "connect /a - -")
        #expect(try Self.read(["nsp": "/a", "data": ["token": 1], "type": 0]) == #"connect /a - {"token":1}"#)
        #expect(try Self.read(["type": 1, "nsp": "/a", "data": nil]) == "disconnect /a - -")
        #expect(try Self.read(["type": 2, "nsp": "/", "data": ["x", 1, [true]], "id": nil]) == #"event / - ["x",1,[true]]"#)
        #expect(try Self.read(["type": 2, "nsp": "/", "data": ["x"], "id": 0]) == #"event / 0 ["x"]"#)
        #expect(try Self.read(["type": 3, "nsp": "/", "data": [], "id": 999_999_999_999_999]) == "ack / 999999999999999 []")
    }

    @Test("takes what JavaScript's notepack writes for undefined as absent")
    func undefined() throws {
        var bytes = try MessagePack.encode(["type": 2, "nsp": "/", "data": ["x"]] as JSONValue)
        bytes[0] += 1
        bytes += [0xA2, 0x69, 0x64, 0xD4, 0x00, 0x00]
        #expect(try Self.read(bytes: bytes) == #"event / - ["x"]"#)
    }

    @Test(
        "refuses what is no packet",
        arguments: [
            [1], [:], ["type": 2, "data": ["x"]], ["type": "2", "nsp": "/", "data": ["x"]], ["type": 5, "nsp": "/", "data": ["x"]],
            ["type": -1, "nsp": "/"], ["type": 4, "nsp": "/", "data": "x"], ["type": 2, "nsp": 1, "data": ["x"]],
            ["type": 2, "nsp": "/", "data": []], ["type": 2, "nsp": "/", "data": ["a": 1]], ["type": 2, "nsp": "/"],
            ["type": 2, "nsp": "/", "data": [["x"]]], ["type": 2, "nsp": "/", "data": [nil]], ["type": 2, "nsp": "/", "data": ["connect"]],
            ["type": 2, "nsp": "/", "data": ["disconnecting"]], ["type": 2, "nsp": "/", "data": ["x"], "id": -1],
            ["type": 2, "nsp": "/", "data": ["x"], "id": 1_000_000_000_000_000], ["type": 2, "nsp": "/", "data": ["x"], "id": 1.5],
            ["type": 2, "nsp": "/", "data": ["x"], "id": "1"], ["type": 3, "nsp": "/", "data": []], ["type": 3, "nsp": "/", "id": 1],
            ["type": 1, "nsp": "/", "data": []], ["type": 0, "nsp": "/", "data": []], ["type": 0, "nsp": "/", "id": 1],
            ["type": 1e300, "nsp": "/"],
        ] as [JSONValue])
    func refuses(packet: JSONValue) {
        #expect(throws: SocketPacketError.self) { try Self.read(packet) }
    }

    @Test("refuses a name of a namespace that is too long, bytes behind the packet, half a packet, too deep a one")
    func bounds() throws {
        #expect(throws: SocketPacketError.namespaceTooLong(limit: 256)) {
            try Self.read(["type": 0, "nsp": .string("/" + String(repeating: "x", count: 256))])
        }
        let packet = try MessagePack.encode(["type": 2, "nsp": "/", "data": ["x", 1]] as JSONValue)
        #expect(throws: SocketPacketError.self) { try Self.read(bytes: packet + [0]) }
        for count in 0..<packet.count { #expect(throws: SocketPacketError.self) { try Self.read(bytes: Array(packet.prefix(count))) } }
        #expect(throws: SocketPacketError.self) { try Self.read(bytes: [UInt8](repeating: 0x91, count: 10_000) + [0xC0]) }
    }

    @Test("writes what it reads, binary data in its place")
    func writes() throws {
        let encoder = SocketPacketEncoder(isMessagePack: true)
        func written() throws -> JSONValue {
            try encoder.withPacket { bytes, attachments in
                #expect(attachments.isEmpty)
                return try MessagePack.decode(JSONValue.self, from: Array(bytes))
            }
        }
        encoder.connect(namespace: "/", sid: "abc")
        #expect(try written() == ["type": 0, "nsp": "/", "data": ["sid": "abc"]])
        try encoder.connectError(namespace: "/a", message: "no", data: ["code": 42])
        #expect(try written() == ["type": 4, "nsp": "/a", "data": ["message": "no", "data": ["code": 42]]])
        try encoder.connectError(namespace: "/a", message: "no")
        #expect(try written() == ["type": 4, "nsp": "/a", "data": ["message": "no"]])
        encoder.disconnect(namespace: "/a")
        #expect(try written() == ["type": 1, "nsp": "/a"])
        try encoder.event("x", 1, Binary([1, 2]), ["a": [true]], namespace: "/")
        #expect(try written() == ["type": 2, "nsp": "/", "data": ["x", 1, .binary([1, 2]), ["a": [true]]]])
        try encoder.event("x", arguments: (0..<20).map { .number(JSONNumber($0)) }, namespace: "/", ackID: 300)
        #expect(try written()["data"]?.array?.count == 21)
        #expect(try written()["id"] == 300)
        try encoder.ack(7, namespace: "/")
        #expect(try written() == ["type": 3, "nsp": "/", "id": 7, "data": []])
        try encoder.ack(7, arguments: ["x"], namespace: "/")
        #expect(try written() == ["type": 3, "nsp": "/", "id": 7, "data": ["x"]])
    }
}
