import Wayleave

/// What a client may ask of its server, and of the others.
extension Lab {
    static func serveFacts(_ socket: Socket, _ io: SocketIO, _ state: LabState) {
        socket.onRaw("reason") { arguments, acknowledge in
            let reason = arguments.first?.string.flatMap { state.reason(of: $0) }
            acknowledge.send(values: [reason.map { .string($0.rawValue) } ?? .null])
        }
        socket.onRaw("handshake") { _, acknowledge in acknowledge.send(values: [describe(socket.handshake)]) }
        socket.onRaw("namespaces") { _, acknowledge in acknowledge(io.namespaces.map(\.name)) }
        socket.onRaw("state") { _, acknowledge in
            acknowledge.send(values: [
                [
                    "recovered": .bool(socket.recovered), "rooms": .array(socket.rooms.map { .string($0) }),
                    "data": .object(socket.data),
                ]
            ])
        }
    }

    private static func describe(_ handshake: Handshake) -> JSONValue {
        var query = JSONObject()
        for (name, value) in handshake.query.sorted(by: { $0.key < $1.key }) { query[name] = .string(value) }
        var headers = JSONObject()
        for (name, value) in handshake.headers { headers[name.lowercased()] = .string(value) }
        return [
            "query": .object(query), "auth": handshake.auth, "address": .string(handshake.address),
            "xdomain": .bool(handshake.isCrossDomain), "secure": .bool(handshake.isSecure), "url": .string(handshake.url),
            "headers": .object(headers), "time": "string", "issued": "number",
        ]
    }

    static func serveCluster(_ socket: Socket, _ io: SocketIO, _ state: LabState) {
        socket.onRaw("sse") { arguments, acknowledge in
            guard let answer = LateAnswer(acknowledge) else { return }
            answer.send { ["ok": .array(try await io.serverSideEmitWithAck("sse", values: arguments))] }
        }
        socket.onRaw("sse-noack") { arguments, _ in io.serverSideEmit("sse", values: arguments) }
        socket.onRaw("last-sse") { _, acknowledge in
            acknowledge.send(values: [state.lastServerSideEvent.map { .array($0) } ?? .null])
        }
    }
}
