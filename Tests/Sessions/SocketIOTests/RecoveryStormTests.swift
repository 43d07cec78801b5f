import Testing
import WayleaveJSON
import WayleaveSocketIO

/// Connection state recovery when much happens at once.
@Suite struct RecoveryStormTests {
    /// A client that checks that it gets every sender's numbers, each once and in order.
    struct Listener {
        var session = ClientSession()
        var next: [Int: Int] = [:]
        var total = 0

        mutating func take(_ packet: String) throws {
            var values = try Client.event(packet)
            session.offset = values.removeLast().string
            guard values[0] == "n", let sender = values[1].int, let number = values[2].int else { return }
            #expect(number == next[sender, default: 0], "sender \(sender)")
            next[sender] = number + 1
            total += 1
        }
    }

    @Test("loses nothing, repeats nothing and keeps every sender's order while a client comes and goes", arguments: [1, 2, 3])
    func storm(_ loops: Int) async throws {
        let fixture = try Fixture.recovering(loops: loops) { _ in
        } _: { io, _ in
            io.onConnection { socket in
                socket.on("cast") { (sender: Int, first: Int, count: Int) in
                    for number in first..<(first + count) { io.emit("n", sender, number) }
                }
            }
        }
        let senders = try (0..<3).map { _ in try fixture.joined() }
        var client = try fixture.client()
        var listener = Listener()
        listener.session = try client.connect().session
        // Something to quote, whatever is read before it first goes.
        fixture.io.emit("hello")
        try listener.take(client.read())

        let (rounds, burst) = (20, 8)
        for round in 0..<rounds {
            for (sender, other) in senders.enumerated() { other.send("42[\"cast\",\(sender),\(round * burst),\(burst)]") }
            for number in 0..<burst { fixture.io.emit("n", 9, round * burst + number) }
            for _ in 0..<(round * 7 % 19) where listener.total < (round + 1) * burst * 4 { try listener.take(client.read()) }
            client.leave()
            try await fixture.expectSessions(1)
            fixture.io.to("nobody").emit("elsewhere")
            client = try fixture.client()
            let (missed, session) = try client.connect(auth: listener.session.auth)
            try #require(session.sid == listener.session.sid)
            for packet in missed { try listener.take(packet) }
        }
        while listener.total < rounds * burst * 4 { try listener.take(client.read()) }
        #expect(listener.next == [0: rounds * burst, 1: rounds * burst, 2: rounds * burst, 9: rounds * burst])
        #expect(fixture.io.of("/").recoveryCounts?.recovered == rounds)
    }

    @Test("delivers what one loop sends in order with what the others send, to clients of all", arguments: [1, 3])
    func sameOrder(_ loops: Int) async throws {
        let fixture = try Fixture.recovering(loops: loops) { _ in
        } _: { io, _ in
            io.onConnection { socket in
                socket.on("cast") { (sender: Int, count: Int) in
                    for number in 0..<count { io.emit("n", sender, number) }
                }
            }
        }
        let clients = try (0..<6).map { _ in try fixture.joined() }
        for (sender, client) in clients.enumerated() { client.send("42[\"cast\",\(sender),50]") }
        let seen = clients.map { client in (0..<300).map { _ in client.read() } }
        #expect(Set(seen).count == 1)
        #expect(Set(seen[0]).count == 300)
    }
}
