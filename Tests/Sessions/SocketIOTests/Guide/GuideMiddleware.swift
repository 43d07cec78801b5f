import WayleaveJSON
import WayleaveServer
import WayleaveSocketIO

enum GuideMiddleware {
    static func connecting(_ io: SocketIO, accounts: Accounts) {
        // snippet: middleware
        io.use { handshake, data in
            guard let user = try? await accounts.user(of: handshake.auth["token"]?.string) else {
                throw ConnectError("not authorized", data: ["code": 401])
            }
            data["user"] = .string(user)  // becomes socket.data
        }
        io.onConnection { socket in
            print(socket.data["user"] ?? .null, socket.handshake.headers["user-agent"] ?? "", socket.handshake.address)
        }
        // end
    }

    static func events(_ io: SocketIO) {
        io.onConnection { socket in
            // snippet: event-middleware
            socket.use { event, arguments in
                if event == "forbidden" { throw EventRefusal("not allowed") }
            }
            socket.use { event, arguments async throws in
                try await Task.sleep(for: .milliseconds(1))  // events stay in order
            }
            socket.onError { error in
                print(error.event ?? "", error.argument ?? 0, error.underlying)
            }
            // end
            // snippet: catch-all
            let listener = socket.onAny { event, arguments in print("in", event, arguments) }
            socket.prependAny { event, _ in print("first", event) }
            socket.onAnyOutgoing { event, arguments in print("out", event, arguments) }
            socket.offAny(listener)
            // end
            // snippet: end
            socket.onDisconnecting { reason in print("leaves", socket.rooms, reason) }
            socket.onDisconnect { reason in
                if reason == .pingTimeout { print("lost") }
            }
            socket.on("bye") { socket.disconnect(close: true) }
            // end
            // snippet: conn
            let conn = socket.conn
            print(conn.id, conn.transport, conn.protocolVersion, conn.remoteAddress)
            conn.onUpgrade { transport in print("now over", transport) }
            conn.onClose { reason in print("closed", reason) }
            // end
        }
        // snippet: errors
        io.onError { error in
            print(error)  // event "chat:send" of /, argument 0: at $[1].user.name: expected String, found number
        }
        // end
    }

    static func elsewhere(_ io: SocketIO) {
        // snippet: elsewhere
        io.onConnection { socket in
            let id = socket.id
            Task.detached {  // a socket belongs to its loop; its room can be reached from anywhere
                try await Task.sleep(for: .seconds(1))
                io.to(id).emit("later")
            }
        }
        // end
    }

    static func handshake(_ io: SocketIO) {
        io.onConnection { socket in
            // snippet: handshake
            let handshake = socket.handshake
            print(handshake.headers["origin"] ?? "", handshake.query["room"] ?? "", handshake.auth["token"] ?? .null)
            print(handshake.time, handshake.issued, handshake.address, handshake.url)
            print(handshake.isCrossDomain, handshake.isSecure)
            // end
        }
    }
}
