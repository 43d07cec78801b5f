import TestClient
import Testing

@testable import WayleaveSignalRConnections

@Suite("Stateful reconnect")
struct StatefulReconnectTests {
    private static func options(_ change: (inout SignalRConnectionOptions) -> Void = { _ in }) -> SignalRConnectionOptions {
        var options = SignalRConnectionOptions()
        options.allowStatefulReconnects = true
        change(&options)
        return options
    }

    private static let query = "?negotiateVersion=1&useStatefulReconnect=true"

    @Test("keeps a connection whose WebSocket broke until another comes with its token")
    func broken() async throws {
        try await ConnectionServer.run(Self.options(), loops: 3) { server, client throws in
            let token = try client.connect(Self.query).token
            for round in 1...3 {
                let socket = try client.webSocket("?id=\(token)")
                if round > 1 { #expect(socket.readText() == "welcome back") }
                socket.sendText("round \(round)")
                #expect(socket.readText() == "round \(round)")
                // Leaving the scope breaks it without a close frame.
            }
            #expect(server.eventually { server.events == ["interrupted", "resumed", "interrupted", "resumed", "interrupted"] })
            #expect(server.reasons.isEmpty && server.connections.count == 1)
        }
    }

    @Test("lets a new WebSocket take the place of one that is still open")
    func replaced() async throws {
        try await ConnectionServer.run(Self.options()) { server, client throws in
            let token = try client.connect(Self.query).token
            let older = try client.webSocket("?id=\(token)")
            older.sendText("x")
            #expect(older.readText() == "x")
            let newer = try client.webSocket("?id=\(token)")
            #expect(newer.readText() == "welcome back")
            #expect(older.readFrame()?.closeCode == 1000)
            older.sendText("ignored")
            newer.sendText("heard")
            #expect(newer.readText() == "heard")
            #expect(server.events == ["interrupted", "resumed"])
        }
    }

    @Test("ends when nobody comes back in time, when the client closes in order, or when the handler wants no more of it")
    func ends() async throws {
        try await ConnectionServer.run(Self.options { $0.disconnectTimeout = .milliseconds(200) }) { server, client throws in
            let token = try client.connect(Self.query).token
            do { _ = try client.webSocket("?id=\(token)") }
            #expect(server.eventually { server.reasons.count == 1 })
            #expect(server.reasons == [.connectionLost("the client did not come back within the disconnect time-out")])
            #expect(try client.upgrade("?id=\(token)").status == 404)
            let closed = try client.webSocket("?id=\(try client.connect(Self.query).token)")
            closed.sendFrame(8, [0x03, 0xE8])
            #expect(server.eventually { server.reasons.last == .closedByPeer })
            let forgetful = try client.connect(Self.query).token
            do {
                let socket = try client.webSocket("?id=\(forgetful)")
                socket.sendText("forget")
                socket.sendText("x")
                #expect(socket.readText() == "x")
                #expect(try client.upgrade("?id=\(forgetful)").status == 409)
            }
            #expect(server.eventually { server.reasons.count == 3 })
            #expect(server.events == ["interrupted"])
        }
    }

    @Test("is not for clients that did not ask, or whose path does not allow it")
    func notNegotiated() async throws {
        try await ConnectionServer.run(Self.options()) { server, client throws in
            do { _ = try client.webSocket("?id=\(try client.connect().token)") }
            #expect(server.eventually { server.reasons.count == 1 })
            do { _ = try client.webSocket("") }
            #expect(server.eventually { server.reasons.count == 2 })
            #expect(server.events.isEmpty)
        }
    }

    @Test("keeps an interrupted connection paused if it was")
    func paused() async throws {
        try await ConnectionServer.run(Self.options()) { server, client throws in
            let token = try client.connect(Self.query).token
            do {
                let socket = try client.webSocket("?id=\(token)")
                socket.sendText("pause")
                #expect(server.eventually { server.events == ["paused"] })
            }
            let socket = try client.webSocket("?id=\(token)")
            #expect(socket.readText() == "welcome back")
            socket.sendText("when you like")
            #expect(socket.readText() == "when you like")
        }
    }
}
