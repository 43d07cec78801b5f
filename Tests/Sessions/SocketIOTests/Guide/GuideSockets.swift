import WayleaveJSON
import WayleaveServer
import WayleaveSocketIO

enum GuideSockets {
    static func many(_ io: SocketIO) async throws {
        // snippet: many
        let votes: [Int] = try await io.to("room").timeout(.seconds(2)).emitWithAck("vote", "tea?")
        let receipts = try await io.timeout(.seconds(2)).emitWithAck(.message, ChatMessage(user: "bot", text: "hi"))
        for socket in try await io.in("room").fetchSockets() {
            socket.emit("counted", votes.count, receipts.count)
        }
        io.in("room").socketsJoin("lobby")
        io.in("lobby").disconnectSockets(close: true)
        // end
    }

    static func servers(_ io: SocketIO) async throws {
        // snippet: servers
        io.onServerSide("reload") { (name: String) in print("reload", name) }
        io.serverSideEmit("reload", "prices")
        let counts: [Int] = try await io.serverSideEmitWithAck("count")
        // end
        _ = counts
    }

    static func recovery() -> SocketIO {
        // snippet: recovery
        var options = SocketIOOptions()
        options.connectionStateRecovery = .init()
        let io = SocketIO(options: options)
        io.onConnection { socket in
            if socket.recovered { return }  // id, rooms, data and missed events are there again
            if let why = socket.recoveryFailure { print("start afresh:", why) }
        }
        // end
        return io
    }
}
