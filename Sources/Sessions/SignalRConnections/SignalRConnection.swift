package import WayleaveEventLoop
public import WayleaveServer

/// One client's connection, whatever carries it: WebSocket, Server-Sent Events or long polling. Confined to its loop.
///
/// It knows bytes only; hubs and their protocols stand on it. Its properties are spared the dynamic exclusivity checks, which cost more than
/// the work here: it is confined to one loop, and no access to one of them spans a call that could reach the same property again.
public final class SignalRConnection {
    /// The public id, which other clients and logs may see.
    public let id: String
    package let loop: EventLoop
    /// The request that began the connection: the upgrade, the event stream's, or the first poll.
    public let request: Request
    /// What carries it.
    public let transport: SignalRTransport
    /// What frames are sent as; text must be UTF-8 then.
    @exclusivity(unchecked) public var transferFormat = TransferFormat.text
    /// Whether the client asked for, and was granted, stateful reconnect. The handler switches it off when its protocol cannot.
    @exclusivity(unchecked) package var allowsReconnect: Bool
    /// The secret that requests name in `?id=`.
    let secret: ConnectionToken
    let local: ConnectionLoop
    @exclusivity(unchecked) var phase = Phase.open
    /// Whether the handler asked to be told when nothing waits any more.
    @exclusivity(unchecked) private(set) var isToldDrained = false
    /// Whether the handler takes no more bytes.
    @exclusivity(unchecked) private(set) var isPaused = false
    /// Its place among the connections whose deadlines are looked at; -1 for none.
    @exclusivity(unchecked) var watchPlace: Int32 = -1
    @exclusivity(unchecked) var handler: (any SignalRConnectionHandler)?
    /// The WebSocket that carries it; `nil` with other transports, while it is interrupted, and after the end.
    @exclusivity(unchecked) var webSocket: WebSocket?
    /// What carries it where no WebSocket does.
    @exclusivity(unchecked) var carrier: HTTPCarrier?
    /// What few connections ever have: an idle one does not pay for the room.
    @exclusivity(unchecked) var rare: RareState?

    enum Phase: UInt8 {
        case open
        /// The WebSocket broke, and another may come.
        case interrupted
        case closed
    }

    init(
        id: String, secret: ConnectionToken, request: Request, user: ClaimsPrincipal?, transport: SignalRTransport, allowsReconnect: Bool,
        local: ConnectionLoop
    ) {
        self.id = id
        self.secret = secret
        self.request = request
        self.transport = transport
        self.allowsReconnect = allowsReconnect
        self.local = local
        loop = local.loop
        if let user { setUser(user) }
    }

    /// The secret id that requests name in `?id=`; the same as ``id`` for clients of negotiate version 0.
    package var token: String { secret.text }

    /// Puts the handler on top, once the transport carries bytes.
    func begin() {
        let handler = local.makeHandler(self)
        if let reason = rare?.closeReason { handler.closed(reason) } else { self.handler = handler }
    }

    // MARK: State

    /// Whether the connection still exchanges bytes, or waits for its client to come back.
    public var isOpen: Bool { phase != .closed }

    /// The bytes that wait to be sent.
    public var bufferedBytes: Int { webSocket?.bufferedBytes ?? carrier?.bufferedBytes ?? 0 }

    /// Whether nothing waits.
    package var isWritable: Bool {
        if let webSocket { return webSocket.isIdle }
        return carrier.map { $0.bufferedBytes == 0 && phase == .open } ?? false
    }

    /// Whether its transport shows by itself that the client is there, so that the server sends no pings: polls do.
    package var hasInherentKeepAlive: Bool { transport == .longPolling }

    /// Whether it can carry anything but text.
    package var carriesBinary: Bool { transport != .serverSentEvents }

    /// Who it speaks for; `nil` without authentication.
    public var user: ClaimsPrincipal? { rare?.user }

    // MARK: Sending

    /// Sends bytes: one frame, one event, or a part of a poll's answer.
    package func send(_ bytes: UnsafeRawBufferPointer) {
        guard let webSocket else { return sendElsewhere(bytes) }
        if transferFormat == .text { webSocket.sendText(bytes) } else { webSocket.sendBinary(bytes) }
        if webSocket.bufferedBytes > local.settings.transportMaxBufferSize { noteBacklog(of: webSocket, bytes.count) }
    }

    /// Sends what was encoded once.
    package func send(_ message: TransportMessage) {
        guard let webSocket else { return message.withPayload { sendElsewhere($0) } }
        webSocket.send(message.shared)
        if webSocket.bufferedBytes > local.settings.transportMaxBufferSize { noteBacklog(of: webSocket, message.count) }
    }

    // MARK: Flow

    /// Takes no more bytes after those at hand: the WebSocket stops reading, a POST waits for its answer.
    package func pauseReading() {
        isPaused = true
        webSocket?.pauseReading()
    }

    package func resumeReading() {
        isPaused = false
        webSocket?.resumeReading()
        if carrier != nil { deliverWaitingPosts() }
    }

    /// Tells the handler from now on when nothing waits any more: most never ask, and an idle connection does not pay for it.
    package func tellDrained() {
        isToldDrained = true
        webSocket?.onDrain = { [unowned self] in handler?.drained() }
    }

    // MARK: The end

    /// Ends the connection in order: what was sent still goes out. The handler's `closed` is called before this returns.
    package func close(_ reason: SignalRCloseReason) { end(reason, inOrder: true) }

    /// Ends it at once.
    package func abort(_ reason: SignalRCloseReason) { end(reason, inOrder: false) }

    func makeRare() -> RareState {
        if let rare { return rare }
        let made = RareState()
        rare = made
        return made
    }
}
