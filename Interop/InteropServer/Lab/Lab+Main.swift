import Synchronization
import Wayleave

/// The namespace `/`.
extension Lab {
    func serveMain() {
        let (io, state) = (io, state)
        io.use { handshake in
            if handshake.auth["reject"].map(Lab.isTruthy) ?? false { throw ConnectError("rejected", data: ["code": 42]) }
            if handshake.auth["slow"].map(Lab.isTruthy) ?? false { try await Task.sleep(for: .milliseconds(150)) }
        }
        io.onConnection { socket in
            Lab.watch(socket, state)
            Lab.serveMessages(socket)
            Lab.serveRooms(socket)
            Lab.serveBroadcasts(socket, io)
            Lab.serveFacts(socket, io, state)
            Lab.serveCluster(socket, io, state)
            socket.emit("auth", socket.handshake.auth)
        }
        io.onServerSide(raw: "sse") { arguments, acknowledge in
            guard acknowledge.isAwaited else {
                state.lastServerSideEvent = arguments
                return
            }
            acknowledge.send(["from": .number(JSONNumber(state.port)), "got": .array(arguments)])
        }
    }

    private static func watch(_ socket: Socket, _ state: LabState) {
        var (seen, sent): ([JSONValue], [JSONValue]) = ([], [])
        socket.onAny { event, _ in seen.append(.string(event)) }
        socket.onAnyOutgoing { event, _ in sent.append(.string(event)) }
        socket.onRaw("seen") { _, acknowledge in acknowledge.send(values: [["seen": .array(seen), "out": .array(sent)]]) }
        socket.use { event, _ in
            if event == "forbidden" { throw EventRefusal("not allowed") }
        }
        socket.onError { error in
            if let refusal = error.underlying as? EventRefusal { socket.emit("mw-error", refusal.message) }
        }
        let id = socket.id
        socket.onDisconnect { reason in state.remember(reason, of: id) }
    }

    private static func serveMessages(_ socket: Socket) {
        socket.onRaw("message") { arguments, _ in socket.emit("message-back", values: arguments) }
        socket.onRaw("message-with-ack") { arguments, acknowledge in acknowledge.send(values: arguments) }
        socket.onRaw("message-multi-ack") { _, acknowledge in
            acknowledge("first")
            acknowledge("second")
        }
        socket.onRaw("ask") { arguments, acknowledge in
            guard arguments.count > 1, let event = arguments[1].string else { return }
            let limit = arguments[0].double ?? 0
            let emitter = limit > 0 ? socket.timeout(.seconds(limit / 1000)) : socket.compress(true)
            emitter.emit(event, values: Array(arguments.dropFirst(2))) { result in
                switch result {
                case .success(let values): acknowledge.send(values: [.object(JSONObject(ok: values.first))])
                case .failure(let error): acknowledge.send(values: [["err": .string("\(error)")]])
                }
            }
        }
        socket.onRaw("burst") { arguments, _ in
            let emitter = arguments.count > 1 && isTruthy(arguments[1]) ? socket.volatile : socket.compress(true)
            for number in 0..<max(arguments.first?.int ?? 0, 0) { emitter.emit("b", number) }
        }
        socket.onRaw("bye") { arguments, _ in socket.disconnect(close: arguments.first.map(isTruthy) ?? false) }
        socket.onRaw("set-data") { arguments, _ in socket.data["v"] = arguments.first }
    }

    private static func serveRooms(_ socket: Socket) {
        func answer(_ acknowledge: Acknowledgement) { acknowledge(socket.rooms) }
        socket.onRaw("join") { arguments, acknowledge in
            socket.join(LabTarget.rooms(arguments.first))
            answer(acknowledge)
        }
        socket.onRaw("leave") { arguments, acknowledge in
            socket.leave(LabTarget.rooms(arguments.first))
            answer(acknowledge)
        }
        socket.onRaw("rooms") { _, acknowledge in answer(acknowledge) }
    }

    private static func serveBroadcasts(_ socket: Socket, _ io: SocketIO) {
        socket.onRaw("cast") { arguments, _ in
            guard arguments.count > 1, let event = arguments[1].string else { return }
            LabTarget(arguments[0], socket, io).emit(event, values: Array(arguments.dropFirst(2)))
        }
        socket.onRaw("ask-all") { arguments, acknowledge in
            guard arguments.count > 1, let event = arguments[1].string, let answer = LateAnswer(acknowledge),
                case .many(let target) = LabTarget(arguments[0], socket, io)
            else { return }
            target.emit(event, values: Array(arguments.dropFirst(2))) { result in
                switch result {
                case .success(let values): answer.send(["ok": .array(values)])
                case .failure(let error): answer.send(["err": .string("\(error.reason)"), "responses": .array(error.responses)])
                }
            }
        }
        socket.onRaw("sockets-join") { arguments, _ in
            io.to(LabTarget.rooms(arguments.first)).socketsJoin(LabTarget.rooms(arguments.dropFirst().first))
        }
        socket.onRaw("sockets-leave") { arguments, _ in
            io.to(LabTarget.rooms(arguments.first)).socketsLeave(LabTarget.rooms(arguments.dropFirst().first))
        }
        socket.onRaw("disconnect-sockets") { arguments, _ in
            io.to(LabTarget.rooms(arguments.first)).disconnectSockets(close: arguments.dropFirst().first.map(isTruthy) ?? false)
        }
        socket.onRaw("fetch") { arguments, acknowledge in
            guard let answer = LateAnswer(acknowledge) else { return }
            let target = io.to(LabTarget.rooms(arguments.first))
            answer.send {
                .array(
                    try await target.fetchSockets().map { socket in
                        ["id": .string(socket.id), "rooms": .array(socket.rooms.map { .string($0) }), "data": socket.data]
                    })
            }
        }
    }
}

extension JSONObject {
    /// `{ok: value}`, empty for an answer without a value.
    fileprivate init(ok value: JSONValue?) {
        self.init()
        self["ok"] = value
    }
}
