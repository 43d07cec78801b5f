import Synchronization
import Wayleave
import WayleaveSocketIO

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What `Interop/soak` leaves running, and `Interop/drills/socketio.py` torments: rooms, broadcasts, and acknowledgements both ways;
/// `GET /counts` says how it stands.
final class SoakServer: Sendable {
    private let asked = Atomic(0)
    private let answered = Atomic(0)
    private let timedOut = Atomic(0)
    private let disconnected = Atomic(0)
    private let faults = Atomic(0)

    static func mount(on server: inout Server) {
        let soak = SoakServer()
        var options = SocketIOOptions()
        // Sessions whose client vanished without a word end within half a minute.
        options.pingInterval = .seconds(10)
        options.pingTimeout = .seconds(20)
        let io = SocketIO(options: options)
        io.onError { error in
            // The first few are told; a hostile client has many.
            guard soak.faults.add(1, ordering: .relaxed).newValue <= 20 else { return }
            let line = Array("\(error)\n".utf8)
            _ = line.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
        }
        io.onConnection { socket in soak.open(socket, io) }
        // Names that clients make up, for `Interop/drills/socketio.py`.
        _ = io.of { name, _ in name.hasPrefix("/room-") }
        server.mount(io)
        server.get("/counts") { _ in .text(soak.counts(io)) }
    }

    private func open(_ socket: Socket, _ io: SocketIO) {
        socket.onRaw("echo") { arguments, acknowledge in acknowledge.send(values: arguments) }
        socket.on("join") { (room: String) -> Int in
            socket.join(room)
            return socket.rooms.count
        }
        socket.on("leave") { (room: String) -> Int in
            socket.leave(room)
            return socket.rooms.count
        }
        socket.on("say") { (room: String, token: Int, body: Binary) -> Int in
            io.to(room).emit("said", room, token, body)
            return body.bytes.count
        }
        // Asks the client back, and acknowledges once the client has.
        socket.on("ask") { (acknowledge: Acknowledgement, token: Int) in
            self.asked.add(1, ordering: .relaxed)
            socket.timeout(.seconds(30)).emit("question", token) { result in
                switch result {
                case .success(let values):
                    self.answered.add(1, ordering: .relaxed)
                    acknowledge.send(values: values)
                case .failure(.timedOut): self.timedOut.add(1, ordering: .relaxed)
                case .failure(.disconnected): self.disconnected.add(1, ordering: .relaxed)
                case .failure(.notSent): self.faults.add(1, ordering: .relaxed)
                }
            }
        }
    }

    private func counts(_ io: SocketIO) -> String {
        let counts = [
            ("clients", io.engine.clientsCount), ("sockets", io.socketsCount), ("asked", asked.load(ordering: .relaxed)),
            ("answered", answered.load(ordering: .relaxed)), ("timedOut", timedOut.load(ordering: .relaxed)),
            ("disconnected", disconnected.load(ordering: .relaxed)), ("faults", faults.load(ordering: .relaxed)),
        ]
        return "{" + counts.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
    }
}
