import CrossOrigin
import WayleaveServer
import WayleaveSocketIO

enum GuideAdmin {
    static func instrument(password: String) throws -> SocketIO {
        let io = SocketIO()
        // snippet: admin
        var admin = AdminOptions()
        admin.authentication = .password(username: "ada", password: password)  // or .check { username, password in … }
        admin.mode = .development  // default: .production, counts only
        admin.allowsCommands = true  // default: false, the UI may only look
        io.instrument(admin)
        // end
        return io
    }

    static func allow(_ io: SocketIO) throws -> Server {
        // snippet: admin-policy
        let adminPage = "https://admin.socket.io"
        let policy = try CrossOriginPolicy {
            $0.origins = ["https://app.example.com", adminPage]
            $0.credentials = true
        }
        io.use { handshake in
            // A policy knows paths, not namespaces: this keeps the page out of the others.
            if handshake.headers["origin"] == adminPage { throw ConnectError("forbidden") }
        }
        // end
        var server = Server(policy: policy)
        server.mount(io)
        return server
    }
}
