import TestClient
import Testing
import WayleaveServer
import WayleaveSignalRConnections
import WayleaveSignalRWire

@testable import WayleaveSignalR

@Suite("Clients of hubs")
struct ClientTests {
    private func told(_ text: String) -> String { "{\"type\":1,\"target\":\"Told\",\"arguments\":[\"\(text)\"]}" }
    private let done = "{\"type\":3,\"invocationId\":\"0\",\"result\":null}"
    private func id(_ client: HubClient) -> String { String(client.answer("Id").dropFirst(39).dropLast(2)) }

    @concurrent
    private static func ask(_ context: HubContext, _ id: String) async throws -> Int {
        let method = ClientResultMethod<Int>("Answer")
        return try await context.clients.client(id).invoke(method)
    }

    @Test("are reached all together, or without the caller, in both protocols", arguments: [1, 2])
    func all(loops: Int) throws {
        let fixture = try HubFixture(loops: loops)
        let a = try fixture.client()
        let b = try fixture.client()
        let c = try fixture.client(.messagePack)
        a.call("TellAll", "\"x\"")
        #expect(a.read() == told("x"))
        #expect(a.read() == done)
        #expect(b.read() == told("x"))
        #expect(c.read() == "[1,{},null,\"Told\",[\"x\"],[]]")
        #expect(a.answer("TellOthers", "\"y\"") == done)
        #expect(b.read() == told("y"))
        #expect(c.read() == "[1,{},null,\"Told\",[\"y\"],[]]")
        #expect(a.isSilent())
    }

    @Test("are reached by their ids", arguments: [1, 2])
    func byID(loops: Int) throws {
        let fixture = try HubFixture(loops: loops)
        let a = try fixture.client()
        let b = try fixture.client()
        let name = id(b)
        #expect(name.utf8.count == 22)
        #expect(a.answer("Tell", "\"\(name)\",\"x\"") == done)
        #expect(b.read() == told("x"))
        #expect(a.answer("Tell", "\"nobody\",\"x\"") == done)
        #expect(a.answer("TellAllExcept", "[\"\(id(a))\",\"nobody\"],\"y\"") == done)
        #expect(b.read() == told("y"))
    }

    @Test("are in groups until they leave them or go", arguments: [1, 2])
    func groups(loops: Int) async throws {
        let fixture = try HubFixture(loops: loops)
        let clients = try (0..<3).map { _ in try fixture.client() }
        for client in clients.prefix(2) { #expect(client.answer("Join", "\"g\"") == done) }
        #expect(clients[2].answer("TellGroup", "\"g\",\"x\"") == done)
        #expect(clients[0].read() == told("x"))
        #expect(clients[1].read() == told("x"))
        #expect(clients[0].answer("TellOthersInGroup", "\"g\",\"y\"") == done)
        #expect(clients[1].read() == told("y"))
        let first = id(clients[0])
        #expect(clients[2].answer("TellGroupExcept", "\"g\",\"\(first)\",\"z\"") == done)
        #expect(clients[1].read() == told("z"))
        #expect(clients[2].answer("TellGroup", "\"G\",\"no\"") == done)
        #expect(await fixture.context.connections(inGroup: "g").map(\.connectionId).contains(first))
        #expect(await fixture.context.count(ofGroup: "g") == 2)
        #expect(await fixture.context.groupNames() == ["g"])
        #expect(clients[1].answer("Leave", "\"g\"") == done)
        #expect(await fixture.context.count(ofGroup: "g") == 1)
        clients[0].leave()
        #expect(await fixture.notes.waitFor("disconnected: in order"))
        #expect(await fixture.context.count(ofGroup: "g") == 0)
        #expect(fixture.context.connectionCount == 2)
    }

    @Test("belong to users")
    func users() async throws {
        let fixture = try HubFixture(loops: 2) { $0.userIdProvider = { $0.request.queryValue("user") } }
        let a = try fixture.client(query: "?user=ada")
        let b = try fixture.client(query: "?user=ada")
        let c = try fixture.client()
        #expect(c.answer("TellUser", "\"ada\",\"x\"") == done)
        #expect(a.read() == told("x"))
        #expect(b.read() == told("x"))
        #expect(await fixture.context.connections(ofUser: "ada").count == 2)
        #expect(await fixture.context.connections().count == 3)
        fixture.context.clients.user("ada").send(ClientMethod<String>("Told"), "y")
        #expect(a.read() == told("y"))
        #expect(b.read() == told("y"))
        #expect(c.isSilent())
    }

    @Test("are reached from outside of the hub")
    func outside() async throws {
        let fixture = try HubFixture(loops: 2)
        let client = try fixture.client()
        let name = id(client)
        fixture.context.clients.all.send("Told", "x")
        #expect(client.read() == told("x"))
        fixture.context.groups.add(name, to: "g")
        fixture.context.clients.group("g").send("Told", "y")
        #expect(client.read() == told("y"))
        fixture.context.clients.client(name).send("Told", "z")
        #expect(client.read() == told("z"))
        let details = try #require(await fixture.context.connection(name))
        #expect(details.groups == ["g"])
        #expect(details.transport == .webSockets)
        #expect(await fixture.context.connection("nobody") == nil)
        fixture.context.abort(name)
        #expect(client.read() == "{\"type\":7}")
        #expect(client.read() == "closed")
    }

    @Test("answer calls, and other calls run meanwhile")
    func results() throws {
        let client = try HubFixture().client()
        let question = client.answer("Ask", "\"?\"", id: "1")
        let asked = try #require(question.firstMatch(of: /"invocationId":"(s\d+)"/)).1
        #expect(question == "{\"type\":1,\"invocationId\":\"\(asked)\",\"target\":\"Answer\",\"arguments\":[\"?\"]}")
        #expect(client.isSilent())
        client.send("{\"type\":3,\"invocationId\":\"\(asked)\",\"result\":42}")
        #expect(client.read() == "{\"type\":3,\"invocationId\":\"1\",\"result\":42}")
    }

    @Test("may answer with an error, something else, nothing, or never")
    func noResults() throws {
        let client = try HubFixture(detailed: true).client()
        func ask(_ method: String, _ arguments: String, _ answer: (String) -> String) throws -> String {
            let asked = String(try #require(client.answer(method, arguments, id: "1").firstMatch(of: /"invocationId":"(s\d+)"/)).1)
            client.send("{\"type\":3,\"invocationId\":\"\(asked)\"\(answer(asked))}")
            return client.read()
        }
        #expect(try ask("Ask", "\"\"") { _ in ",\"error\":\"no handler\"" }.contains("HubException: no handler"))
        #expect(try ask("Ask", "\"\"") { _ in ",\"result\":\"text\"" }.contains("InvalidDataException"))
        #expect(try ask("Ask", "\"\"") { _ in "" }.contains("The client answered without a result."))
        #expect(try ask("AskMaybe", "") { _ in ",\"result\":null" }.contains("\"-1\""))
        #expect(client.answer("AskBriefly", id: "1").contains("\"type\":1"))
        #expect(client.read().contains("The client did not answer in time."))
        #expect(client.isSilent())
    }

    @Test("are asked by others and from outside, on whatever loop they are", arguments: [1, 2])
    func otherResults(loops: Int) async throws {
        let fixture = try HubFixture(loops: loops)
        let a = try fixture.client()
        let b = try fixture.client(.messagePack)
        let name = String(b.answer("Id").dropFirst(13).dropLast(2))
        a.call("AskOther", "\"\(name)\"", id: "1")
        let asked = String(try #require(b.read().firstMatch(of: /"(s\d+)"/)).1)
        b.sendPacked([0x95, 3, 0x80, 0xA0 | UInt8(asked.utf8.count)] + Array(asked.utf8) + [3, 0xA2, 0x68, 0x69])
        #expect(a.read() == "{\"type\":3,\"invocationId\":\"1\",\"result\":\"hi\"}")
        #expect(a.answer("AskOther", "\"nobody\"", id: "2").contains("Connection 'nobody' does not exist."))
        let hubContext = fixture.context
        async let outside = Self.ask(hubContext, name)
        let second = String(try #require(b.read().firstMatch(of: /"(s\d+)"/)).1)
        b.sendPacked([0x95, 3, 0x80, 0xA0 | UInt8(second.utf8.count)] + Array(second.utf8) + [3, 7])
        #expect(try await outside == 7)
        a.call("AskOther", "\"\(name)\"", id: "3")
        _ = b.read()
        b.leave()
        #expect(a.read().contains("The connection ended before the client answered."))
    }

    @Test("that do not read are dropped, and delay nobody")
    func stalled() async throws {
        let fixture = try HubFixture { $0.connection.maxQueuedBytes = 200_000 }
        let stalled = try fixture.client()
        let reader = try fixture.client()
        let text = String(repeating: "a", count: 10_000)
        for _ in 0..<1500 {
            fixture.context.clients.all.send("Told", text)
            guard reader.read() == told(text) else {
                Issue.record("the reader missed a message")
                return
            }
        }
        #expect(await fixture.notes.waitFor("disconnected: the client did not take what it was sent"))
        _ = stalled
    }
}
