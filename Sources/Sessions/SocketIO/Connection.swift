package import WayleaveEngineIO
import WayleaveEventLoop
import WayleaveJSON
import WayleaveServer
import WayleaveSocketIOWire

/// One client's connection, with a socket for each namespace it joined. Confined to its loop.
///
/// Whatever breaks the protocol closes it: a client that does is either hostile or not what it claims to be.
package final class Connection: EngineSessionHandler {
    let session: any SessionLink
    let local: SocketLoop
    var sockets: [Socket] = []
    /// Namespaces whose middleware is still running for this client.
    var joining: Set<String> = []
    private(set) var isClosed = false
    private(set) var isUpgraded = false
    private(set) var transportName: String
    private(set) var observers: ConnectionObservers?
    /// A binary packet whose attachments are still arriving.
    var assembly: BinaryAssembly?
    private var connectTimer: LoopTimer?
    private var mailbox: OrderedTasks?
    private var isPaused = false

    /// Begins a connection, on the session's loop; the server must have been started on it.
    init(session: any SessionLink, local: SocketLoop) {
        self.session = session
        self.local = local
        transportName = session.handshakeRequest.queryValue("transport") ?? "polling"
        connectTimer = session.loop.schedule(after: local.server.options.connectTimeout) { [weak self] in
            self?.session.close(.forcedServerClose, discard: false)
        }
        local.admin?.opened(self)
    }

    // MARK: Receiving

    package func received(text: RawSpan) {
        text.withUnsafeBytes { text in
            local.admin?.received(bytes: text.count)
            if let observers { observe(text, isBinary: false, observers) }
            receive(text: text)
        }
    }

    package func received(binary: RawSpan) {
        binary.withUnsafeBytes { bytes in
            local.admin?.received(bytes: bytes.count)
            if let observers { observe(bytes, isBinary: true, observers) }
            local.isMessagePack ? receive(packed: bytes) : receive(attachment: bytes)
        }
    }

    @inline(never)
    private func observe(_ bytes: UnsafeRawBufferPointer, isBinary: Bool, _ observers: ConnectionObservers) {
        guard !isClosed, !observers.packet.isEmpty else { return }
        let packet = EnginePacketView(isBinary: isBinary, bytes: Array(bytes))
        for handler in observers.packet { handler(packet) }
    }

    /// Closes the connection for what its client sent.
    func violated(_ error: any Error) {
        guard !isClosed else { return }
        local.server.report(SocketError(event: nil, namespace: "/", socketID: nil, argument: nil, underlying: error))
        session.close(.parseError, discard: true)
    }

    // MARK: Life

    package func upgraded(to transport: String) {
        transportName = transport
        isUpgraded = true
        local.admin?.upgraded(self, to: transport)
        for handler in observers?.upgrade ?? [] { handler(transport) }
    }

    /// Who watches the connection; made when that is first asked.
    var observing: ConnectionObservers {
        if let observers { return observers }
        let made = ConnectionObservers()
        if !isClosed { observers = made }
        return made
    }

    package func closed(_ reason: EngineCloseReason) {
        guard !isClosed else { return }
        isClosed = true
        joinedFirst()
        assembly = nil
        joining = []
        let ending = sockets
        sockets = []
        let why = DisconnectReason(rawValue: reason.rawValue) ?? .forcedClose
        for socket in ending { socket.end(why) }
        // Handlers mostly capture a socket; forgetting them ends the cycle.
        let watching = observers?.close ?? []
        observers = nil
        for handler in watching { handler(why) }
        local.admin?.closed(self, why.rawValue)
    }

    /// Ends the wait for the client's first namespace.
    func joinedFirst() {
        connectTimer?.cancel()
        connectTimer = nil
    }

    func end(_ socket: Socket, _ reason: DisconnectReason) {
        sockets.removeAll { $0 === socket }
        socket.end(reason)
    }

    /// Sends a DISCONNECT for one namespace; nothing follows it.
    func disconnect(_ socket: Socket) {
        local.withEncoder { encoder in
            encoder.disconnect(namespace: socket.namespace.name)
            send(encoder)
        }
        end(socket, .serverNamespaceDisconnect)
    }

    /// Sends a DISCONNECT for each namespace and closes the connection.
    func disconnectAll() {
        for socket in sockets { disconnect(socket) }
        if !isClosed { session.close(.forcedServerClose, discard: false) }
    }

    // MARK: Sending and waiting

    /// Sends the packet encoded last, and its attachments.
    @inline(__always)
    func send(_ encoder: SocketPacketEncoder, compress: Bool = true) {
        encoder.withPacket { text, attachments in
            if let admin = local.admin {
                admin.sent(bytes: text.count)
                for attachment in attachments { admin.sent(bytes: attachment.bytes.count) }
            }
            if encoder.isMessagePack { return session.send(binary: text, compress: compress) }
            session.send(text: text, compress: compress)
            for attachment in attachments { attachment.bytes.withUnsafeBytes { session.send(binary: $0, compress: compress) } }
        }
    }

    /// Runs an async handler after the earlier ones; too many waiting ones pause reading.
    func enqueue(_ operation: @escaping () async -> Void) {
        let mailbox = mailbox ?? makeMailbox()
        mailbox.enqueue(operation)
        if mailbox.isFull, !isPaused {
            isPaused = true
            session.pauseReading()
        }
    }

    private func makeMailbox() -> OrderedTasks {
        let made = OrderedTasks(loop: session.loop, capacity: max(local.server.options.maxWaitingEvents, 1))
        made.onDrained = { [weak self] in
            guard let self, isPaused else { return }
            isPaused = false
            if !isClosed { session.resumeReading() }
        }
        mailbox = made
        return made
    }
}
