import Testing
import WayleaveJSON

@testable import WayleaveSignalRWire

@Suite("Hub messages in MessagePack")
struct MessagePackMessageTests {
    private let xyz = InvocationID.text("xyz")

    @Test("are written as the vectors say")
    func writes() throws {
        #expect(written(.messagePack) { $0.ping() } == Vectors.packed("ping"))
        #expect(written(.messagePack) { $0.close(error: nil, allowsReconnect: false) } == Vectors.packed("close"))
        #expect(written(.messagePack) { $0.close(error: "oops", allowsReconnect: true) } == Vectors.packed("close_error_reconnect"))
        #expect(written(.messagePack) { $0.ack(36) } == Vectors.packed("ack_36"))
        #expect(written(.messagePack) { $0.sequence(19) } == Vectors.packed("sequence_19"))
        #expect(try written(.messagePack) { try $0.invocation("method", 42) } == Vectors.packed("invocation_noid"))
        #expect(
            try written(.messagePack) {
                try $0.invocation("method", 42, id: xyz, streamIDs: ["s1"], headers: [("x", "y")])
            } == Vectors.packed("invocation_id_headers"))
        #expect(
            try written(.messagePack) { try $0.invocation("method", 42, id: xyz, isStream: true) }
                == Vectors.packed("streaminvocation"))
        #expect(try written(.messagePack) { try $0.streamItem(xyz, 42) } == Vectors.packed("streamitem"))
        #expect(written(.messagePack) { $0.completionVoid(xyz) } == Vectors.packed("completion_void"))
        #expect(try written(.messagePack) { try $0.completion(xyz, result: 42) } == Vectors.packed("completion_result"))
        #expect(written(.messagePack) { $0.completionNull(xyz) } == Vectors.packed("completion_null"))
        #expect(written(.messagePack) { $0.completion(xyz, error: "Error") } == Vectors.packed("completion_error"))
        #expect(written(.messagePack) { $0.cancelInvocation(xyz) } == Vectors.packed("cancel"))
    }

    @Test("are read as the vectors say")
    func reads() throws {
        func type(_ name: String) throws -> SignalRMessageType? {
            try read(Vectors.packed(name), .messagePack) { message, _ in message?.type }
        }
        #expect(try type("ping") == .ping)
        #expect(try type("close") == .close)
        try read(Vectors.packed("close_error_reconnect"), .messagePack) { message, document throws in
            #expect(message?.allowsReconnect == true)
            #expect(try document.string(at: message?.error ?? 0) == "oops")
        }
        #expect(try read(Vectors.packed("ack_36"), .messagePack) { message, _ in message?.sequenceID } == 36)
        #expect(try read(Vectors.packed("sequence_19"), .messagePack) { message, _ in message?.sequenceID } == 19)
        try read(Vectors.packed("invocation_noid"), .messagePack) { message, document throws in
            let message = try #require(message)
            #expect(message.invocationID == nil)
            #expect(try document.string(at: message.target) == "method")
            var arguments = HubArguments(document, array: message.arguments)
            #expect(arguments.count == 1)
            #expect(try arguments.next(Int.self) == 42)
        }
        try read(Vectors.packed("invocation_id_headers"), .messagePack) { message, document throws in
            #expect(try document.string(at: message?.invocationID ?? 0) == "xyz")
            #expect(try document.decode([String: String].self, at: message?.headers ?? 0) == ["x": "y"])
            #expect(try document.decode([String].self, at: message?.streamIDs ?? 0) == ["s1"])
        }
        #expect(try type("streaminvocation") == .streamInvocation)
        #expect(try read(Vectors.packed("streamitem"), .messagePack) { try $1.decode(Int.self, at: $0?.payload ?? 0) } == 42)
        #expect(try read(Vectors.packed("completion_result"), .messagePack) { try $1.decode(Int.self, at: $0?.payload ?? 0) } == 42)
        #expect(try read(Vectors.packed("completion_void"), .messagePack) { message, _ in message?.payload } == nil)
        #expect(try read(Vectors.packed("completion_null"), .messagePack) { message, _ in message?.payload } != nil)
        #expect(try read(Vectors.packed("completion_error"), .messagePack) { try $1.string(at: $0?.error ?? 0) } == "Error")
        #expect(try type("cancel") == .cancelInvocation)
    }

    private struct Properties: Codable, Equatable {
        var string: String
        var double: Double
        var integer: Int
        var time: Timestamp
        var null: String?
        var bytes: Binary

        enum CodingKeys: String, CodingKey {
            case string = "StringProp"
            case double = "DoubleProp"
            case integer = "IntProp"
            case time = "DateTimeProp"
            case null = "NullProp"
            case bytes = "ByteArrProp"
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(string, forKey: .string)
            try container.encode(double, forKey: .double)
            try container.encode(integer, forKey: .integer)
            try container.encode(time, forKey: .time)
            try container.encode(null, forKey: .null)
            try container.encode(bytes, forKey: .bytes)
        }
    }

    @Test("carry objects with times and bytes both ways")
    func objects() throws {
        let bytes = Vectors.packed("completion_object_with_timestamp_and_bin")
        let value = try read(bytes, .messagePack) { try $1.decode(Properties.self, at: $0?.payload ?? 0) }
        #expect(value.time == Timestamp("2017-04-11T00:00:00Z"))
        #expect(value.bytes == [1, 2, 3])
        #expect(try written(.messagePack) { try $0.completion(xyz, result: value) } == bytes)
    }

    @Test("answer with the id as it was sent", arguments: ["", "7", "a longer id than fits a fixed string's header", "é"])
    func encodedIDs(id: String) throws {
        let call = try written(.messagePack) { try $0.invocation("m", id: .text(id)) }
        let answer = try read(call, .messagePack) { message, document throws in
            written(.messagePack) { $0.completionVoid(document.encodedID(at: message?.invocationID ?? 0)) }
        }
        #expect(try read(answer, .messagePack) { try $1.string(at: $0?.invocationID ?? 0) } == id)
    }

    @Test("may have the headers that aiosignalr writes: a map's byte as an integer")
    func oddHeaders() throws {
        #expect(try read([6, 0x93, 0x05, 0xCC, 0x80, 0xA1, 0x31], .messagePack) { message, _ in message?.type } == .cancelInvocation)
    }

    @Test("of unknown types are ignored")
    func unknown() throws {
        #expect(try read([3, 0x92, 0x2A, 0x01], .messagePack) { message, _ in message == nil })
    }

    @Test(
        "that are malformed are errors",
        arguments: [
            [1, 0x90], [1, 0x80], [2, 0x91, 0xA0], [2, 0x91, 0x01], [4, 0x92, 0x01, 0x80, 0xC0], [6, 0x95, 0x03, 0x80, 0xA1, 0x31, 0x07],
            [3, 0x91, 0x06, 0x06], [5, 0x94, 0x02, 0x80, 0xC0, 0x01], [3, 0x92, 0x08, 0xFF], [2, 0x91, 0xC1], [3, 0xDD, 0xFF, 0xFF],
            [7, 0x95, 0x01, 0x80, 0xC0, 0xA1, 0x6D, 0xC0],
        ] as [[UInt8]])
    func malformed(framed: [UInt8]) { #expect(throws: HubProtocolError.self) { try read(framed, .messagePack) { _, _ in } } }

    @Test("longer than a byte's length are framed with a longer prefix", arguments: [100, 127, 128, 20_000])
    func prefixes(count: Int) throws {
        let text = String(repeating: "a", count: count)
        let framed = try written(.messagePack) { try $0.streamItem(.text("1"), text) }
        #expect(try read(framed, .messagePack) { try $1.string(at: $0?.payload ?? 0) } == text)
    }
}
