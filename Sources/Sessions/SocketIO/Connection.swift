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
    private(set) var transportName: String
    private var assembly: BinaryAssembly?
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
    }

    // MARK: Receiving

    package func received(text: RawSpan) { text.withUnsafeBytes { receive($0) } }

    private func receive(_ text: UnsafeRawBufferPointer) {
        guard !isClosed else { return }
        do {
            guard assembly == nil else { throw SocketPacketError.textDuringAttachments }
            let packet = try SocketPacket.parse(text, limits: local.server.limits)
            if packet.type.isBinary {
                _ = try socket(for: packet, text)
                try local.withDocument { _ = try SocketPayload.scan(packet, of: text, into: $0) }
                assembly = try BinaryAssembly(packet, text: text, limits: local.server.limits)
                return
            }
            try local.withDocument { document in
                let hasPayload = try SocketPayload.scan(packet, of: text, into: document)
                switch packet.type {
                case .connect:
                    let auth = hasPayload ? try document.decode(JSONValue.self, at: 0) : .object([:])
                    let name = name(of: packet, text)
                    if isVersion2 { try connectVersion2(name) } else { try connect(name, auth: auth) }
                case .disconnect:
                    end(try socket(for: packet, text), .clientNamespaceDisconnect)
                default:
                    deliver(packet, document, to: try socket(for: packet, text))
                }
            }
        } catch {
            violated(error)
        }
    }

    package func received(binary: RawSpan) {
        guard !isClosed else { return }
        do {
            guard assembly != nil else { throw SocketPacketError.unexpectedAttachment }
            guard try binary.withUnsafeBytes({ try assembly?.add($0) }) == true, let complete = assembly else { return }
            assembly = nil
            try complete.text.withUnsafeBytes { text in
                try local.withDocument { document in
                    _ = try SocketPayload.scan(complete.packet, of: text, into: document)
                    document.attachments = complete.attachments.map { Binary($0) }
                    deliver(complete.packet, document, to: try socket(for: complete.packet, text))
                }
            }
        } catch {
            violated(error)
        }
    }

    @inline(__always)
    private func deliver(_ packet: SocketPacket, _ document: JSONDocument, to socket: Socket) {
        if packet.type == .event || packet.type == .binaryEvent {
            socket.dispatch(document, ackID: packet.ackID)
        } else if let id = packet.ackID {
            // Straight to whoever awaits it: through the mailbox, a handler that awaits its client's answer would wait for itself.
            socket.pending.take(id)?(.success(ArgumentReader(document, skipping: 0)))
        }
    }

    /// The joined socket a packet is for.
    @inline(__always)
    private func socket(for packet: SocketPacket, _ text: UnsafeRawBufferPointer) throws -> Socket {
        let name = UnsafeRawBufferPointer(rebasing: text[packet.namespace])
        for socket in sockets {
            if name.isEmpty
                ? socket.namespace.name == "/" : HandlerTable.isEqual(socket.namespace.name, name.assumingMemoryBound(to: UInt8.self))
            {
                return socket
            }
        }
        throw ProtocolViolation.notJoined(self.name(of: packet, text))
    }

    private func name(of packet: SocketPacket, _ text: UnsafeRawBufferPointer) -> String {
        packet.namespace.isEmpty ? "/" : String(decoding: text[packet.namespace], as: UTF8.self)
    }

    /// Closes the connection for what its client sent.
    func violated(_ error: any Error) {
        guard !isClosed else { return }
        local.server.report(SocketError(event: nil, namespace: "/", socketID: nil, argument: nil, underlying: error))
        session.close(.parseError, discard: true)
    }

    // MARK: Life

    package func upgraded(to transport: String) { transportName = transport }

    package func closed(_ reason: EngineCloseReason) {
        guard !isClosed else { return }
        isClosed = true
        joinedFirst()
        assembly = nil
        joining = []
        let ending = sockets
        sockets = []
        for socket in ending { socket.end(DisconnectReason(rawValue: reason.rawValue) ?? .forcedClose) }
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
    func send(_ encoder: SocketPacketEncoder) {
        encoder.withPacket { text, attachments in
            session.send(text: text)
            for attachment in attachments { attachment.bytes.withUnsafeBytes { session.send(binary: $0) } }
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
