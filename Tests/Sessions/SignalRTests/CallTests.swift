import TestClient
import Testing
import WayleaveSignalRWire

@testable import WayleaveSignalR

@Suite("Calls of hub methods")
struct CallTests {
    private func answer(_ client: HubClient, _ target: String, _ arguments: String = "", type: Int = 1) -> String {
        client.answer(target, arguments, type: type)
    }

    private func ok(_ result: String) -> String { "{\"type\":3,\"invocationId\":\"0\",\"result\":\(result)}" }
    private func error(_ text: String) -> String { "{\"type\":3,\"invocationId\":\"0\",\"error\":\"\(text)\"}" }

    @Test("are answered with what the method returns, whatever the case of its name")
    func answers() throws {
        let client = try HubFixture().client()
        #expect(answer(client, "Echo", "\"你好，世界！\"") == ok("\"你好，世界！\""))
        #expect(answer(client, "eCHO", "\"a\"") == ok("\"a\""))
        #expect(answer(client, "\\u0045cho", "\"a\"") == ok("\"a\""))
        #expect(answer(client, "Add", "1,2") == ok("3"))
        #expect(answer(client, "Move", "{\"y\":2,\"x\":1}") == ok("{\"x\":2,\"y\":2}"))
        #expect(answer(client, "Value", "{\"a\":[null,1.5]}") == ok("{\"a\":[null,1.5]}"))
        #expect(answer(client, "Value", "1,null") == ok("1"))
        #expect(answer(client, "Nothing") == ok("null"))
        #expect(answer(client, "Slow", "\"a\",1") == ok("\"a\""))
    }

    @Test("are answered in MessagePack too")
    func packed() throws {
        let client = try HubFixture().client(.messagePack)
        #expect(answer(client, "Echo", "\"a\"") == "[3,{},\"0\",3,\"a\"]")
        #expect(answer(client, "Add", "1,2") == "[3,{},\"0\",3,3]")
        #expect(answer(client, "Slow", "\"a\",1") == "[3,{},\"0\",3,\"a\"]")
        #expect(answer(client, "Nothing") == "[3,{},\"0\",3,null]")
        #expect(answer(client, "Nope") == "[3,{},\"0\",1,\"Unknown hub method 'Nope'\"]")
        #expect(answer(client, "TellCaller", "\"x\"") == "[1,{},null,\"Told\",[\"x\"],[]]")
        #expect(client.read() == "[3,{},\"0\",3,null]")
        client.call("Counter", "2", type: 4)
        #expect([client.read(), client.read(), client.read()] == ["[2,{},\"0\",0]", "[2,{},\"0\",1]", "[3,{},\"0\",2]"])
    }

    @Test("without an id are never answered")
    func withoutID() async throws {
        let fixture = try HubFixture()
        let client = try fixture.client()
        client.call("Echo", "\"a\"", id: nil)
        client.call("Fail", "\"a\"", id: nil)
        client.call("Nope", id: nil)
        client.call("Note", "\"heard\"", id: nil)
        client.call("Slow", "\"a\",1", id: nil)
        #expect(client.isSilent())
        #expect(await fixture.notes.waitFor("heard"))
    }

    @Test(
        "that fail say why in the official server's words",
        arguments: [
            ("Nope", "", 1, "Unknown hub method 'Nope'"),
            ("Add", "1", 1, "Failed to invoke 'Add' due to an error on the server."),
            ("Add", "1,2,3", 1, "Failed to invoke 'Add' due to an error on the server."),
            ("add", "1,\\\"b\\\"", 1, "Failed to invoke 'add' due to an error on the server."),
            ("Slow", "1", 1, "Failed to invoke 'Slow' due to an error on the server."),
            ("Fail", "\"x\"", 1, "An unexpected error occurred invoking 'Fail' on the server."),
            ("SlowFail", "", 1, "An unexpected error occurred invoking 'SlowFail' on the server."),
            ("Refuse", "\"x\"", 1, "An unexpected error occurred invoking 'Refuse' on the server. HubException: x"),
            ("Secret", "", 1, "Failed to invoke 'Secret' because user is unauthorized"),
            ("Counter", "1", 1, "The client attempted to invoke the streaming 'Counter' method with a non-streaming invocation."),
            ("Echo", "\"a\"", 4, "The client attempted to invoke the non-streaming 'Echo' method with a streaming invocation."),
            ("RefusingStream", "", 4, "An unexpected error occurred invoking 'RefusingStream' on the server."),
            ("FailingStream", "0", 4, "An error occurred on the server while streaming results."),
            (
                "Sum", "1", 1,
                "An unexpected error occurred invoking 'Sum' on the server. HubException: Client sent 0 stream(s), Hub method expects 1."
            ),
        ])
    func errors(target: String, arguments: String, type: Int, text: String) throws {
        let client = try HubFixture().client()
        #expect(answer(client, target, arguments.replacing("\\\"", with: "\""), type: type) == error(text))
        #expect(client.isSilent())
    }

    @Test("that fail say more with detailed errors")
    func detailed() throws {
        let client = try HubFixture(detailed: true).client()
        #expect(answer(client, "Fail", "\"x\"") == error("An unexpected error occurred invoking 'Fail' on the server. Mishap: x"))
        #expect(
            answer(client, "Add", "1")
                == error(
                    "Failed to invoke 'Add' due to an error on the server. InvalidDataException: Invocation provides 1 argument(s) but target expects 2."
                ))
        client.call("FailingStream", "1", type: 4)
        #expect(client.read() == "{\"type\":2,\"invocationId\":\"0\",\"item\":0}")
        #expect(client.read() == error("An error occurred on the server while streaming results. Mishap: stream"))
    }

    @Test("of one client run one after the other")
    func order() async throws {
        let fixture = try HubFixture()
        let client = try fixture.client()
        client.call("Slow", "\"a\",40", id: "1")
        client.call("Slow", "\"b\",1", id: "2")
        client.call("Note", "\"sync\"", id: "3")
        client.call("Echo", "\"c\"", id: "4")
        let answers = (0..<4).map { _ in client.read() }
        #expect(
            answers.map { $0.contains("\"1\"") || $0.contains("\"2\"") || $0.contains("\"3\"") || $0.contains("\"4\"") } == [
                true, true, true, true,
            ])
        #expect(answers.map { Array($0.utf8)[26] } == [0x31, 0x32, 0x33, 0x34])
        #expect(fixture.notes.all == ["connected", "begin a", "end a", "begin b", "end b", "sync"])
    }

    @Test("may run at a time, as many as the options say")
    func parallel() async throws {
        let fixture = try HubFixture { $0.maximumParallelInvocationsPerClient = 2 }
        let client = try fixture.client()
        for name in ["a", "b", "c"] { client.call("Slow", "\"\(name)\",60", id: name) }
        _ = (client.read(), client.read(), client.read())
        #expect(fixture.notes.all.prefix(3) == ["connected", "begin a", "begin b"])
        #expect(fixture.notes.all.firstIndex(of: "begin c") ?? 0 > fixture.notes.all.firstIndex(of: "end a") ?? 9)
    }

    @Test("that are many wait, and all are answered in order")
    func many() throws {
        let client = try HubFixture { $0.maximumWaitingInvocations = 4 }.client()
        client.call("Slow", "\"a\",20", id: "first")
        for number in 0..<500 { client.call("Add", "\(number),1", id: "\(number)") }
        #expect(client.read().contains("first"))
        for number in 0..<500 { #expect(client.read() == "{\"type\":3,\"invocationId\":\"\(number)\",\"result\":\(number + 1)}") }
    }

    @Test("that come in one frame wait as bytes where too many wait as calls")
    func manyInOneFrame() throws {
        let client = try HubFixture { $0.maximumWaitingInvocations = 4 }.client()
        let slow = "{\"type\":1,\"invocationId\":\"slow\",\"target\":\"Slow\",\"arguments\":[\"a\",50]}\u{1E}"
        let calls = (0..<500).map { "{\"type\":1,\"invocationId\":\"\($0)\",\"target\":\"Add\",\"arguments\":[\($0),1]}\u{1E}" }
        client.raw.sendText(slow + calls.joined() + "{\"type\":1,\"invocationId\":\"cut")
        client.raw.sendText(" off\",\"target\":\"Add\",\"arguments\":[1,1]}\u{1E}")
        #expect(client.read() == "{\"type\":3,\"invocationId\":\"slow\",\"result\":\"a\"}")
        for id in 0..<500 where client.read() != "{\"type\":3,\"invocationId\":\"\(id)\",\"result\":\(id + 1)}" {
            Issue.record("call \(id) was answered otherwise")
        }
        #expect(client.read() == "{\"type\":3,\"invocationId\":\"cut off\",\"result\":2}")
    }

    @Test("may come many in one frame, or one in many")
    func framing() throws {
        let client = try HubFixture().client()
        let call = "{\"type\":1,\"invocationId\":\"0\",\"target\":\"Echo\",\"arguments\":[\"a\"]}\u{1E}"
        client.raw.sendText(call + call)
        #expect([client.read(), client.read()] == [ok("\"a\""), ok("\"a\"")])
        for byte in call.utf8 { client.raw.sendFrame(1, [byte]) }
        #expect(client.read() == ok("\"a\""))
    }

    @Test("may be sent before the handshake is answered")
    func pipelined() throws {
        let client = try HubFixture().socket()
        client.raw.sendText(
            "{\"protocol\":\"json\",\"version\":1}\u{1E}{\"type\":6}\u{1E}{\"type\":1,\"invocationId\":\"0\",\"target\":\"Add\",\"arguments\":[1,1]}\u{1E}"
        )
        #expect([client.read(), client.read()] == ["{}", ok("2")])
    }

    @Test("find what the connection remembers")
    func items() throws {
        let client = try HubFixture().client()
        #expect(answer(client, "Remember", "\"a\"") == ok("[\"a\"]"))
        #expect(answer(client, "Remember", "\"b\"") == ok("[\"a\",\"b\"]"))
    }
}
