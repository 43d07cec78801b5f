import CrossOrigin
import Synchronization
import TestClient
import WayleaveEventLoop
import WayleaveHTTPWire
import WayleaveServer

/// A server on a port of its own that ends with the test.
final class Fixture {
    let running: RunningServer
    let log = Log()
    var port: Int { running.address.port }

    static let allowed = "http://localhost:8080"

    init(loops: Int = 1, on listeners: [Listener] = [.tcp(port: 0)], _ configure: (inout Server) -> Void = { _ in }) throws {
        let policy = try CrossOriginPolicy {
            $0.origins = [Self.allowed, "https://*.example.com"]
            $0.credentials = true
            $0.methods = ["GET", "POST", "PUT"]
            $0.requestHeaders = ["content-type", "x-token"]
            $0.exposedHeaders = ["x-request-id"]
            $0.preflightMaxAge = .seconds(600)
        }
        var server = Server(policy: policy)
        server.loopCount = loops
        let log = log
        server.log = { log.add($0) }
        server.timeouts.loopStall = .seconds(60)  // this machine's load is no finding
        server.get("/hello") { _ in .text("Hello, World!") }
        server.post("/echo") { request in .bytes(request.body, contentType: "application/octet-stream") }
        server.get("/throws") { _ in throw Oops() }
        server.get("/refuses") { _ in throw HTTPError(.unauthorized, "Sign in first.") }
        server.get("/later") { _ async in
            try? await Task.sleep(for: .milliseconds(5))
            return .text("later")
        }
        server.webSocket("/socket", subprotocols: ["chat", "superchat"]) { socket in socket.onMessage { socket.send($0) } }
        configure(&server)
        running = try server.start(on: listeners)
    }

    /// A connected client, which keeps the server going.
    func client() throws -> RawClient {
        let client = try RawClient(port: port)
        client.companion = self
        return client
    }

    deinit {
        let running = running
        Task { await running.stop() }
    }
}

struct Oops: Error {}

final class Log: Sendable {
    private let records = Mutex<[LogRecord]>([])
    func add(_ record: LogRecord) { records.withLock { $0.append(record) } }
    var all: [LogRecord] { records.withLock { $0 } }
}
