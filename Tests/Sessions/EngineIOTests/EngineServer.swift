import CrossOrigin
import Synchronization
import WayleaveEngineIO
import WayleaveEventLoop
import WayleaveServer

/// An Engine.IO server with the settings of the protocol's own suite (300/200 ms), which echoes every message.
final class EngineServer: Sendable {
    let running: RunningServer
    let engine: EngineIO

    private init(_ running: RunningServer, _ engine: EngineIO, _ record: Record) {
        self.running = running
        self.engine = engine
        self.record = record
    }
    private let record: Record

    /// What the handlers of all sessions saw.
    final class Record: Sendable {
        let reasons = Mutex<[EngineCloseReason]>([])
        let upgrades = Mutex<[String]>([])
    }

    var client: EngineClient { EngineClient(port: running.address.port) }
    var reasons: [EngineCloseReason] { record.reasons.withLock { $0 } }
    var upgrades: [String] { record.upgrades.withLock { $0 } }

    /// Serves while `body` runs.
    static func run(
        _ options: EngineIOOptions = .suite(), loops: Int = 2,
        handler: (@Sendable (EngineSession) -> any EngineSessionHandler)? = nil, _ body: (EngineServer, EngineClient) throws -> Void
    ) async throws {
        let record = Record()
        let engine = EngineIO(options: options, makeHandler: handler ?? { EchoHandler($0, record) })
        var server = Server()
        server.loopCount = loops
        server.log = { _ in }
        server.timeouts.drain = .seconds(1)
        server.mount(engine)
        let running = try server.start(port: 0)
        let result = Result { try body(EngineServer(running, engine, record), EngineClient(port: running.address.port)) }
        await running.stop()
        try result.get()
    }

    /// Waits until the condition holds, for two seconds at most.
    func eventually(_ condition: () -> Bool) -> Bool {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(2)
        while !condition() {
            guard clock.now < deadline else { return false }
            pause(milliseconds: 1)
        }
        return true
    }
}

extension EngineIOOptions {
    /// The settings of the protocol's own suite, changed.
    static func suite(_ change: (inout EngineIOOptions) -> Void = { _ in }) -> EngineIOOptions {
        var options = EngineIOOptions()
        options.pingInterval = .milliseconds(300)
        options.pingTimeout = .milliseconds(200)
        change(&options)
        return options
    }
}

/// Sends everything back.
final class EchoHandler: EngineSessionHandler {
    private let session: EngineSession
    private let record: EngineServer.Record

    init(_ session: EngineSession, _ record: EngineServer.Record) {
        self.session = session
        self.record = record
    }

    func received(text: RawSpan) { text.withUnsafeBytes { session.send(text: $0) } }
    func received(binary: RawSpan) { binary.withUnsafeBytes { session.send(binary: $0) } }
    func upgraded(to transport: String) { record.upgrades.withLock { $0.append(transport) } }
    func closed(_ reason: EngineCloseReason) { record.reasons.withLock { $0.append(reason) } }
}
