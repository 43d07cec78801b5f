import WayleaveJSON
import WayleaveRooms
public import WayleaveServer
public import WayleaveSignalRConnections
import WayleaveSignalRWire

/// One client's connection to a hub: who calls. Confined to its loop; code elsewhere reaches the client through ``HubContext``.
///
/// Its properties are spared the dynamic exclusivity checks, which cost more than the work here: no access to one of them spans a call that
/// could reach the same property again.
public final class HubCallerContext: SignalRConnectionHandler {
    /// What carries it.
    public let connection: SignalRConnection
    let local: HubLoop
    /// A number that no other connection of the hub has: broadcasts leave out a caller by it.
    let serial: UInt64
    @exclusivity(unchecked) var assembler = RecordAssembler()
    /// Its place among the hub's connections; `nil` before the handshake and after the end.
    @exclusivity(unchecked) var seat: RoomSeat<HubCallerContext>?
    @exclusivity(unchecked) var rare: RareHubState?
    /// The hub, where it lives as long as the connection.
    @exclusivity(unchecked) var hub: HubBase?
    /// Seconds of the loop's clock when something last arrived, or the connection began; when the last ping was sent.
    @exclusivity(unchecked) var lastReceived: UInt32
    @exclusivity(unchecked) var lastPing: UInt32
    @exclusivity(unchecked) var phase = Phase.shaking
    @exclusivity(unchecked) var hubProtocol = HubProtocol.json
    /// Whether the client pings: only then silence means something.
    @exclusivity(unchecked) var clientPings = false
    /// Whether the WebSocket broke and another is awaited.
    @exclusivity(unchecked) var isInterrupted = false
    /// Whether ``HubBase/onConnected()`` has returned.
    @exclusivity(unchecked) var isAnnounced = false

    enum Phase: UInt8 {
        /// The handshake is awaited.
        case shaking
        case open
        /// Over, or about to be: nothing that arrives counts.
        case closed
    }

    init(_ connection: SignalRConnection, _ local: HubLoop) {
        self.connection = connection
        self.local = local
        serial = local.core.nextSerial()
        lastReceived = local.seconds
        lastPing = lastReceived
        local.began(self)
    }

    var isOpen: Bool { phase == .open }

    // MARK: Who

    /// The public id, which other clients may know.
    public var connectionId: String { connection.id }
    /// Who it speaks for; `nil` without authentication.
    public var user: ClaimsPrincipal? { connection.user }
    /// The user's name, as ``SignalRHubOptions/userIdProvider`` said when the connection began.
    public var userIdentifier: String? { rare?.userIdentifier }
    /// The request that began the connection: the upgrade, the event stream's, or the first poll.
    public var request: Request { connection.request }
    /// What carries it.
    public var transport: SignalRTransport { connection.transport }
    /// The bytes that wait for the client to read.
    public var bufferedBytes: Int { connection.bufferedBytes }

    /// Whatever the application wants to remember of the connection, until it ends.
    public var items: [String: any Sendable] {
        get { rare?.items ?? [:] }
        set { makeRare().items = newValue }
    }

    /// The groups it is in, in the order in which it was added.
    public var groups: [String] { seat.map { local.groups.rooms(of: $0) } ?? [] }

    // MARK: The end

    /// Whether the connection has ended.
    public var isAborted: Bool { phase == .closed }

    /// Calls `body` on the loop when the connection ends; at once if it has.
    public func onAborted(_ body: @escaping () -> Void) {
        guard phase != .closed else { return body() }
        makeRare().abortBodies.append(body)
    }

    /// Ends the connection; its client is told, and does not come back by itself.
    public func abort() { close(nil, allowsReconnect: false) }

    func makeRare() -> RareHubState {
        if let rare { return rare }
        let made = RareHubState()
        rare = made
        return made
    }
}
