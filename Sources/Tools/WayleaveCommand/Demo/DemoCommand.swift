import Wayleave

/// `wayleave demo`: an API, the page that may use it, and the same page on an origin that may not.
struct DemoCommand {
    private var port = 3000
    private var allowedPort = 8080
    private var refusedPort = 8081
    private var brokenPort = 3001
    private var examinesAnyAddress = false
    private var moreOrigins: [String] = []
    private var clientDirectory: String?

    /// Its name says it: whoever reaches a page of the demo could have this machine fetch anything.
    static let anyAddressFlag = "--dangerously-examine-any-address"

    init(_ arguments: inout Arguments) throws(UsageError) {
        while let flag = arguments.next() {
            switch flag {
            case "--port": port = try arguments.port(of: flag)
            case "--allowed-port": allowedPort = try arguments.port(of: flag)
            case "--refused-port": refusedPort = try arguments.port(of: flag)
            case "--broken-port": brokenPort = try arguments.port(of: flag)
            case Self.anyAddressFlag: examinesAnyAddress = true
            case "--origin": moreOrigins.append(try arguments.value(of: flag))
            case "--client-directory": clientDirectory = try arguments.value(of: flag)
            default: throw UsageError("`\(flag)` is no flag of `wayleave demo`")
            }
        }
    }

    private var api: String { "http://localhost:\(port)" }
    private var allowedPage: String { "http://localhost:\(allowedPort)" }
    private var broken: String { "http://localhost:\(brokenPort)" }
    private var refusedPage: String { "http://localhost:\(refusedPort)" }

    func run() async throws {
        let log = GateLog()
        let server = try makeAPI(log)
        let doctor = PageDoctor(examinesAnyAddress: examinesAnyAddress)
        let allowed = try makePage("allowed", log, doctor)
        let refused = try makePage("refused", log, doctor)
        let running = [
            try start(server, port, "--port"), try start(allowed, allowedPort, "--allowed-port"),
            try start(refused, refusedPort, "--refused-port"),
        ]
        let endpoints: BrokenServer
        do {
            endpoints = try BrokenServer(port: brokenPort, origins: [allowedPage, refusedPage] + moreOrigins)
        } catch {
            throw ConfigurationRefused("\(error); choose another port with --broken-port")
        }
        announce()
        running[0].stopOnSignals()
        await running[0].wait()
        for page in running.dropFirst() { await page.stop() }
        await endpoints.stop()
    }

    private func makeAPI(_ log: GateLog) throws -> Server {
        let origins = [allowedPage] + moreOrigins
        let policy: CrossOriginPolicy
        do {
            policy = try CrossOriginPolicy {
                $0.origins = origins
                $0.credentials = true
                $0.methods = ["GET", "HEAD", "POST", "DELETE"]
                $0.requestHeaders = ["content-type", "authorization", "x-requested-with", "x-signalr-user-agent", "x-demo"]
                $0.exposedHeaders = ["x-request-id"]
            }
        } catch {
            throw ConfigurationRefused("\(error)")
        }
        var server = Server(policy: policy)
        server.onGateDecision = { log.add($0) }
        ChatHall().serve(on: &server)
        server.webSocket("/echo") { socket in socket.onMessage { socket.send($0) } }
        server.get("/api/hello") { request in
            var body = JSONObject()
            body["hello"] = .string("from \(request.headers["host"] ?? "the API")")
            body["origin"] = request.headers["origin"].map { .string($0) } ?? .null
            var response = Response.json(try JSON.encode(JSONValue.object(body)))
            response.headers.append(("X-Request-ID", String(UInt64.random(in: .min ... .max), radix: 36)))
            return response
        }
        return server
    }

    /// A server of static files that also says where the API is and what its gate did: to its own page, so CORS plays no part.
    private func makePage(_ role: String, _ log: GateLog, _ doctor: PageDoctor) throws -> Server {
        var server = Server()
        server.loopCount = 1
        for file in PageFile.all { server.get(file.path) { _ in file.response } }
        let config = ["api": api, "role": role, "allowedPage": allowedPage, "refusedPage": refusedPage]
        let json = try JSON.encode(config)
        server.get("/config.json") { _ in .json(json) }
        let endpoints = try JSON.encode(BrokenEndpoint.all.map { $0.entry(at: broken) })
        server.get("/broken.json") { _ in .json(endpoints) }
        let pageOrigin = role == "allowed" ? allowedPage : refusedPage
        server.post("/doctor") { request in await doctor.answer(request, pageOrigin: pageOrigin) }
        server.get("/gate-log") { request in
            .json(try JSON.encode(log.entries(after: request.queryValue("after").flatMap { Int($0) } ?? 0)))
        }
        if let clientDirectory { server.files("/client", from: clientDirectory) }
        return server
    }

    private func start(_ server: Server, _ port: Int, _ flag: String) throws -> RunningServer {
        do {
            return try server.start(port: port)
        } catch let error as IOError {
            throw ConfigurationRefused("\(error); choose another port with \(flag)")
        } catch let error as ServerConfigurationError {
            let hint = error.faults.contains { $0.code == "directory-unreadable" } ? "; `make setup` brings one" : ""
            throw ConfigurationRefused("\(error)\(hint)")
        }
    }

    private func announce() {
        Terminal.say(
            """

              open  \(Terminal.paint(allowedPage, .green))   the chat, on an origin that is listed
              then  \(Terminal.paint(refusedPage, .red))   the same page, on one that is not

              API   \(Terminal.paint(api, .blue))   Socket.IO, SignalR at /chatHub, WebSocket at /chat and /echo, GET /api/hello
              ills  \(Terminal.paint(broken, .blue))   endpoints broken on purpose, for the doctor on the page; this machine only
              \(Terminal.paint("Ctrl-C ends it", .grey))

            """)
    }
}
