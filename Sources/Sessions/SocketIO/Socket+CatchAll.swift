public import WayleaveJSON
import WayleaveSocketIOWire

/// Listeners that see every event, whatever its name: those that arrive and those that are sent.
extension Socket {
    /// Sees every event that arrives, before middleware and handlers, those that middleware refuses too.
    @discardableResult
    public func onAny(_ listener: @escaping (_ event: String, _ arguments: [JSONValue]) -> Void) -> EventListener {
        listen(\.any, listener)
    }

    /// The same, before the listeners that are there.
    @discardableResult
    public func prependAny(_ listener: @escaping (_ event: String, _ arguments: [JSONValue]) -> Void) -> EventListener {
        listen(\.any, listener, first: true)
    }

    /// Removes one listener, or all of them.
    public func offAny(_ listener: EventListener? = nil) { listeners?.any.removeAll { listener == nil || $0.listener == listener } }

    /// The listeners of ``onAny(_:)``, in the order in which they are called.
    public var listenersAny: [EventListener] { listeners?.any.map(\.listener) ?? [] }

    /// Sees every event that is sent to this client, broadcasts too, but no acknowledgements.
    @discardableResult
    public func onAnyOutgoing(_ listener: @escaping (_ event: String, _ arguments: [JSONValue]) -> Void) -> EventListener {
        listen(\.anyOutgoing, listener)
    }

    /// The same, before the listeners that are there.
    @discardableResult
    public func prependAnyOutgoing(_ listener: @escaping (_ event: String, _ arguments: [JSONValue]) -> Void) -> EventListener {
        listen(\.anyOutgoing, listener, first: true)
    }

    /// Removes one listener, or all of them.
    public func offAnyOutgoing(_ listener: EventListener? = nil) {
        listeners?.anyOutgoing.removeAll { listener == nil || $0.listener == listener }
    }

    /// The listeners of ``onAnyOutgoing(_:)``, in the order in which they are called.
    public var listenersAnyOutgoing: [EventListener] { listeners?.anyOutgoing.map(\.listener) ?? [] }

    private func listen(
        _ list: ReferenceWritableKeyPath<SocketListeners, [SocketListeners.CatchAllEntry]>, _ body: @escaping SocketListeners.CatchAll,
        first: Bool = false
    ) -> EventListener {
        let name = handlers.makeListener()
        let listeners = observing
        listeners[keyPath: list].insert((name, body), at: first ? 0 : listeners[keyPath: list].count)
        return name
    }

    /// What was asked of the socket besides handling events; made when that is first asked.
    var observing: SocketListeners {
        if let listeners { return listeners }
        let made = SocketListeners()
        // A socket that has ended keeps nothing: its handlers may hold it.
        if isConnected { listeners = made }
        return made
    }

    /// Reads a packet that is about to be sent, for the listeners; that costs a decoding, and only sockets with listeners pay it.
    @inline(never)
    func notifyOutgoing(_ packet: UnsafeRawBufferPointer, _ attachments: [Binary]) {
        let listeners = listeners?.anyOutgoing ?? []
        guard let (event, arguments) = SentEvent.read(packet, attachments, isMessagePack: connection.local.isMessagePack) else { return }
        for listener in listeners { listener.body(event, arguments) }
    }
}
