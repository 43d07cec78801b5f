import Testing
import WayleaveJSON

@Suite struct MessagePackTests {
    struct Message: Codable, Equatable {
        var user: String
        var text: String?
        var tags: [String: Int] = [:]
        var scores: [Double] = []
        var raw = Binary([])
    }

    @Test(
        "writes every value in the shortest form of the specification",
        arguments: [
            (.null, [0xC0]), (.bool(true), [0xC3]), (.bool(false), [0xC2]), (.number(JSONNumber(127)), [0x7F]),
            (.number(JSONNumber(128)), [0xCC, 0x80]), (.number(JSONNumber(256)), [0xCD, 1, 0]),
            (.number(JSONNumber(65_536)), [0xCE, 0, 1, 0, 0]),
            (.number(JSONNumber(1 << 32)), [0xCF, 0, 0, 0, 1, 0, 0, 0, 0]), (.number(JSONNumber(-1)), [0xFF]),
            (.number(JSONNumber(-32)), [0xE0]), (.number(JSONNumber(-33)), [0xD0, 0xDF]), (.number(JSONNumber(-129)), [0xD1, 0xFF, 0x7F]),
            (.number(JSONNumber(-32_769)), [0xD2, 0xFF, 0xFF, 0x7F, 0xFF]), (.string("a"), [0xA1, 0x61]), (.array([.null]), [0x91, 0xC0]),
            (.object(["a": .number(JSONNumber(1))]), [0x81, 0xA1, 0x61, 1]), (.binary(Binary([7])), [0xC4, 1, 7]), (.array([]), [0x90]),
            (.object([:]), [0x80]),
        ] as [(JSONValue, [UInt8])]
    )
    func shortest(value: JSONValue, bytes: [UInt8]) throws {
        #expect(try MessagePack.encode(value) == bytes)
        #expect(try MessagePack.decode(JSONValue.self, from: bytes) == value)
    }

    @Test("reads back what Codable wrote, whatever the sizes", arguments: [0, 1, 15, 16, 31, 32, 255, 256, 65_535, 65_536])
    func sizes(count: Int) throws {
        let tags = Dictionary(uniqueKeysWithValues: (0..<min(count, 70_000)).map { ("k\($0)", $0) })
        let message = Message(
            user: String(repeating: "é", count: count / 2), text: count % 2 == 0 ? nil : "x", tags: tags,
            scores: (0..<count).map { Double($0) + 0.5 }, raw: Binary([UInt8](repeating: 9, count: count)))
        #expect(try MessagePack.decode(Message.self, from: MessagePack.encode(message)) == message)
    }

    @Test("reads integers of every width into every type they fit, and names path and type where they do not")
    func integers() throws {
        #expect(try MessagePack.decode(UInt64.self, from: [0xCF] + [UInt8](repeating: 0xFF, count: 8)) == .max)
        #expect(try MessagePack.decode(Int64.self, from: [0xD3, 0x80, 0, 0, 0, 0, 0, 0, 0]) == .min)
        #expect(try MessagePack.decode(Int.self, from: [0xCB, 0x40, 0x08, 0, 0, 0, 0, 0, 0]) == 3)
        #expect(try MessagePack.decode(Double.self, from: [0xCA, 0x3F, 0x80, 0, 0]) == 1)
        #expect(try MessagePack.decode([Int].self, from: [0x92, 0xD0, 0x80, 0xD1, 0x80, 0]) == [-128, -32_768])
        #expect(throws: JSONError(.invalidValue("the number 300 does not fit UInt8"), path: "$[0]")) {
            try MessagePack.decode([UInt8].self, from: [0x91, 0xCD, 1, 44])
        }
        #expect(throws: JSONError(.typeMismatch(expected: "Int", found: "string"), path: "$.a")) {
            try MessagePack.decode([String: Int].self, from: [0x81, 0xA1, 0x61, 0xA1, 0x62])
        }
    }

    @Test("reads integers as member names")
    func integerNames() throws {
        #expect(try MessagePack.decode([Int: String].self, from: [0x82, 1, 0xA1, 0x61, 0xFF, 0xA1, 0x62]) == [1: "a", -1: "b"])
    }

    @Test(
        "reads timestamps as the text that JSON would carry, and notepack's undefined as null",
        arguments: [
            ([0xD6, 0xFF, 0, 0, 0, 0], "1970-01-01T00:00:00.000Z"), ([0xD6, 0xFF, 0x65, 0x53, 0xF1, 0x00], "2023-11-14T22:13:20.000Z"),
            ([0xD7, 0xFF, 0x07, 0x70, 0x6A, 0x00, 0x65, 0x53, 0xF1, 0x00], "2023-11-14T22:13:20.031Z"),
            ([0xD7, 0x00, 0x00, 0x00, 0x01, 0x8B, 0xCF, 0xE5, 0x68, 0x00], "2023-11-14T22:13:20.000Z"),
            ([0xC7, 12, 0xFF, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], "1969-12-31T23:59:59.000Z"),
        ] as [([UInt8], String)]
    )
    func timestamps(bytes: [UInt8], text: String) throws {
        #expect(try MessagePack.decode(String.self, from: bytes) == text)
        #expect(try MessagePack.decode(String?.self, from: [0xD4, 0, 0]) == nil)
        #expect(try MessagePack.decode(Binary.self, from: [0xD4, 5, 9]) == Binary([9]))
    }

    @Test("refuses what is cut off anywhere, goes on after its end, or announces more than there is")
    func malformed() throws {
        let whole = try MessagePack.encode(Message(user: "alice", text: "hi", tags: ["a": 1], scores: [1.5], raw: Binary([1, 2])))
        for count in 0..<whole.count {
            #expect(throws: JSONError.self) { try MessagePack.decode(Message.self, from: Array(whole[..<count])) }
        }
        let faults: [[UInt8]] = [
            whole + [0], [0xC1], [0xDD, 0xFF, 0xFF, 0xFF, 0xFF], [0xDF, 0x7F, 0xFF, 0xFF, 0xFF, 0], [0xC6, 0xFF, 0xFF, 0xFF, 0xFF],
            [0x81, 0xC0, 0], [0x81, 0x90, 0], [0xA1, 0xFF], [UInt8](repeating: 0x91, count: 65) + [0],
        ]
        for bytes in faults { #expect(throws: JSONError.self) { try MessagePack.decode(JSONValue.self, from: bytes) } }
        #expect(try MessagePack.decode(JSONValue.self, from: [UInt8](repeating: 0x91, count: 64) + [0])[0] != nil)
    }

    @Test("never traps on noise, and what it accepts it can write and read again")
    func noise() throws {
        var random = SeededGenerator(seed: 7)
        var accepted = 0
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 1...24, using: &random)).map { _ in
                Bool.random(using: &random) ? UInt8.random(in: 0...255, using: &random) : UInt8.random(in: 0x80...0xA4, using: &random)
            }
            guard let value = try? MessagePack.decode(JSONValue.self, from: bytes) else { continue }
            accepted += 1
            #expect(try MessagePack.decode(JSONValue.self, from: MessagePack.encode(value)) == value)
        }
        #expect(accepted > 200)
    }

    @Test("leaves what follows a value to the caller")
    func prefix() throws {
        let document = JSONDocument()
        let used = try [0x92, 1, 2, 0xC0].withUnsafeBytes { try document.scan(messagePack: $0) }
        #expect(used == 3)
    }
}
