import CrossOrigin
import Synchronization
import TestClient
import Testing
import WayleaveEventLoop
import WayleaveHTTPWire
import WayleaveServer
import WayleaveSocketIO

/// A Socket.IO server on a port of its own that ends with the test.
final class Fixture {
    let running: RunningServer
    let io: SocketIO
    let notes = Notes()

    init(loops: Int = 1, options: SocketIOOptions = .init(), on listener: Listener = .tcp(port: 0), _ configure: (SocketIO, Notes) -> Void)
        throws
    {
        io = SocketIO(options: options)
        let notes = notes
        io.onError { notes.add("error: \($0)") }
        configure(io, notes)
        var server = Server(policy: try CrossOriginPolicy { $0.origins = ["*"] })
        server.loopCount = loops
        server.log = { _ in }
        server.mount(io)
        running = try server.start(on: [listener])
    }

    /// A client whose WebSocket is open, which keeps the server going.
    func client(query: String = "", revision: Int = 4) throws -> Client {
        let raw = try RawClient(port: running.address.port)
        raw.companion = self
        raw.send(
            "GET /socket.io/?EIO=\(revision)&transport=websocket\(query) HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nX-Test: yes\r\n\r\n")
        let head = raw.read(through: "\r\n\r\n")
        try #require(head.hasPrefix("HTTP/1.1 101"))
        let client = Client(raw)
        let open = client.read()
        try #require(open.hasPrefix("0{\"sid\":"))
        client.sessionID = String(open.dropFirst(9).prefix(20))
        return client
    }

    /// A client that has joined `namespace`.
    func joined(_ namespace: String = "/") throws -> Client {
        let client = try client()
        try client.join(namespace)
        return client
    }

    deinit {
        let running = running
        Task { await running.stop() }
    }
}

/// A raw WebSocket client that speaks Socket.IO packets with the leading `4`.
final class Client {
    let raw: RawClient
    var sessionID = ""
    var socketID = ""

    init(_ raw: RawClient) { self.raw = raw }

    func send(_ text: String) { raw.sendText(text) }
    func send(binary: [UInt8]) { raw.sendFrame(2, binary) }

    /// Closes the WebSocket and the connection, as a browser does when a page goes.
    func leave() {
        raw.sendFrame(8, [])
        raw.endSending()
    }

    /// The next text packet; binary ones as `<1 2 3>`, the end of the connection as `closed`.
    func read() -> String {
        guard let frame = raw.readFrame() else { return "closed" }
        switch frame.opcode {
        case 1: return frame.text
        case 2: return "<\(frame.payload.map { "\($0)" }.joined(separator: " "))>"
        default: return "closed"
        }
    }

    func join(_ namespace: String = "/", auth: String = "") throws {
        let prefix = namespace == "/" ? "40" : "40\(namespace),"
        send(prefix + auth)
        let reply = read()
        try #require(reply.hasPrefix(prefix + "{\"sid\":\""))
        socketID = String(reply.dropFirst(prefix.count + 8).prefix(20))
    }
}

/// What handlers on the loops noted, for the test to read.
final class Notes: Sendable {
    private let lines = Mutex<[String]>([])

    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }

    /// The lines, as soon as there are `count`, or after two seconds.
    func wait(for count: Int) async -> [String] {
        for _ in 0..<400 where all.count < count { try? await Task.sleep(for: .milliseconds(5)) }
        return all
    }
}
