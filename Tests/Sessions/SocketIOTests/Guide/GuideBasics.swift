import CrossOrigin
import WayleaveJSON
import WayleaveServer
import WayleaveSocketIO

// What Documentation/SocketIO.md shows; the house tests see to it that the guide shows nothing else.

struct ChatMessage: Codable, Sendable {
    var user: String
    var text: String
}

struct Archive: Sendable {
    func last(_ count: Int, in room: String) async throws -> [ChatMessage] { [ChatMessage(user: room, text: "\(count)")] }
    func add(_ message: ChatMessage) async throws -> Int { message.text.utf8.count }
}

struct Accounts: Sendable {
    struct Unknown: Error {}
    func user(of token: String?) async throws -> String {
        guard token == "good" else { throw Unknown() }
        return "alice"
    }
}

enum GuideBasics {
    static func start() throws -> (Server, SocketIO) {
        // snippet: start
        let policy = try CrossOriginPolicy {
            $0.origins = ["https://app.example.com"]
            $0.credentials = true
        }
        var options = SocketIOOptions()
        options.pingInterval = .seconds(25)
        let io = SocketIO(options: options)
        io.onConnection { socket in
            print("connected", socket.id)
        }
        var server = Server(policy: policy)
        server.mount(io)
        // end
        return (server, io)
    }

    static func events(_ io: SocketIO, archive: Archive) {
        // snippet: events
        io.onConnection { socket in
            socket.emit("hello", "world", 1, ["a": true])
            socket.on("chat:send") { (message: ChatMessage) in
                io.emit("chat:message", message)
            }
            socket.on("move") { (x: Double, y: Double, label: String?) in
                socket.broadcast.emit("moved", socket.id, x, y, label)
            }
        }
        // end
        io.onConnection { socket in
            // snippet: acks
            socket.on("add") { (a: Int, b: Int) in a + b }  // what a handler returns is the acknowledgement
            socket.on("history") { (room: String) async throws -> [ChatMessage] in
                try await archive.last(50, in: room)
            }
            socket.on("upload") { (acknowledge: Acknowledgement, file: Binary) in
                acknowledge("stored", file.bytes.count)  // explicitly, perhaps later, and with several values
            }
            // end
            // snippet: ask
            socket.on("start") { () async throws in
                let answer: String = try await socket.timeout(.seconds(5)).emitWithAck("question", "name?")
                socket.emit("answered", answer)
            }
            socket.timeout(.seconds(5)).emit("question", "age?") { result in
                switch result {
                case .success(let values): print(values)
                case .failure(let error): print(error)  // timedOut, disconnected or notSent
                }
            }
            // end
            // snippet: modifiers
            socket.volatile.emit("cursor", 1, 2)  // dropped unless it can leave at once
            socket.compress(false).emit("token", "secret")
            socket.send("hello")  // the event "message"
            // end
            // snippet: once
            socket.once("ready") { print("ready") }
            let listener = socket.on("tick") { (n: Int) in print(n) }
            socket.off(listener)  // this handler
            socket.off("tick")  // all handlers of the event
            // end
            // snippet: raw
            socket.onRaw("anything") { arguments, acknowledge in
                print(arguments.first?["user"]?["name"]?.string ?? "")
                acknowledge.send(values: arguments)
            }
            // end
        }
    }

    static func rooms(_ io: SocketIO) {
        // snippet: rooms
        io.onConnection { socket in
            socket.join("lobby")
            socket.to("lobby").emit("joined", socket.id)  // the others in the room
            io.to("lobby", "bar").except("muted").emit("news", "…")  // each socket once
            socket.broadcast.emit("someone came")  // all others
            socket.on("leave") {
                socket.leave("lobby")
                return socket.rooms
            }
        }
        // end
    }
}
