import Testing
import WayleaveJSON

@Suite struct JSONEncodingTests {
    static func text<T: Encodable>(_ value: T) throws -> String { String(decoding: try JSON.encode(value), as: UTF8.self) }

    struct Everything: Codable, Equatable {
        var a = true
        var b: Int8 = -8
        var c: UInt64 = .max
        var d = 1.5
        var e: Float = 0.1
        var f = "q\"b\\s\u{8}\u{C}\n\r\t\u{1}é😀\u{2028}/"
        var g: [Int?] = [1, nil]
        var h: [String: [Bool]] = ["k": []]
        var i: Int? = nil
        var j = 2.0
        var k: [[String]] = [[], ["x"]]
    }

    @Test("writes like JSON.stringify: compact, short escapes, shortest numbers")
    func stringify() throws {
        let expected =
            #"{"a":true,"b":-8,"c":18446744073709551615,"d":1.5,"e":0.1,"f":"q\"b\\s\b\f\n\r\t\u0001é😀"# + "\u{2028}"
            + #"/","g":[1,null],"h":{"k":[]},"j":2,"k":[[],["x"]]}"#
        #expect(try Self.text(Everything()) == expected)
        #expect(try JSON.decode(Everything.self, from: expected) == Everything())
    }

    @Test("escapes wherever the character stands in the eight-byte steps", arguments: 0..<20)
    func escapePositions(position: Int) throws {
        let text = String(repeating: "x", count: position) + "\"\n" + String(repeating: "é", count: 20 - position)
        let encoded = try Self.text(text)
        #expect(encoded == "\"" + String(repeating: "x", count: position) + #"\"\n"# + String(repeating: "é", count: 20 - position) + "\"")
        #expect(try JSON.decode(String.self, from: encoded) == text)
    }

    struct Empty: Codable {}
    struct Nothing: Encodable {
        func encode(to encoder: any Encoder) {}
    }

    @Test("writes empty objects for values that encode nothing")
    func empty() throws {
        #expect(try Self.text(Empty()) == "{}")
        #expect(try Self.text(Nothing()) == "{}")
        #expect(try Self.text([Nothing(), Nothing()]) == "[{},{}]")
        #expect(try Self.text(["a": Nothing()]) == #"{"a":{}}"#)
        #expect(try Self.text([Int]()) == "[]")
    }

    struct Nested: Encodable {
        enum Keys: CodingKey { case a, b, c, x }
        func encode(to encoder: any Encoder) throws {
            var outer = encoder.container(keyedBy: Keys.self)
            var list = outer.nestedUnkeyedContainer(forKey: .a)
            try list.encode(1)
            var inner = list.nestedContainer(keyedBy: Keys.self)
            try inner.encode("y", forKey: .x)
            try list.encode(2)
            _ = outer.nestedContainer(keyedBy: Keys.self, forKey: .b)
            _ = outer.superEncoder(forKey: .c)
            var again = encoder.container(keyedBy: Keys.self)
            try again.encodeNil(forKey: .x)
        }
    }

    @Test("closes nested containers when their parent goes on")
    func nested() throws {
        #expect(try Self.text(Nested()) == #"{"a":[1,{"x":"y"},2],"b":{},"c":{},"x":null}"#)
    }

    struct Interleaved: Encodable {
        enum Keys: CodingKey { case a, b }
        func encode(to encoder: any Encoder) throws {
            var outer = encoder.container(keyedBy: Keys.self)
            var first = outer.nestedUnkeyedContainer(forKey: .a)
            var second = outer.nestedUnkeyedContainer(forKey: .b)
            try second.encode(2)
            try first.encode(1)
        }
    }

    struct Twice: Encodable {
        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(1)
            try container.encode(2)
        }
    }

    @Test("refuses interleaved containers and doubled values instead of writing nonsense")
    func interleaved() {
        #expect(throws: JSONError.self) { try JSON.encode(Interleaved()) }
        #expect(throws: JSONError.self) { try JSON.encode(Twice()) }
    }

    @Test("refuses numbers that JSON does not have", arguments: [Double.nan, .infinity, -.infinity])
    func notFinite(value: Double) {
        #expect(throws: JSONError.self) { try JSON.encode([value]) }
    }

    indirect enum Chain: Encodable {
        case end
        case link(Chain)
        func encode(to encoder: any Encoder) throws {
            var container = encoder.unkeyedContainer()
            if case .link(let next) = self { try container.encode(next) }
        }
    }

    @Test("bounds the depth of what it writes")
    func depth() throws {
        var chain = Chain.end
        for _ in 0..<63 { chain = .link(chain) }
        #expect(try JSON.encode(chain).count == 128)
        #expect(throws: JSONError(.tooDeep(limit: 64))) { try JSON.encode(Chain.link(chain)) }
        var value = JSONValue.array([])
        for _ in 0..<64 { value = [value] }
        #expect(throws: JSONError(.tooDeep(limit: 64))) { try JSON.encode(value) }
    }

    @Test("writes whole and extreme floating-point numbers so that they read back the same")
    func floatingPoint() throws {
        #expect(try Self.text([1.0, -0.5, 100]) == "[1,-0.5,100]")
        for value in [Double.leastNonzeroMagnitude, .greatestFiniteMagnitude, .pi, 1e21, -1e-7, 0.1 + 0.2] {
            #expect(try JSON.decode(Double.self, from: Self.text(value)) == value)
        }
    }
}
