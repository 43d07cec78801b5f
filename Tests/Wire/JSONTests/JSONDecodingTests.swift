import Testing
import WayleaveJSON

@Suite struct JSONDecodingTests {
    struct User: Codable, Equatable {
        var name: String
        var age: Int
        var tags: [String]?
    }
    struct Wrapper: Codable, Equatable {
        var user: User
    }

    static func message(of body: () throws -> Void) -> String {
        do {
            try body()
            return "nothing thrown"
        } catch {
            return "\(error)"
        }
    }

    @Test("decodes structs whatever the order, spacing and extra members")
    func structs() throws {
        let text = "{ \"x\" : [1,{\"y\":2}] ,\n\t\"age\":30,\"name\":\"Ada\" }\r\n"
        #expect(try JSON.decode(User.self, from: text) == User(name: "Ada", age: 30, tags: nil))
        #expect(try JSON.decode(User.self, from: #"{"name":"Ada","age":30,"tags":["a","b"]}"#).tags == ["a", "b"])
        #expect(try JSON.decode(User.self, from: #"{"n\u0061me":"Ada","age":30,"tags":null}"#) == User(name: "Ada", age: 30, tags: nil))
    }

    @Test("names the path and the expected type in errors")
    func errors() {
        #expect(
            Self.message { _ = try JSON.decode(Wrapper.self, from: #"{"user":{"name":"a","age":"30"}}"#) }
                == "at $.user.age: expected Int, found string")
        #expect(
            Self.message { _ = try JSON.decode([Wrapper].self, from: #"[{"user":{"name":"a","age":1}},{"user":{"name":"a"}}]"#) }
                == "at $[1].user: the member \"age\" is missing")
        #expect(
            Self.message { _ = try JSON.decode([String: Bool].self, from: #"{"odd name":1}"#) }
                == "at $[\"odd name\"]: expected Bool, found number")
        #expect(Self.message { _ = try JSON.decode(User.self, from: "[]") } == "at $: expected an object, found array")
        #expect(Self.message { _ = try JSON.decode(Int8.self, from: "300") } == "at $: the number 300 does not fit Int8")
        #expect(Self.message { _ = try JSON.decode(Int.self, from: "1.5") } == "at $: the number 1.5 does not fit Int")
        #expect(Self.message { _ = try JSON.decode(Double.self, from: "1e999") } == "at $: the number 1e999 does not fit Double")
    }

    enum Colour: String, Codable { case red, green }

    @Test("words the errors of a type's own decoding with the path")
    func foreignErrors() {
        let text = Self.message { _ = try JSON.decode([Colour].self, from: #"["red","blue"]"#) }
        #expect(text.hasPrefix("at $[1]: "))
        #expect(text.contains("blue"))
    }

    @Test(
        "refuses everything outside the grammar",
        arguments: [
            "", " ", "{", "}", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}",
            "{\"a\":1 \"b\":2}", "01", "-", "-a", "+1", "1.", ".5", "1e", "1e+", "0x1", "1_0", "NaN", "Infinity", "nul", "nulll", "tru",
            "TRUE",
            "\"", "\"a", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"a\nb\"", "\"a\tb\"", "\"\u{0}\"", "1 2", "[]]", "{}{}", "// 1",
            "\u{FEFF}1",
            "[1]\u{0}", "\u{B}1", "{\"a\":1]", "[1}",
        ])
    func grammar(text: String) {
        #expect(throws: JSONError.self) { try JSON.decode(JSONValue.self, from: text) }
    }

    @Test(
        "refuses invalid UTF-8 inside strings",
        arguments: [
            [0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xC3], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0xE2, 0x28, 0xA1], [0xFF],
        ] as [[UInt8]])
    func invalidUTF8(bytes: [UInt8]) {
        #expect(throws: JSONError(.invalidUTF8)) { try JSON.decode(String.self, from: [0x22] + bytes + [0x22]) }
        #expect(throws: JSONError(.invalidUTF8)) {
            try JSON.decode(String.self, from: [0x22] + Array("0123456789".utf8) + bytes + Array("0123456789".utf8) + [0x22])
        }
    }

    @Test("decodes escapes and surrogate pairs; half a pair becomes U+FFFD")
    func escapes() throws {
        #expect(try JSON.decode(String.self, from: #""\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\ud83d\ude00""#) == "\"\\/\u{8}\u{C}\n\r\tAé€😀")
        #expect(try JSON.decode(String.self, from: #""a\ud83d""#) == "a\u{FFFD}")
        #expect(try JSON.decode(String.self, from: #""\ud83dx\ude00""#) == "\u{FFFD}x\u{FFFD}")
        #expect(try JSON.decode(String.self, from: #""\ud83d\ud83d\ude00""#) == "\u{FFFD}😀")
        #expect(try JSON.decode(String.self, from: "\"é😀\u{7F}\"") == "é😀\u{7F}")
    }

    @Test("decodes integers to the ends of their ranges, exactly")
    func integers() throws {
        #expect(try JSON.decode([Int].self, from: "[9223372036854775807,-9223372036854775808,-0,1.0,1e3]") == [.max, .min, 0, 1, 1000])
        #expect(try JSON.decode(UInt64.self, from: "18446744073709551615") == .max)
        #expect(try JSON.decode([UInt8].self, from: "[0,255]") == [0, 255])
        for text in ["9223372036854775808", "-9223372036854775809", "1e30", "123456789012345678901234567890"] {
            #expect(throws: JSONError.self) { try JSON.decode(Int.self, from: text) }
        }
        #expect(throws: JSONError.self) { try JSON.decode(UInt.self, from: "-1") }
    }

    @Test("rounds floating-point numbers correctly")
    func floatingPoint() throws {
        let texts = [
            "0.1", "-0.0", "1e22", "1e23", "5e-324", "1.7976931348623157e308", "123456789012345678", "2.2250738585072011e-308", "3",
        ]
        for text in texts {
            let value = try JSON.decode(Double.self, from: text)
            #expect(value == Double(text) && value.sign == Double(text)?.sign)
        }
        #expect(try JSON.decode(Float.self, from: "16777217") == 16_777_216)
    }

    @Test("bounds the depth at 64 containers")
    func depth() throws {
        let allowed = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        _ = try JSON.decode(JSONValue.self, from: allowed)
        #expect(throws: JSONError(.tooDeep(limit: 64))) { try JSON.decode(JSONValue.self, from: "[" + allowed + "]") }
        #expect(throws: JSONError(.tooDeep(limit: 64))) {
            try JSON.decode(JSONValue.self, from: String(repeating: "{\"a\":", count: 1_000_000))
        }
    }

    @Test("decodes a dictionary of very many members in linear time")
    func manyMembers() throws {
        let text = "{" + (0..<20_000).map { "\"k\($0)\":{}" }.joined(separator: ",") + "}"
        #expect(try JSON.decode([String: [String: Int]].self, from: text).count == 20_000)
    }

    /// A type that decodes later, after its `init(from:)` returned.
    struct Lazy: Decodable {
        let decoder: any Decoder
        init(from decoder: any Decoder) { self.decoder = decoder }
    }

    @Test("lets a type keep its decoder beyond the life of the bytes")
    func escapingDecoder() throws {
        var bytes: [UInt8]? = Array(#"{"user":{"name":"Ada","age":36}}"#.utf8)
        let lazy = try JSON.decode([String: Lazy].self, from: bytes ?? [])
        bytes = nil
        let user = try User(from: try #require(lazy["user"]).decoder)
        #expect(user == User(name: "Ada", age: 36, tags: nil))
    }

    class Animal: Codable {
        var name = ""
    }
    final class Dog: Animal {
        var age = 0
        enum CodingKeys: CodingKey { case age }
        override init() { super.init() }
        required init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            age = try container.decode(Int.self, forKey: .age)
            try super.init(from: container.superDecoder())
        }
        override func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try super.encode(to: container.superEncoder())
            try container.encode(age, forKey: .age)
        }
    }

    @Test("supports classes that decode their superclass")
    func superclass() throws {
        let dog = Dog()
        dog.name = "Rex"
        dog.age = 3
        let bytes = try JSON.encode(dog)
        #expect(String(decoding: bytes, as: UTF8.self) == #"{"super":{"name":"Rex"},"age":3}"#)
        let copy = try JSON.decode(Dog.self, from: bytes)
        #expect(copy.name == "Rex" && copy.age == 3)
    }

    @Test("survives any mutilation of a document")
    func mutations() {
        var generator = SeededGenerator(seed: 7)
        let seed = Array(#"{"user":{"name":"A\u00e9\n😀","age":-1.5e3,"tags":["x",true,null,[{}]]},"b":"Zm9v"}"#.utf8)
        for _ in 0..<5_000 {
            var bytes = seed
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let index = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: index)
                default: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &generator)], at: index)
                }
            }
            if let value = try? JSON.decode(JSONValue.self, from: bytes) {
                #expect((try? JSON.decode(JSONValue.self, from: JSON.encode(value))) == value)
            }
            _ = try? JSON.decode(Wrapper.self, from: bytes)
        }
    }
}
