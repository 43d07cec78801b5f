import Wayleave
import WayleaveEngineIO

/// What the interop server pretends to be.
enum Profile: String, CaseIterable {
    /// The contract of the official Engine.IO v4 suite.
    case engineio
    /// The contract of the official Engine.IO v3 suite; Socket.IO with the settings of the v5 suite, also for clients of Socket.IO 2, beside it.
    case engineio3
    /// The contract of the official Socket.IO v5 suite.
    case socketio
    /// The same with the MessagePack parser.
    case msgpack
    /// WebSocket echo at every path, for Autobahn and the handshake corpus.
    case echo
    /// Any method and target are answered with what was asked for, for the request corpus.
    case http1
    /// What one WebSocket sends reaches all.
    case broadcast
    /// What the benchmarks measure.
    case bench
    /// What `Interop/soak` leaves running, and hostile clients torment.
    case soak
    /// Socket.IO with its client's files, under the rules named `server` of a file, for pages of other origins.
    case cors
    /// One route tree for each policy of a file, and the verdicts of those policies on stated facts.
    case policies
    /// Socket.IO as strangers' clients try it out, event by event (see ``Lab``).
    case labA = "lab-a"
    /// The same with connection state recovery.
    case labB = "lab-b"
    /// The same for browsers: a cookie, credentials for the pages of `--origin`, longer heartbeats.
    case labBrowser = "lab-browser"
    /// Echo over Socket.IO, with the namespace of the admin UI, which may see and do everything: user `ada`, password `correct horse`.
    case admin
    /// The contract of the official SignalR functional tests, and of the Swift client's.
    case signalr

    func makeServer(_ options: Options) throws -> Server {
        if self == .policies { return try PolicyServer.make(rules: options.policies) }
        if self == .cors { return try Self.cors(policies: options.policies, clientDirectory: options.clientDirectory) }
        // The suites run from any page, without credentials.
        var server = Server(
            policy: try CrossOriginPolicy {
                $0.origins = options.origins.isEmpty ? ["*"] : options.origins
                $0.credentials = !options.origins.isEmpty
                $0.dangerouslyAllowInsecureOriginsWithCredentials = !options.origins.isEmpty
                $0.methods = ["GET", "HEAD", "PUT", "PATCH", "POST", "DELETE"]
                $0.requestHeaders =
                    options.origins.isEmpty
                    ? ["*"] : ["content-type", "x-custom", "x-header", "x-requested-with", "x-signalr-user-agent", "authorization"]
            })
        switch self {
        case .engineio: server.mount(Self.engine())
        case .engineio3:
            server.mount(Self.engine(allowEIO3: true))
            server.mount(Self.suite(allowEIO3: true))
        case .socketio: server.mount(Self.suite())
        case .msgpack: server.mount(Self.suite(parser: .messagePack))
        case .echo: Self.echo(&server)
        case .http1: server.fallback { .bytes(Array("\($0.method.rawValue) \($0.target)\n".utf8) + $0.body, contentType: "text/plain") }
        case .broadcast:
            let rooms = WebSocketRooms()
            server.fallbackWebSocket(maxMessageBytes: 64 << 20) { Self.enter($0, rooms) }
        case .bench: Self.bench(&server)
        case .soak: SoakServer.mount(on: &server)
        case .labA, .labB, .labBrowser: server.mount(Lab(self, port: options.port, clientDirectory: options.clientDirectory).io)
        case .admin: server.mount(Self.instrumented())
        case .signalr: try SignalRServer.mount(on: &server, clientDirectory: options.clientDirectory)
        case .policies, .cors: break
        }
        return server
    }

    /// Sends every message back unchanged.
    private static func engine(allowEIO3: Bool = false) -> EngineIO {
        var options = EngineIOOptions()
        options.allowEIO3 = allowEIO3
        options.path = "/engine.io"
        options.pingInterval = .milliseconds(300)
        options.pingTimeout = .milliseconds(200)
        options.maxHttpBufferSize = 1_000_000
        return EngineIO(options: options) { EngineEcho($0) }
    }

    private static func suite(parser: SocketParser = .json, allowEIO3: Bool = false) -> SocketIO {
        var options = SocketIOOptions()
        options.parser = parser
        options.allowEIO3 = allowEIO3
        options.pingInterval = .milliseconds(300)
        options.pingTimeout = .milliseconds(200)
        options.maxHttpBufferSize = 1_000_000
        options.connectTimeout = .seconds(1)
        let io = SocketIO(options: options)
        serve(io)
        return io
    }

    private static func serve(_ io: SocketIO) {
        io.onConnection { socket in
            socket.emit("auth", socket.handshake.auth)
            socket.onRaw("message") { arguments, _ in socket.emit("message-back", values: arguments) }
            socket.onRaw("message-with-ack") { arguments, acknowledge in acknowledge.send(values: arguments) }
        }
        io.of("/custom").onConnection { socket in socket.emit("auth", socket.handshake.auth) }
    }

    private static func instrumented() -> SocketIO {
        // With the suite's time-outs, who tries a wrong password is cut off before being told.
        let io = SocketIO()
        serve(io)
        var admin = AdminOptions()
        admin.authentication = .password(username: "ada", password: "correct horse")
        admin.mode = .development
        admin.allowsCommands = true
        io.instrument(admin)
        return io
    }

    /// Refuses handshakes whose query has `deny`.
    private static func cors(policies: String?, clientDirectory: String?) throws -> Server {
        guard let policies else { throw PolicyServer.Unreadable(description: "the profile `cors` needs --policies FILE") }
        var options = SocketIOOptions()
        options.clientDirectory = clientDirectory
        options.allowRequest = .sync { $0.queryValue("deny") == nil ? .allow : .refuse("denied by policy") }
        let io = SocketIO(options: options)
        io.onConnection { socket in
            socket.onRaw("message-with-ack") { arguments, acknowledge in acknowledge.send(values: arguments) }
        }
        var server = Server(policy: try PolicyServer.policy(in: policies))
        server.mount(io)
        return server
    }

    private static func echo(_ server: inout Server) {
        server.get("/hello") { _ in .text("Hello, World!") }
        var compression = WebSocketCompression()
        compression.keepsClientContext = true
        // kosoku takes an uncompressed answer on a compressed connection for text, whatever it is.
        compression.threshold = 0
        // Suites send zeros; the limit of the message's bytes is what protects.
        compression.maxRatio = 1 << 40
        server.fallbackWebSocket(subprotocols: ["chat", "superchat"], maxMessageBytes: 64 << 20, compression: compression) { socket in
            socket.onMessage { socket.send($0) }
        }
    }

    /// One room for everybody: what one WebSocket sends reaches all, the sender too.
    private static func enter(_ socket: WebSocket, _ rooms: WebSocketRooms) {
        rooms.join("all", socket)
        socket.onMessage { rooms.send($0, to: "all") }
    }

    private static func bench(_ server: inout Server) {
        server.get("/hello") { _ in .text("Hello, World!") }
        server.webSocket("/echo") { socket in socket.onMessage { socket.send($0) } }
        let rooms = WebSocketRooms()
        server.webSocket("/broadcast") { enter($0, rooms) }
        let io = SocketIO()
        io.onConnection { socket in
            socket.on("message-with-ack") { (text: String) -> String in text }
            socket.on("bcast") { (text: String) in io.emit("b", text) }
        }
        server.mount(io)
        server.hub("/hub", BenchHub.self)
    }
}
