import Testing
import WayleaveJSON
import WayleaveSocketIO

/// What a client knows of its session, to come back with.
struct ClientSession {
    var sid = ""
    var pid = ""
    var offset: String?

    /// The payload of the CONNECT.
    var auth: String {
        var object: JSONObject = ["pid": .string(pid)]
        if let offset { object["offset"] = .string(offset) }
        return JSONValue.object(object).description
    }
}

extension Client {
    /// Joins `/` and returns the packets that came before the reply, and the session.
    func connect(auth: String = "") throws -> (missed: [String], session: ClientSession) {
        send("40" + auth)
        var missed: [String] = []
        while true {
            let packet = read()
            try #require(packet != "closed")
            guard packet.hasPrefix("40{") else {
                missed.append(packet)
                continue
            }
            let reply = try JSON.decode(JSONValue.self, from: String(packet.dropFirst(2)))
            socketID = reply["sid"]?.string ?? ""
            return (missed, ClientSession(sid: socketID, pid: reply["pid"]?.string ?? ""))
        }
    }

    /// Reads an event, and remembers its offset in `session`; returns its name and arguments without the offset.
    func readEvent(_ session: inout ClientSession) throws -> [JSONValue] {
        var values = try Self.event(read())
        session.offset = values.removeLast().string
        return values
    }

    /// The name and arguments of an event's packet.
    static func event(_ packet: String) throws -> [JSONValue] {
        try #require(packet.hasPrefix("42["), "\(packet)")
        return try JSON.decode([JSONValue].self, from: String(packet.dropFirst(2)))
    }
}

extension Fixture {
    /// A server that remembers its clients.
    static func recovering(
        loops: Int = 1, _ change: (inout ConnectionStateRecoveryOptions) -> Void = { _ in },
        _ configure: (SocketIO, Notes) -> Void = { _, _ in }
    ) throws -> Fixture {
        var options = SocketIOOptions()
        var recovery = ConnectionStateRecoveryOptions()
        change(&recovery)
        options.connectionStateRecovery = recovery
        return try Fixture(loops: loops, options: options) { io, notes in
            io.onConnection { socket in
                if socket.recovered {
                    socket.emit("back", socket.rooms.dropFirst().sorted(), JSONValue.object(socket.data))
                } else if let failure = socket.recoveryFailure {
                    socket.emit("new", failure.rawValue)
                }
                socket.on("join") { (rooms: [String]) in socket.join(rooms) }
                socket.on("data") { (value: Int) in socket.data["v"] = .number(JSONNumber(value)) }
                socket.on("bye") { (close: Bool) in socket.disconnect(close: close) }
                socket.on("mark") { socket.volatile.emit("mark") }
                socket.onDisconnect { _ in socket.emit("to the absent", 3) }
            }
            configure(io, notes)
        }
    }

    /// Waits until so many clients are remembered.
    func expectSessions(_ count: Int) async throws {
        try await eventually("\(count) sessions are remembered") { io.of("/").recoveryCounts?.sessions == count }
    }

    /// A client that has joined, got one event, and lost its connection again.
    func lostClient(rooms: [String] = []) async throws -> ClientSession {
        let client = try client()
        var session = try client.connect().session
        if !rooms.isEmpty { client.send("42[\"join\",\(JSONValue.array(rooms.map { .string($0) }))]") }
        client.send("42[\"data\",7]")
        client.send("42[\"mark\"]")
        #expect(client.read() == "42[\"mark\"]")
        io.to(session.sid).emit("first")
        #expect(try client.readEvent(&session) == ["first"])
        let before = io.of("/").recoveryCounts?.sessions ?? 0
        client.leave()
        try await expectSessions(before + 1)
        return session
    }
}
