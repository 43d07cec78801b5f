import WayleaveEventLoop
import WayleaveJSON
import WayleaveRooms
import WayleaveSignalRWire

/// What one loop holds for a hub: its connections, their groups and users, and buffers that they take turns with. Confined to the loop.
final class HubLoop {
    let loop: EventLoop
    let core: HubCore
    /// The connections that have shaken hands, by their public ids.
    private(set) var connections: [String: HubCallerContext] = [:]
    /// The same, with the groups they are in.
    let groups = Rooms<HubCallerContext>()
    /// Those that belong to a user, each in the room of that user's name.
    let users = Rooms<HubCallerContext>()
    /// The connections whose handshake is awaited.
    private var shaking: [ObjectIdentifier: HubCallerContext] = [:]
    @exclusivity(unchecked) private var spareDocument: JSONDocument?
    @exclusivity(unchecked) private var spareJSON: HubMessageEncoder?
    @exclusivity(unchecked) private var spareMessagePack: HubMessageEncoder?
    let handshakeSeconds: Int
    let keepAliveSeconds: Int
    let clientTimeoutSeconds: Int

    init(loop: EventLoop, core: HubCore) {
        self.loop = loop
        self.core = core
        handshakeSeconds = core.options.handshakeTimeout.wholeSeconds
        keepAliveSeconds = core.options.keepAliveInterval.wholeSeconds
        clientTimeoutSeconds = core.options.clientTimeoutInterval.wholeSeconds
    }

    /// Seconds by the loop's clock of time-outs.
    @inline(__always)
    var seconds: UInt32 { UInt32(truncatingIfNeeded: loop.coarseSeconds) }

    // MARK: Connections

    func began(_ context: HubCallerContext) { shaking[ObjectIdentifier(context)] = context }

    /// Its handshake is over, one way or the other.
    func shook(_ context: HubCallerContext) { shaking[ObjectIdentifier(context)] = nil }

    /// Takes in a connection that has shaken hands.
    func joined(_ context: HubCallerContext, user: String?) {
        connections[context.connectionId] = context
        context.seat = groups.add(context)
        guard let user else { return }
        let seat = users.add(context)
        users.join(user, seat)
        context.makeRare().userSeat = seat
    }

    func left(_ context: HubCallerContext) {
        connections[context.connectionId] = nil
        if let seat = context.seat { groups.remove(seat) }
        context.seat = nil
        if let seat = context.rare?.userSeat { users.remove(seat) }
        context.rare?.userSeat = nil
    }

    // MARK: Time

    /// One look a second at all connections: pings, time-outs, acknowledgements. No connection has a timer of its own.
    func startTicking() {
        loop.onTick { [weak self] in self?.tick() }
    }

    private func tick() {
        let now = seconds
        for context in shaking.values where Int(now &- context.lastReceived) >= handshakeSeconds { context.handshakeTimedOut() }
        groups.broadcast(to: .everyone) { $0.tick(now) }
    }

    // MARK: Buffers

    /// Lends a document; a method that needs another one meanwhile gets a new one.
    @inline(__always)
    func withDocument<R>(_ body: (JSONDocument) throws -> R) rethrows -> R {
        var document = spareDocument.take() ?? JSONDocument()
        defer {
            JSONDocument.finish(&document)
            spareDocument = document
        }
        return try body(document)
    }

    /// Lends an encoder; a value that sends while it is encoded gets a new one.
    @inline(__always)
    func withEncoder<R>(_ hubProtocol: HubProtocol, _ body: (HubMessageEncoder) throws -> R) rethrows -> R {
        switch hubProtocol {
        case .json:
            let encoder = spareJSON.take() ?? HubMessageEncoder(.json)
            defer { spareJSON = encoder }
            return try body(encoder)
        case .messagePack:
            let encoder = spareMessagePack.take() ?? HubMessageEncoder(.messagePack)
            defer { spareMessagePack = encoder }
            return try body(encoder)
        }
    }
}

extension Duration {
    /// Rounded up; 1 at least.
    var wholeSeconds: Int {
        let parts = components
        return max(1, Int(clamping: parts.seconds) &+ (parts.attoseconds > 0 ? 1 : 0))
    }
}
