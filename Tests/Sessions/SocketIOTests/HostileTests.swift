import TestClient
import Testing
import WayleaveJSON
import WayleaveSocketIO

/// Clients that send what no official client does: they lose their connection or get an answer, and nobody else notices.
@Suite struct HostileTests {
    /// A server that echoes, and a client on it that behaves.
    struct Stage {
        let fixture: Fixture
        let bystander: Client

        init(_ change: (inout SocketIOOptions) -> Void = { _ in }) throws {
            var options = SocketIOOptions()
            change(&options)
            fixture = try Fixture(options: options) { io, notes in
                io.onConnection { socket in
                    socket.onRaw("echo") { arguments, _ in socket.emit("echo", values: arguments) }
                    socket.onAny { event, _ in notes.add(event) }
                    socket.on("ask") { socket.emit("question") { answer in notes.add("\(answer)") } }
                }
            }
            bystander = try fixture.joined()
        }

        /// Whether the client that behaves is served as if nothing had happened.
        func goesOn() -> Bool {
            bystander.send(#"42["echo","still here"]"#)
            return bystander.read() == #"42["echo","still here"]"#
        }
    }

    @Test(
        "closes on every malformed or misplaced packet",
        arguments: [
            // Attachments: none, not declared so, too many, without their number, beyond the last.
            #"450-["echo"]"#, #"45["echo"]"#, #"4599999999999999999999-["echo"]"#, #"45-1-["echo"]"#, #"451["echo"]"#, "451-",
            #"451-["echo",{"_placeholder":true}]"#, #"451-["echo",{"_placeholder":true,"num":-1}]"#,
            #"451-["echo",{"_placeholder":true,"num":"0"}]"#, #"451-["echo",{"_placeholder":true,"num":4294967296}]"#, #"460-1[]"#,
            // Acknowledgement ids: beyond Int, negative, none where one is needed, one where none may be.
            #"429223372036854775808["echo"]"#, #"4299999999999999999999999999["echo"]"#, #"42-1["echo"]"#, "43-1[]", "43[]",
            "4399999999999999999999[]", "411", #"400{"a":1}"#, #"421.5["echo"]"#,
            // Types that do not exist or that only servers send.
            "47[]", "48", "4/", "4 2[]", #"44{"message":"x"}"#, "4\u{0}",
            // Names of events and their place.
            "42[]", "42[null]", "42[true]", "42[{}]", #"42[["echo"]]"#, #"42"echo""#, "42{}", "42null", "421", #"42["connect_error"]"#,
            #"42["newListener"]"#, #"42["removeListener"]"#, #"42["disconn\u0065cting"]"#,
            // JSON.
            #"42["echo""#, #"42["echo"]x"#, #"42['echo']"#, #"42["echo",01]"#, #"42["echo",NaN]"#, "42[\"echo\",\"\u{1}\"]",
            // Namespaces.
            #"42/none,["echo"]"#, "41/none,", "43/none,0[]", "40", "40,", "40[]", "401", #"40"x""#,
        ])
    func closes(packet: String) throws {
        let stage = try Stage()
        let client = try stage.fixture.joined()
        client.send(packet)
        #expect(client.read() == "closed")
        #expect(stage.goesOn())
        #expect(stage.fixture.notes.all.allSatisfy { $0 == "echo" || $0.hasPrefix("error: connection closed") })
    }

    @Test(
        "serves what is odd but no violation, without any meaning of its own",
        arguments: [
            #"["echo"]"#, #"["echo",{"__proto__":{"polluted":true},"constructor":1}]"#, #"["echo",{"a":1,"a":2}]"#,
            #"["echo",1e400]"#, #"["echo",12345678901234567890123]"#, #"["echo",[],{},""]"#,
        ])
    func odd(payload: String) throws {
        let stage = try Stage()
        let client = try stage.fixture.joined()
        client.send("42" + payload)
        #expect(client.read() == "42" + payload)
        #expect(stage.goesOn())
    }

    @Test(
        "takes names of JavaScript's own properties for names like any other",
        arguments: ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "prototype", "length", "", " ", "message"])
    func names(name: String) async throws {
        let stage = try Stage()
        let client = try stage.fixture.client()
        client.send("40/\(name),")
        if name.isEmpty {
            #expect(client.read().hasPrefix("40{"))
        } else {
            #expect(client.read() == #"44/\#(name),{"message":"Invalid namespace"}"#)
            try client.join()
        }
        client.send(#"42["\#(name)",1]"#)
        client.send(#"42["echo"]"#)
        #expect(client.read() == #"42["echo"]"#)
        #expect(stage.fixture.notes.all == [name, "echo"])
        #expect(stage.goesOn())
    }

    @Test("ignores acknowledgements nobody awaits, and repeated ones")
    func acknowledgements() async throws {
        let stage = try Stage()
        let client = try stage.fixture.joined()
        client.send(#"42["ask"]"#)
        #expect(client.read() == #"420["question"]"#)
        for packet in ["431[1]", "43999999999999999[2]", "430[3]", "430[4]", #"461-0[{"_placeholder":true,"num":0}]"#] {
            client.send(packet)
        }
        client.send(binary: [1])
        client.send(#"42["echo"]"#)
        #expect(client.read() == #"42["echo"]"#)
        #expect(stage.fixture.notes.all == ["ask", "[3]", "echo"])
        #expect(stage.goesOn())
    }

    @Test("reads 64 levels of JSON and closes on more, however many")
    func depth() throws {
        let stage = try Stage()
        func nested(_ levels: Int) -> String {
            #"42["echo",\#(String(repeating: "[", count: levels))\#(String(repeating: "]", count: levels))]"#
        }
        let client = try stage.fixture.joined()
        client.send(nested(63))
        #expect(client.read() == nested(63))
        client.send(nested(64))
        #expect(client.read() == "closed")
        for levels in [10_000, 200_000] {
            let deep = try stage.fixture.joined()
            deep.send(#"42["echo","# + String(repeating: "[", count: levels))
            #expect(deep.read() == "closed")
        }
        #expect(stage.goesOn())
    }

    @Test("ends a flood of packets before CONNECT with the first, and reads none of the rest")
    func floodBeforeConnect() async throws {
        let stage = try Stage()
        let client = try stage.fixture.client()
        for _ in 0..<2_000 { client.send(#"42["echo","flood"]"#) }
        #expect(client.read() == "closed")
        #expect(stage.fixture.notes.all.count == 1)
        #expect(stage.goesOn())
    }

    @Test("answers a thousand names of namespaces that are none, and keeps nothing of them")
    func thousandNamespaces() throws {
        let stage = try Stage()
        let client = try stage.fixture.client()
        for n in 0..<1_000 { client.send("40/\(n),") }
        for n in 0..<1_000 { #expect(client.read() == #"44/\#(n),{"message":"Invalid namespace"}"#) }
        #expect(stage.fixture.io.namespaces.map(\.name) == ["/"])
        client.send("40/" + String(repeating: "x", count: 256) + ",")
        #expect(client.read() == "closed")
        #expect(stage.goesOn())
    }

    @Test("lets one connection join as many namespaces as the options say")
    func manyNamespaces() throws {
        let stage = try Stage { $0.maxNamespacesPerConnection = 3 }
        for n in 0..<5 { _ = stage.fixture.io.of("/\(n)") }
        let client = try stage.fixture.client()
        for n in 0..<3 { try client.join("/\(n)") }
        client.send("40/3,")
        #expect(client.read() == #"44/3,{"message":"Too many namespaces"}"#)
        client.send("41/1,")
        try client.join("/3")
        #expect(stage.goesOn())
    }

    @Test("closes on attachments nobody announced, on text among them, on more bytes than a packet may have")
    func attachments() throws {
        let stage = try Stage { $0.maxPacketBytes = 1_000 }
        let header = #"452-["echo",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]"#
        let stray = try stage.fixture.joined()
        stray.send(binary: [1])
        #expect(stray.read() == "closed")
        let third = try stage.fixture.joined()
        third.send(header)
        for _ in 0..<3 { third.send(binary: [1]) }
        #expect([header, "<1>", "<1>", "closed"] == [third.read(), third.read(), third.read(), third.read()])
        let large = try stage.fixture.joined()
        large.send(header)
        large.send(binary: [UInt8](repeating: 0, count: 600))
        large.send(binary: [UInt8](repeating: 0, count: 600))
        #expect(large.read() == "closed")
        #expect(stage.goesOn())
    }

    @Test("does not wait for attachments that never come: the heartbeat goes on, others do")
    func missingAttachments() throws {
        let stage = try Stage { $0.pingInterval = .milliseconds(30) }
        let client = try stage.fixture.joined()
        client.send(#"451-["echo",{"_placeholder":true,"num":0}]"#)
        var packet = client.read()
        #expect(packet == "2")
        client.send("3")
        client.send(binary: [7])
        repeat { packet = client.read() } while packet == "2"
        #expect(packet == #"451-["echo",{"_placeholder":true,"num":0}]"#)
    }
}
