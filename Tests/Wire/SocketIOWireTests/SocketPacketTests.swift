import Testing
import WayleaveJSON
import WayleaveSocketIOWire

@Suite struct SocketPacketTests {
    static func parse(_ text: String, limits: SocketPacketLimits = .init()) throws(SocketPacketError) -> SocketPacket {
        var result: Result<SocketPacket, SocketPacketError> = .failure(.empty)
        Array(text.utf8).withUnsafeBytes { bytes in
            do throws(SocketPacketError) { result = .success(try SocketPacket.parse(bytes, limits: limits)) } catch {
                result = .failure(error)
            }
        }
        return try result.get()
    }

    /// Parses and checks the payload; returns a readable form of what came out.
    static func read(_ text: String) throws -> String {
        let bytes = Array(text.utf8)
        return try bytes.withUnsafeBytes { bytes in
            let packet = try SocketPacket.parse(bytes, limits: .init())
            let document = JSONDocument()
            let hasPayload = try SocketPayload.scan(packet, of: bytes, into: document)
            let namespace = String(decoding: bytes[packet.namespace], as: UTF8.self)
            let payload = hasPayload ? String(decoding: bytes[packet.payload], as: UTF8.self) : "-"
            return "\(packet.type) \(packet.attachmentCount) '\(namespace)' \(packet.ackID.map { "\($0)" } ?? "-") \(payload)"
        }
    }

    @Test(
        "parses every form of the grammar",
        arguments: [
            ("0", "connect 0 '' - -"), (#"0{"token":"x"}"#, #"connect 0 '' - {"token":"x"}"#), ("0/custom,", "connect 0 '/custom' - -"),
            ("0/random", "connect 0 '/random' - -"), (#"0/a,{}"#, "connect 0 '/a' - {}"), ("0/,", "connect 0 '' - -"),
            ("1", "disconnect 0 '' - -"),
            ("1/custom", "disconnect 0 '/custom' - -"), ("1/custom,", "disconnect 0 '/custom' - -"), (#"2["a"]"#, #"event 0 '' - ["a"]"#),
            (#"2[1,2]"#, "event 0 '' - [1,2]"), (#"2456["a",1]"#, #"event 0 '' 456 ["a",1]"#), (#"2/n,0["a"]"#, #"event 0 '/n' 0 ["a"]"#),
            ("3456[]", "ack 0 '' 456 []"), (#"3/n,12["x"]"#, #"ack 0 '/n' 12 ["x"]"#),
            (
                #"51-/n,7["a",{"_placeholder":true,"num":0}]"#, #"binaryEvent 1 '/n' 7 ["a",{"_placeholder":true,"num":0}]"#
            ), (#"610-1[]"#, "binaryAck 10 '' 1 []"), (#"52-789["a"]"#, #"binaryEvent 2 '' 789 ["a"]"#),
            (#"2["constructor"]"#, #"event 0 '' - ["constructor"]"#),
            (#"2["__proto__",{"__proto__":1}]"#, #"event 0 '' - ["__proto__",{"__proto__":1}]"#),
            (#"2["é😀"]"#, #"event 0 '' - ["é😀"]"#),
        ])
    func grammar(text: String, expected: String) throws {
        #expect(try Self.read(text) == expected)
    }

    @Test(
        "refuses what is outside it",
        arguments: [
            "", "7", "9[]", "abc", "x", " 2[\"a\"]", "2", "2{}", "2[]", "2null", "2\"a\"", "2[null]", "2[true,1]", "2[[\"a\"]]", "2[\"a\"",
            "2[\"a\"]]",
            "2abc[\"a\"]", "2-1[\"a\"]", "2+1[\"a\"]", "21234567890123456[\"a\"]", "3[]", "3", "31", "31{}", "31\"a\"", "0[]", "0\"x\"",
            "01", "0abc",
            "0null", "1{}", "1[]", "1/a,[]", "4{\"message\":\"x\"}", "4", "5[\"a\"]", "5-[\"a\"]", "50-[\"a\"]", "500-[\"a\"]",
            "511-[\"a\"]",
            "51[\"a\"]", "5x-[\"a\"]", "5-1-[\"a\"]", "51.5-[\"a\"]", "599999999999999999999-[\"a\"]", "51-", "51-{}", "6-1[]", "60-1[]",
            "61-[]",
            #"51-["a",{"_placeholder":true,"num":1}]"#, #"51-["a",{"_placeholder":true,"num":-1}]"#, #"51-["a",{"_placeholder":true}]"#,
            #"51-["a",{"_placeholder":true,"num":"0"}]"#, #"51-["a",[[{"_placeholder":true,"num":0.5}]]]"#,
            #"61-1[{"_placeholder":true,"num":99999999999}]"#, #"2["connect"]"#, #"2["connect_error"]"#, #"2["disconnect"]"#,
            #"2["disconnecting"]"#, #"2["newListener"]"#, #"2["removeListener"]"#, #"2["\u0063onnect"]"#, #"51-["disconnect"]"#,
            "0/" + String(repeating: "n", count: 256),
        ])
    func refusals(text: String) {
        #expect(throws: SocketPacketError.self) { try Self.read(text) }
    }

    @Test("names the reason, as each closes a connection somebody will have to explain")
    func reasons() throws {
        #expect(throws: SocketPacketError.badAttachmentCount(limit: 10)) { try Self.parse("511-[]") }
        #expect(throws: SocketPacketError.unknownType(0x39)) { try Self.parse("9") }
        #expect(throws: SocketPacketError.reservedEvent("connect")) { try Self.read(#"2["connect"]"#) }
        #expect(SocketPacketError.invalidPlaceholder.description == "a placeholder without its attachment")
    }

    @Test("does not take placeholders in packets without attachments for such")
    func plainPlaceholder() throws {
        #expect(try Self.read(#"2["a",{"_placeholder":true,"num":5}]"#).hasPrefix("event 0"))
    }

    @Test("is not upset by any bytes")
    func anyBytes() {
        var state: UInt64 = 3
        let alphabet = Array(#"0123456-/,[]{}":ae\_"#.utf8)
        for _ in 0..<20_000 {
            var text: [UInt8] = []
            for _ in 0..<12 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            _ = try? Self.read(String(decoding: text, as: UTF8.self))
        }
    }
}
