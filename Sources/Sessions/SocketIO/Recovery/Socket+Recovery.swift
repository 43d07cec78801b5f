import WayleaveSocketIOWire

/// A socket's part in connection state recovery.
extension Socket {
    /// Whether the client came back after a short absence: id, rooms and data are the former ones, and events it missed were sent again.
    public var recovered: Bool { recovery?.isRecovered ?? false }

    /// Why the client, which asked for its former state, did not get it; `nil` if it did, or has not asked.
    ///
    /// The application must bring such a client up to date in another way.
    public var recoveryFailure: RecoveryFailure? { recovery?.failure }

    /// Leaves the session for the client to come back to, if it went in a way it may come back from; before it leaves its rooms.
    func persist(_ reason: DisconnectReason, _ recovery: SocketRecovery) {
        guard reason.isRecoverable else { return }
        namespace.adapter?.recovery?.persist(self, recovery)
    }

    /// Sends an event through the adapter, so that a client that is away for a moment gets it when it comes back.
    func sendReplayable(
        _ event: String, _ options: EmitOptions, _ recovery: SocketRecovery,
        _ encode: (SocketPacketEncoder, _ namespace: String) throws -> Void
    ) -> Bool {
        guard isConnected || recovery.isPersisted else { return false }
        do {
            if SocketPayload.isReserved(event) { throw SocketPacketError.reservedEvent(event) }
            guard let adapter = namespace.adapter else { return false }
            try namespace.server.withJSONEncoder { encoder in
                try encode(encoder, namespace.name)
                encoder.withPacket { text, attachments in
                    var event = EncodedEvent(
                        text: text, attachments: attachments, namespace: namespace.name, parser: namespace.server.options.parser)
                    event.mayCompress = options.compress
                    adapter.take(event, for: self)
                }
            }
            adapter.deliver()
            return true
        } catch {
            report(error, event: event)
            return false
        }
    }
}

extension DisconnectReason {
    /// Whether a client may come back from it: not after it, or the server, meant to part, nor after it broke the protocol.
    var isRecoverable: Bool {
        switch self {
        case .transportError, .transportClose, .forcedClose, .pingTimeout, .serverShuttingDown, .forcedServerClose: true
        case .parseError, .clientNamespaceDisconnect, .serverNamespaceDisconnect: false
        }
    }
}
