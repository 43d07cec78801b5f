import WayleaveJSON
import WayleaveServer
import WayleaveSocketIO

enum GuideNamespaces {
    static func namespaces(_ io: SocketIO) {
        // snippet: namespaces
        let admin = io.of("/admin")
        admin.use { handshake in
            guard handshake.auth["admin"]?.bool == true else { throw ConnectError("forbidden") }
        }
        admin.onConnection { socket in
            admin.emit("admins", admin.socketsCount)
        }
        // end
        // snippet: dynamic
        let rooms = io.of(/^\/room-\d+$/)
        rooms.onConnection { socket in
            socket.namespace.emit("joined", socket.id)  // this child's
            rooms.emit("somewhere", socket.namespace.name)  // all children's
        }
        let tenants = io.of { name, handshake in
            name == "/tenant-1" && handshake.auth["ok"]?.bool == true
        }
        tenants.use { handshake in print(handshake.namespace) }
        io.onNewNamespace { namespace in print("made", namespace.name) }
        print(io.namespaces.map(\.name))
        // end
    }

    static func options() -> SocketIOOptions {
        // snippet: dynamic-options
        var options = SocketIOOptions()
        options.cleanupEmptyChildNamespaces = true
        options.maxDynamicNamespaces = 1_000
        options.maxNamespacesPerConnection = 64
        // end
        return options
    }

    static func messagePack() -> SocketIO {
        // snippet: msgpack
        var options = SocketIOOptions()
        options.parser = .messagePack
        let io = SocketIO(options: options)
        // end
        return io
    }
}
