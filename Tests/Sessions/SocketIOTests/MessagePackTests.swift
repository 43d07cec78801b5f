import TestClient
import Testing
import WayleaveJSON
import WayleaveSocketIO

/// The MessagePack parser on the wire.
@Suite struct MessagePackTests {
    /// A client that speaks MessagePack over WebSocket.
    struct PackedClient {
        let client: Client

        func send(_ packet: JSONValue) throws { client.send(binary: try MessagePack.encode(packet)) }

        func read() throws -> JSONValue {
            let frame = try #require(client.raw.readFrame())
            try #require(frame.opcode == 2)
            return try MessagePack.decode(JSONValue.self, from: frame.payload)
        }

        func join(_ namespace: String = "/", auth: JSONValue? = nil) throws {
            var packet: JSONObject = ["type": 0, "nsp": .string(namespace)]
            if let auth { packet["data"] = auth }
            try send(.object(packet))
            let reply = try read()
            try #require(reply["type"] == 0 && reply["nsp"] == .string(namespace) && reply["data"]?["sid"]?.string?.utf8.count == 20)
        }
    }

    static func client() throws -> PackedClient {
        var options = SocketIOOptions()
        options.parser = .messagePack
        let fixture = try Fixture(options: options) { io, notes in
            io.onConnection { socket in
                socket.onAnyOutgoing { event, arguments in notes.add("\(event) \(arguments)") }
                socket.emit("auth", socket.handshake.auth)
                socket.onRaw("message") { arguments, _ in socket.emit("message-back", values: arguments) }
                socket.onRaw("message-with-ack") { arguments, acknowledge in acknowledge.send(values: arguments) }
                socket.on("typed") { (user: [String: Int], data: Binary, ratio: Double) in
                    io.emit("typed", user, data, ratio)
                }
                socket.on("ask") { () async throws -> String in
                    let answer: Int = try await socket.timeout(.seconds(5)).emitWithAck("question")
                    return "\(answer)"
                }
                socket.on("bye") { socket.disconnect() }
                socket.on("seen") { notes.all }
            }
            io.of("/refused").use { _ in throw ConnectError("no", data: ["code": 1]) }
        }
        let client = PackedClient(client: try fixture.client())
        try client.join(auth: ["token": "t"])
        #expect(try client.read() == ["type": 2, "nsp": "/", "data": ["auth", ["token": "t"]]])
        return client
    }

    @Test("carries events, acknowledgements and binary data both ways, each packet in one message")
    func roundTrip() throws {
        let client = try Self.client()
        let values: [JSONValue] = [1, "2", ["3": [true, nil]], .binary([4, 5]), 1.5, "é"]
        try client.send(["type": 2, "nsp": "/", "data": .array(["message"] + values)])
        #expect(try client.read() == ["type": 2, "nsp": "/", "data": .array(["message-back"] + values)])
        try client.send(["type": 2, "nsp": "/", "data": .array(["message-with-ack"] + values), "id": 456])
        #expect(try client.read() == ["type": 3, "nsp": "/", "id": 456, "data": .array(values)])
        try client.send(["type": 2, "nsp": "/", "data": ["typed", ["a": 1], .binary([9]), 2]])
        #expect(try client.read() == ["type": 2, "nsp": "/", "data": ["typed", ["a": 1], .binary([9]), 2]])
        try client.send(["type": 2, "nsp": "/", "data": ["ask"], "id": 5])
        #expect(try client.read() == ["type": 2, "nsp": "/", "id": 0, "data": ["question"]])
        try client.send(["type": 3, "nsp": "/", "id": 0, "data": [42]])
        #expect(try client.read() == ["type": 3, "nsp": "/", "id": 5, "data": ["42"]])
        try client.send(["type": 2, "nsp": "/", "data": ["seen"], "id": 6])
        let seen = try client.read()["data"]?[0]?.array?.compactMap { $0.string?.split(separator: " ").first }
        #expect(seen == ["auth", "message-back", "typed", "question"])
    }

    @Test("asks all clients for acknowledgements, and gives back what a client missed while it was away")
    func adapters() async throws {
        var options = SocketIOOptions()
        options.parser = .messagePack
        options.connectionStateRecovery = ConnectionStateRecoveryOptions()
        let fixture = try Fixture(options: options) { io, notes in
            io.onConnection { socket in
                socket.emit("hello", Binary([1]), "x")
                socket.on("ask") { () async throws -> [Int] in try await io.timeout(.seconds(5)).emitWithAck("question", Binary([2])) }
                notes.add("recovered \(socket.recovered)")
            }
        }
        let client = PackedClient(client: try fixture.client())
        try client.send(["type": 0, "nsp": "/"])
        let reply = try client.read()
        let pid = try #require(reply["data"]?["pid"])
        let hello = try client.read()["data"]?.array
        #expect(hello?.prefix(3) == ["hello", .binary([1]), "x"])
        let offset = try #require(hello?.last)
        try client.send(["type": 2, "nsp": "/", "data": ["ask"], "id": 7])
        let question = try client.read()
        #expect(question["data"]?.array?.prefix(2) == ["question", .binary([2])])
        try client.send(["type": 3, "nsp": "/", "id": try #require(question["id"]), "data": [42]])
        #expect(try client.read() == ["type": 3, "nsp": "/", "id": 7, "data": [[42]]])
        client.client.leave()
        for _ in 0..<400 where fixture.io.socketsCount > 0 { try await Task.sleep(for: .milliseconds(5)) }
        fixture.io.emit("missed", Binary([3]))
        let again = PackedClient(client: try fixture.client())
        try again.send(["type": 0, "nsp": "/", "data": ["pid": pid, "offset": offset]])
        #expect(try again.read()["data"]?.array?.prefix(2) == ["missed", .binary([3])])
        #expect(try again.read()["data"]?["sid"] == reply["data"]?["sid"])
        #expect(await fixture.notes.wait(for: 2) == ["recovered false", "recovered true"])
    }

    @Test("refuses, leaves and is told to leave")
    func life() throws {
        let client = try Self.client()
        try client.send(["type": 0, "nsp": "/none"])
        #expect(try client.read() == ["type": 4, "nsp": "/none", "data": ["message": "Invalid namespace"]])
        try client.send(["type": 0, "nsp": "/refused", "data": nil])
        #expect(try client.read() == ["type": 4, "nsp": "/refused", "data": ["message": "no", "data": ["code": 1]]])
        try client.send(["type": 1, "nsp": "/"])
        try client.join()
        #expect(try client.read() == ["type": 2, "nsp": "/", "data": ["auth", [:]]])
        try client.send(["type": 2, "nsp": "/", "data": ["bye"]])
        #expect(try client.read() == ["type": 1, "nsp": "/"])
    }

    @Test("closes on text, on half a packet, on packets for namespaces not joined")
    func violations() throws {
        let half = try Self.client()
        half.client.send(binary: [0x83])
        #expect(half.client.read() == "closed")
        let text = try Self.client()
        text.client.send(#"42["message"]"#)
        #expect(text.client.read() == "closed")
        let foreign = try Self.client()
        try foreign.send(["type": 2, "nsp": "/none", "data": ["x"]])
        #expect(foreign.client.read() == "closed")
    }
}
