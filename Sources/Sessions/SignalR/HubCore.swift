import Synchronization
import WayleaveEventLoop
import WayleaveSignalRConnections
import WayleaveSignalRWire

/// What all connections, loops and proxies of one hub share. From any thread.
final class HubCore: Sendable {
    let options: SignalRHubOptions
    let methods: HubMethodTable
    let makeHub: @Sendable (SignalRConnection) throws -> HubBase
    private let loops = Mutex<[LoopBound<HubLoop>]>([])
    private let resultIDs = Atomic<UInt64>(0)
    private let serials = Atomic<UInt64>(0)
    /// The connections that speak each protocol: what nobody speaks is not encoded.
    private let jsonCount = Atomic<Int>(0)
    private let messagePackCount = Atomic<Int>(0)

    init(options: SignalRHubOptions, methods: [HubMethod], makeHub: @escaping @Sendable (SignalRConnection) throws -> HubBase) {
        self.options = options
        self.methods = HubMethodTable(methods)
        self.makeHub = makeHub
    }

    // MARK: Loops

    func start(on eventLoops: [EventLoop]) {
        let made = eventLoops.map { LoopBound(HubLoop(loop: $0, core: self), to: $0) }
        loops.withLock { $0 = made }
        for local in made { local.loop.execute { local.value.startTicking() } }
    }

    /// The state of `loop`, which must be the caller's; `nil` before ``start(on:)``.
    func local(of loop: EventLoop) -> HubLoop? {
        let locals = loops.withLock { $0 }
        return loop.index < locals.count ? locals[loop.index].value : nil
    }

    /// The state of the calling loop; `nil` elsewhere.
    var currentLocal: HubLoop? {
        guard let loop = EventLoop.current else { return nil }
        let locals = loops.withLock { $0 }
        guard loop.index < locals.count, locals[loop.index].loop === loop else { return nil }
        return locals[loop.index].value
    }

    /// Calls `body` with every loop's state on its loop: at once here, posted to the others.
    func forEachLoop(_ body: @escaping @Sendable (HubLoop) -> Void) {
        let here = EventLoop.current
        var own: HubLoop?
        for local in loops.withLock({ $0 }) {
            if local.loop === here { own = local.value } else { local.loop.execute { body(local.value) } }
        }
        if let own { body(own) }
    }

    /// The same for a broadcast, which a loop that has too much of others' waiting does not get.
    func broadcast(bytes: Int, _ body: @escaping @Sendable (HubLoop) -> Void) {
        let here = EventLoop.current
        var own: HubLoop?
        for local in loops.withLock({ $0 }) {
            if local.loop === here {
                own = local.value
            } else {
                local.loop.executeBroadcast(bytes: bytes) { body(local.value) }
            }
        }
        if let own { body(own) }
    }

    /// Asks every loop; the answers come in the order of the loops.
    func collect<Answer: Sendable>(_ question: @escaping @Sendable (HubLoop) -> Answer) async -> [Answer] {
        var answers: [Answer] = []
        for local in loops.withLock({ $0 }) {
            answers.append(
                await withCheckedContinuation { continuation in
                    local.loop.execute { continuation.resume(returning: question(local.value)) }
                })
        }
        return answers
    }

    var loopCount: Int { loops.withLock { $0.count } }

    // MARK: Numbers

    /// An id for a call to a client: `s1`, `s2`, …
    func nextResultID() -> String { "s\(resultIDs.wrappingAdd(1, ordering: .relaxed).newValue)" }

    /// A number that no other connection has.
    func nextSerial() -> UInt64 { serials.wrappingAdd(1, ordering: .relaxed).newValue }

    func count(_ change: Int, _ hubProtocol: HubProtocol) {
        switch hubProtocol {
        case .json: jsonCount.wrappingAdd(change, ordering: .sequentiallyConsistent)
        case .messagePack: messagePackCount.wrappingAdd(change, ordering: .sequentiallyConsistent)
        }
    }

    func isSpoken(_ hubProtocol: HubProtocol) -> Bool {
        switch hubProtocol {
        case .json: jsonCount.load(ordering: .sequentiallyConsistent) > 0
        case .messagePack: messagePackCount.load(ordering: .sequentiallyConsistent) > 0
        }
    }

    /// The connections that have shaken hands, in this process.
    var connectionCount: Int { jsonCount.load(ordering: .relaxed) + messagePackCount.load(ordering: .relaxed) }

    // MARK: Encoding and errors

    /// Lends the calling loop's encoder, or a new one on other threads.
    func withEncoder<R>(_ hubProtocol: HubProtocol, _ body: (HubMessageEncoder) throws -> R) rethrows -> R {
        if let local = currentLocal { return try local.withEncoder(hubProtocol, body) }
        return try body(HubMessageEncoder(hubProtocol))
    }

    func report(_ error: any Error, method: String?, connectionID: String?) {
        options.onError?(HubError(method: method, connectionID: connectionID, underlying: error))
    }
}
