import Testing
import WayleaveJSON

@testable import WayleaveSocketIO

/// The servers of a layout, and three clients: as many servers as there are, in turn, have them.
final class ServerGroup {
    let layout: AdapterLayout
    let backplane: InProcessBackplane?
    let fixtures: [Fixture]
    private(set) var clients: [Client] = []

    /// Starts the servers and waits until each knows of all.
    init(
        _ layout: AdapterLayout, clients count: Int = 3, options: SocketIOOptions = .init(), watch: ClusterOptions = .init(),
        _ configure: (SocketIO, Int, Notes) -> Void = { _, _, _ in }
    ) async throws {
        self.layout = layout
        let backplane = layout.backplane
        self.backplane = backplane
        fixtures = try (0..<layout.nodes).map { node in
            var options = options
            options.cluster = backplane.map { SocketIOCluster($0) }
            options.cluster?.options = watch
            return try Fixture(loops: layout.loops, options: options) { io, notes in
                for namespace in [io.of("/"), io.of("/custom")] { Self.serve(namespace) }
                configure(io, node, notes)
            }
        }
        for fixture in fixtures {
            try await eventually("all servers know of each other") { try await fixture.io.serverCount() == layout.nodes }
        }
        for index in 0..<count { clients.append(try fixtures[index % layout.nodes].joined()) }
    }

    private static func serve(_ namespace: Namespace) {
        namespace.onConnection { socket in
            socket.on("join") { (rooms: [String]) in
                socket.join(rooms)
                return socket.rooms.count
            }
            socket.on("rooms") { Array(socket.rooms.dropFirst()).sorted() }
            socket.on("data") { (value: String) in
                socket.data["v"] = .string(value)
                return true
            }
            socket.on("mark") { socket.emit("mark") }
        }
    }

    func server(_ index: Int) -> SocketIO { fixtures[index % layout.nodes].io }
    func notes(_ index: Int) -> Notes { fixtures[index % layout.nodes].notes }

    /// Lets a client's socket join rooms.
    func join(_ client: Int, _ rooms: String...) throws {
        clients[client].send("420[\"join\",\(JSONValue.array(rooms.map { .string($0) }))]")
        #expect(clients[client].read() == "430[\(rooms.count + 1)]")
    }

    /// The rooms of a client's socket but its own.
    func rooms(_ client: Int) -> [String] {
        clients[client].send("421[\"rooms\"]")
        let reply = clients[client].read()
        guard reply.hasPrefix("431[") else { return [reply] }
        return (try? JSON.decode([[String]].self, from: String(reply.dropFirst(3))).first) ?? [reply]
    }

    /// Waits until the clients' sockets are in these rooms.
    func expectRooms(_ expected: [[String]]) async throws {
        try await eventually("the rooms are \(expected)") { expected.indices.allSatisfy { self.rooms($0) == expected[$0] } }
    }
}

/// Waits up to two seconds for something to become true.
func eventually(_ what: String, _ condition: () async throws -> Bool) async throws {
    for _ in 0..<400 {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(5))
    }
    Issue.record("not within two seconds: \(what)")
}

extension Client {
    /// The acknowledgement id of the next event, which must be `event`.
    func readRequest(_ event: String) throws -> Int {
        let packet = read()
        try #require(packet.hasPrefix("42") && packet.contains("[\"\(event)\""), "\(packet)")
        return try #require(Int(packet.dropFirst(2).prefix { $0.isNumber }))
    }

    /// Answers the next event, which must be `event`, with a value.
    func answer(_ event: String, _ value: String) throws {
        send("43\(try readRequest(event))[\(value)]")
    }
}
