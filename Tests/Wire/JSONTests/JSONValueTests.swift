import Testing
import WayleaveJSON

@Suite struct JSONValueTests {
    @Test(
        "re-encodes compact JSON byte for byte",
        arguments: [
            #"{"z":1,"a":[true,false,null],"m":{"b":"","a":{}}}"#, "[1,1.0,1e5,-0,0.10,1E+2,12345678901234567890123]", #""é😀\n\"""#, "null",
            #"[["message-back",1,"2",{"3":[true]}]]"#,
        ])
    func roundTrip(text: String) throws {
        let value = try JSON.decode(JSONValue.self, from: text)
        #expect(String(decoding: try JSON.encode(value), as: UTF8.self) == text)
    }

    static func random(using generator: inout SeededGenerator, depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth > 4 ? 5 : 7), using: &generator) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &generator))
        case 2: return .number(JSONNumber(Int.random(in: Int.min...Int.max, using: &generator)))
        case 3: return JSONNumber(Double.random(in: -1e9...1e9, using: &generator)).map(JSONValue.number) ?? .null
        case 4: return .string(randomText(&generator))
        case 5: return .array((0..<Int.random(in: 0..<5, using: &generator)).map { _ in random(using: &generator, depth: depth + 1) })
        default:
            let count = Int.random(in: 0..<5, using: &generator)
            return .object(
                JSONObject(
                    (0..<count).map { _ in
                        .init(name: randomText(&generator), value: random(using: &generator, depth: depth + 1))
                    }))
        }
    }

    static func randomText(_ generator: inout SeededGenerator) -> String {
        let letters: [Character] = ["a", "\"", "\\", "\n", "\u{0}", "é", "😀", "\u{1F}", " ", "/"]
        return String((0..<Int.random(in: 0..<20, using: &generator)).map { _ in letters.randomElement(using: &generator) ?? "a" })
    }

    @Test("keeps every value through encoding and decoding", arguments: 0..<20)
    func property(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<50 {
            let value = Self.random(using: &generator, depth: 0)
            #expect(try JSON.decode(JSONValue.self, from: JSON.encode(value)) == value)
        }
    }

    @Test("is written with literals and read with subscripts")
    func literals() {
        let value: JSONValue = ["user": "alice", "n": [1, 2.5, true, nil]]
        #expect(value["user"]?.string == "alice")
        #expect(value["n"]?[0]?.int == 1)
        #expect(value["n"]?[1]?.double == 2.5)
        #expect(value["n"]?[2]?.bool == true)
        #expect(value["n"]?[3]?.isNull == true)
        #expect(value["n"]?[4] == nil)
        #expect(value["x"] == nil)
        #expect(value.description == #"{"user":"alice","n":[1,2.5,true,null]}"#)
    }

    struct Picture: Codable, Equatable {
        var name: String
        var data: Binary
    }

    @Test("carries binary data: base64 in plain JSON, itself in trees")
    func binary() throws {
        let picture = Picture(name: "x", data: [0, 1, 255])
        #expect(String(decoding: try JSON.encode(picture), as: UTF8.self) == #"{"name":"x","data":"AAH/"}"#)
        #expect(try JSON.decode(Picture.self, from: #"{"name":"x","data":"AAH/"}"#) == picture)
        let tree = try JSONValue(encoding: picture)
        #expect(tree["data"] == .binary([0, 1, 255]))
        #expect(try tree.decode(Picture.self) == picture)
        #expect(throws: JSONError.self) { try JSON.decode(Binary.self, from: #""?""#) }
    }

    @Test("treats placeholders as ordinary objects where there are no attachments")
    func placeholders() throws {
        let text = #"{"_placeholder":true,"num":0}"#
        #expect(try JSON.decode(JSONValue.self, from: text)["num"]?.int == 0)
        let decoded = try Array(text.utf8).withUnsafeBytes { try JSON.decode(JSONValue.self, from: $0, attachments: [[7]]) }
        #expect(decoded == .binary([7]))
        #expect(throws: JSONError.self) {
            try Array(#"{"_placeholder":true,"num":1}"#.utf8).withUnsafeBytes { try JSON.decode(Binary.self, from: $0, attachments: [[7]]) }
        }
    }

    @Test("keeps the form of numbers and knows their values")
    func numbers() {
        #expect(JSONNumber("1.0")?.text == "1.0")
        #expect(JSONNumber("1.0")?.int == 1)
        #expect(JSONNumber("01") == nil)
        #expect(JSONNumber(" 1") == nil)
        #expect(JSONNumber(2.0)?.text == "2")
        #expect(JSONNumber(.nan) == nil)
        #expect(JSONNumber("1e400")?.int == nil)
    }
}
