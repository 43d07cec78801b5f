import Wayleave

/// The server that strangers' clients are compared on with the reference server: the same names, order of arguments and answers.
///
/// `lab-a` is the ordinary one, `lab-b` recovers connections, `lab-browser` suits browsers and Python clients.
struct Lab {
    let state: LabState
    let io: SocketIO

    init(_ profile: Profile, port: Int, clientDirectory: String?) {
        state = LabState(port: port)
        io = SocketIO(options: Self.options(profile, clientDirectory))
        io.engine.onInitialHeaders { headers, _ in headers.append(("x-initial", "1")) }
        io.engine.onHeaders { headers, _ in headers.append(("x-every", "1")) }
        serveMain()
        serveOthers()
    }

    private static func options(_ profile: Profile, _ clientDirectory: String?) -> SocketIOOptions {
        var options = SocketIOOptions()
        options.pingInterval = .seconds(1)
        options.pingTimeout = .seconds(1)
        options.connectTimeout = .seconds(1)
        options.upgradeTimeout = .seconds(1)
        options.maxHttpBufferSize = 1_000_000
        options.cleanupEmptyChildNamespaces = true
        options.clientDirectory = clientDirectory
        options.allowRequest = .sync { request in
            request.headers["x-deny"] == nil ? .allow : .refuse("denied by policy")
        }
        switch profile {
        case .labB:
            var recovery = ConnectionStateRecoveryOptions()
            recovery.maxDisconnectionDuration = .seconds(2)
            options.connectionStateRecovery = recovery
        case .labBrowser:
            options.pingInterval = .milliseconds(500)
            options.pingTimeout = .seconds(3)
            options.cookie = EngineCookie()
        default: break
        }
        return options
    }

    /// `/custom`, `/admin`, `/dyn-<digits>` and `/fn`.
    private func serveOthers() {
        let custom = io.of("/custom")
        custom.onConnection { socket in
            socket.onRaw("message") { arguments, _ in socket.emit("message-back", values: arguments) }
            socket.onRaw("nsp-emit") { arguments, _ in
                guard let event = arguments.first?.string else { return }
                socket.namespace.everyone.emit(event, values: Array(arguments.dropFirst()))
            }
            socket.emit("auth", socket.handshake.auth)
        }
        io.of("/admin").use { _ in throw ConnectError("forbidden") }
        io.of(/^\/dyn-\d+$/).onConnection { socket in socket.emit("ns", socket.namespace.name) }
        io.of { name, handshake in
            name == "/fn" && handshake.auth["ok"].map(Lab.isTruthy) ?? false
        }.onConnection { socket in socket.emit("ns", socket.namespace.name) }
    }

    /// Whether JavaScript takes a value for true.
    static func isTruthy(_ value: JSONValue) -> Bool {
        switch value {
        case .null: false
        case .bool(let value): value
        case .number(let number): number.double != 0
        case .string(let text): !text.isEmpty
        case .array, .object, .binary: true
        }
    }
}
