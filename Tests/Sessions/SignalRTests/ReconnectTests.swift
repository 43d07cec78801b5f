import TestClient
import Testing
import WayleaveSignalRConnections
import WayleaveSignalRWire

@testable import WayleaveSignalR

@Suite("Stateful reconnect of hubs")
struct ReconnectTests {
    private func fixture(_ change: (inout SignalRHubOptions) -> Void = { _ in }) throws -> HubFixture {
        try HubFixture(loops: 2) {
            $0.connection.allowStatefulReconnects = true
            change(&$0)
        }
    }

    private func told(_ number: Int) -> String { "{\"type\":1,\"target\":\"Told\",\"arguments\":[\"\(number)\"]}" }

    @Test("carries on where the WebSocket broke, losing and repeating nothing")
    func resuming() async throws {
        let fixture = try fixture()
        let token = try fixture.negotiate()
        var client = try fixture.client(version: 2, query: "?id=\(token.token)")
        #expect(client.answer("Id").contains(token.id))
        // Messages from here: 1 was the answer. The cut comes without a close frame.
        fixture.context.clients.all.send("Told", "2")
        #expect(client.read() == told(2))
        client.send("{\"type\":8,\"sequenceId\":1}")
        #expect(client.isSilent())
        client.raw.endSending()
        try await Task.sleep(for: .milliseconds(50))
        fixture.context.clients.all.send("Told", "4")
        fixture.context.clients.client(token.id).send("Told", "5")
        client = try fixture.socket(query: "?id=\(token.token)")
        #expect(client.read() == "{\"type\":9,\"sequenceId\":2}")
        #expect(client.read() == told(2))
        #expect(client.read().contains("fence"))
        #expect([client.read(), client.read()] == [told(4), told(5)])
        // The client repeats its second call, which came before, and goes on with a third.
        client.call("Note", "\"before the sequence\"")
        client.send("{\"type\":9,\"sequenceId\":2}")
        client.call("Note", "\"twice\"", id: "2")
        client.call("Note", "\"third\"", id: "3")
        #expect(client.read() == "{\"type\":3,\"invocationId\":\"3\",\"result\":null}")
        #expect(fixture.notes.all == ["connected", "third"])
        #expect(client.read() == "{\"type\":8,\"sequenceId\":3}")
    }

    @Test("ends the connection when the client goes on with a number too high")
    func sequenceTooHigh() async throws {
        let fixture = try fixture()
        let token = try fixture.negotiate()
        let first = try fixture.client(version: 2, query: "?id=\(token.token)")
        first.raw.endSending()
        try await Task.sleep(for: .milliseconds(50))
        let second = try fixture.socket(query: "?id=\(token.token)")
        #expect(second.read() == "{\"type\":9,\"sequenceId\":1}")
        second.send("{\"type\":9,\"sequenceId\":5}")
        #expect(second.read().contains("Connection closed with an error."))
    }

    @Test("keeps no more than its bytes: a connection that lost more cannot be taken up again")
    func overflow() async throws {
        let fixture = try fixture { $0.statefulReconnectBufferSize = 200 }
        let token = try fixture.negotiate()
        let first = try fixture.client(version: 2, query: "?id=\(token.token)")
        first.raw.endSending()
        try await Task.sleep(for: .milliseconds(50))
        for number in 0..<10 { fixture.context.clients.all.send("Told", "\(number)") }
        let second = try fixture.socket(query: "?id=\(token.token)")
        #expect(second.read() == "{\"type\":7,\"error\":\"Connection closed with an error.\",\"allowReconnect\":true}")
        #expect(await fixture.notes.wait(for: 3).count == 3)
    }

    @Test("lets streams wait for the client to come back and to acknowledge, so that nothing of them is given up")
    func streams() async throws {
        let fixture = try fixture { $0.statefulReconnectBufferSize = 2_000 }
        let token = try fixture.negotiate()
        let first = try fixture.client(version: 2, query: "?id=\(token.token)")
        first.call("Counter", "300", type: 4)
        #expect(first.read().contains("\"item\":0}"))
        first.raw.endSending()
        try await Task.sleep(for: .milliseconds(50))
        let second = try fixture.socket(query: "?id=\(token.token)")
        #expect(second.read() == "{\"type\":9,\"sequenceId\":1}")
        second.send("{\"type\":9,\"sequenceId\":2}")
        for number in 0..<300 {
            let text = second.read()
            guard text == "{\"type\":2,\"invocationId\":\"0\",\"item\":\(number)}" else {
                Issue.record("item \(number) is \(text)")
                return
            }
            if number % 10 == 9 { second.send("{\"type\":8,\"sequenceId\":\(number + 1)}") }
        }
        #expect(second.read() == "{\"type\":3,\"invocationId\":\"0\"}")
    }

    @Test("survives many cuts under calls and pushes", arguments: [HubProtocol.json, .messagePack])
    func storm(hubProtocol: HubProtocol) async throws {
        let fixture = try fixture()
        let token = try fixture.negotiate()
        var client = try fixture.client(hubProtocol, version: 2, query: "?id=\(token.token)")
        var received = 0
        var answers: [Int] = []
        var pushes: [Int] = []
        func take(_ text: String) {
            if text.contains("Told") {
                received += 1
                pushes.append(Int(String(text.firstMatch(of: /\["(\d+)"\]/)?.1 ?? "")) ?? -1)
            } else if text.hasPrefix("{\"type\":3") || text.hasPrefix("[3") {
                received += 1
                answers.append(Int(String(text.firstMatch(of: /(\d+)[\]}]$/)?.1 ?? "")) ?? -1)
            }
        }
        for round in 0..<10 {
            for number in round * 20..<(round + 1) * 20 {
                client.call("Add", "\(number),0", id: "\(number)")
                fixture.context.clients.all.send("Told", "\(number)")
                if number % 20 < 10 { take(client.read()) }
            }
            // All calls have arrived before the cut: what the server sent and this client did not read is what is repeated.
            for _ in 0..<400 where await fixture.context.connection(token.id) == nil { try await Task.sleep(for: .milliseconds(1)) }
            try await Task.sleep(for: .milliseconds(30))
            client.raw.endSending()
            try await Task.sleep(for: .milliseconds(30))
            let next = try fixture.socket(query: "?id=\(token.token)")
            next.hubProtocol = hubProtocol
            let sequence = next.read()
            #expect(sequence == (hubProtocol == .json ? "{\"type\":9,\"sequenceId\":1}" : "[9,1]") || sequence.contains("9"))
            let first = Int(String(sequence.firstMatch(of: /(\d+)[\]}]$/)?.1 ?? "")) ?? 0
            // What was received before is dropped by its number.
            for _ in first..<(received + 1) { _ = next.read() }
            if hubProtocol == .json {
                next.send("{\"type\":9,\"sequenceId\":\((round + 1) * 20 + 1)}")
                next.send("{\"type\":8,\"sequenceId\":\(received)}")
            } else {
                next.sendPacked([0x92, 9, 0xCD, 0, UInt8((round + 1) * 20 + 1)])
                next.sendPacked([0x92, 8, 0xCD, UInt8(received >> 8), UInt8(received & 255)])
            }
            client = next
        }
        while answers.count + pushes.count < 400 {
            let text = client.read()
            guard text != "closed" else { break }
            take(text)
        }
        #expect(answers == Array(0..<200))
        #expect(pushes == Array(0..<200))
    }
}
