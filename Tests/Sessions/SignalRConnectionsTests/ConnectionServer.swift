import CrossOrigin
import Foundation
import Synchronization
import TestClient
import WayleaveEventLoop
import WayleaveServer

@testable import WayleaveSignalRConnections

/// A server of raw connections, at `/echo` unless told otherwise, that sends everything back.
final class ConnectionServer: Sendable {
    let running: RunningServer
    let record: Record
    let connections: SignalRConnections

    /// What the handlers of all connections saw, and everything that was logged.
    final class Record: Sendable {
        let reasons = Mutex<[SignalRCloseReason]>([])
        let events = Mutex<[String]>([])
        let log = Mutex<[String]>([])
        let alive = Mutex<[Weak]>([])

        /// How many connections are still in memory; once the server has stopped.
        var leaked: Int { alive.withLock { $0.count { $0.connection != nil } } }
    }

    /// Sound: looked into only when the loops have stopped.
    final class Weak: @unchecked Sendable {
        weak var connection: SignalRConnection?
        init(_ connection: SignalRConnection) { self.connection = connection }
    }

    private init(_ running: RunningServer, _ record: Record, _ connections: SignalRConnections) {
        self.running = running
        self.record = record
        self.connections = connections
    }

    var reasons: [SignalRCloseReason] { record.reasons.withLock { $0 } }
    var events: [String] { record.events.withLock { $0 } }

    /// Serves while `body` runs.
    static func run(
        _ options: SignalRConnectionOptions = .init(), path: String = "/echo", loops: Int = 2, policy: CrossOriginPolicy = .sameOriginOnly,
        configure: (inout Server, Record) -> Void = { _, _ in },
        handler: (@Sendable (SignalRConnection, Record) -> any SignalRConnectionHandler)? = nil,
        _ body: (ConnectionServer, ConnectionClient) throws -> Void
    ) async throws {
        let record = Record()
        let connections = SignalRConnections(path: path, options: options) { connection in
            handler?(connection, record) ?? EchoHandler(connection, record)
        }
        var server = Server(policy: policy)
        server.loopCount = loops
        server.log = { line in record.log.withLock { $0.append("\(line)") } }
        server.timeouts.drain = .seconds(1)
        server.mount(connections)
        configure(&server, record)
        let running = try server.start(port: 0)
        let result = Result {
            try body(
                ConnectionServer(running, record, connections), ConnectionClient(port: running.address.port, path: path))
        }
        await running.stop()
        try result.get()
    }

    /// Waits until the condition holds, for three seconds at most.
    func eventually(_ condition: () -> Bool) -> Bool {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(3)
        while !condition() {
            guard clock.now < deadline else { return false }
            usleep(1000)
        }
        return true
    }
}

/// Sends everything back and notes what it hears; a few words are orders.
final class EchoHandler: SignalRConnectionHandler {
    private let connection: SignalRConnection
    private let record: ConnectionServer.Record

    init(_ connection: SignalRConnection, _ record: ConnectionServer.Record) {
        self.connection = connection
        self.record = record
        record.alive.withLock { $0.append(ConnectionServer.Weak(connection)) }
    }

    func received(_ bytes: UnsafeRawBufferPointer) {
        switch String(decoding: bytes.prefix(32), as: UTF8.self) {
        case "close": connection.close(.closedHere)
        case "abort": connection.abort(.closedHere)
        case "fail": connection.close(.failed("a fault of the test"))
        case "bye":
            connection.send("last words")
            connection.close(.closedHere)
        case "binary": connection.transferFormat = .binary
        case "forget": connection.allowsReconnect = false
        case "flood":
            let piece = [UInt8](repeating: 0x61, count: 1 << 16)
            for _ in 0..<1024 where connection.isOpen { connection.send(piece) }
        case "pause":
            connection.pauseReading()
            record.events.withLock { $0.append("paused") }
            let bound = LoopBound(connection, to: connection.loop)
            _ = connection.loop.schedule(after: .milliseconds(200)) { bound.value.resumeReading() }
        case "whoami": connection.send(connection.user?.identifier ?? "nobody")
        case "cookie": connection.send(connection.request.cookie("testCookie") ?? "none")
        case "shared":
            let message = Array("once for all".utf8).withUnsafeBytes { TransportMessage($0, .text) }
            connection.send(message)
        default: connection.send(bytes)
        }
    }
    func drained() {}
    func interrupted() { record.events.withLock { $0.append("interrupted") } }
    func resumed() {
        record.events.withLock { $0.append("resumed") }
        connection.send("welcome back")
    }
    func willClose(_ reason: SignalRCloseReason) { connection.send("will close: \(reason)") }
    func closed(_ reason: SignalRCloseReason) { record.reasons.withLock { $0.append(reason) } }
}

extension SignalRConnections {
    /// Whether any connection has a poll that waits.
    var hasPoll: Bool { look { $0.carrier?.poll != nil ? 1 : 0 } > 0 }
    /// How many POSTs wait for the application.
    var waitingPosts: Int { look { $0.carrier?.posts.count ?? 0 } }

    /// Asks every loop, from a test's thread, and adds up.
    private func look(_ body: @escaping @Sendable (SignalRConnection) -> Int) -> Int {
        let total = Mutex(0)
        for local in locals {
            let done = DispatchSemaphore(value: 0)
            local.loop.execute {
                let count = local.value.connections.values.reduce(0) { $0 + body($1) }
                total.withLock { $0 += count }
                done.signal()
            }
            done.wait()
        }
        return total.withLock { $0 }
    }
}
