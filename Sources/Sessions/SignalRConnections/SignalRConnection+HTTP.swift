internal import WayleaveBytes
internal import WayleaveEventLoop
internal import WayleaveServer

/// Connections over Server-Sent Events and long polling.
extension SignalRConnection {
    /// Sends where no WebSocket carries the connection.
    @inline(never)
    func sendElsewhere(_ bytes: UnsafeRawBufferPointer) {
        guard phase == .open, let carrier, !bytes.isEmpty else { return }
        if let stream = carrier.stream { return send(bytes, as: stream) }
        guard carrier.outbox.count <= local.settings.maxQueuedBytes else { return drop() }
        carrier.outbox.append(contentsOf: bytes)
        performPolling { $0.dataQueued() }
    }

    // MARK: Server-Sent Events

    private func send(_ bytes: UnsafeRawBufferPointer, as stream: ResponseWriter) {
        if stream.bufferedBytes > local.settings.maxQueuedBytes {
            stream.flushNow()
            if stream.bufferedBytes > local.settings.maxQueuedBytes { return drop() }
        }
        local.withScratch { scratch in
            EventFrame.append(bytes, into: &scratch)
            scratch.withUnsafeBytes { try? stream.put($0) }
        }
        if stream.bufferedBytes > local.settings.transportMaxBufferSize { noteBacklog(unsent: stream.unsentBytes, bytes.count) }
    }

    /// Lets `stream` carry the connection.
    func attach(_ stream: ResponseWriter) {
        let carrier = HTTPCarrier()
        carrier.stream = stream
        self.carrier = carrier
        stream.onDrain = { [unowned self] in handler?.drained() }
        stream.onEnd = { [self] in
            guard self.carrier?.stream === stream else { return }
            self.carrier?.stream = nil
            finish(.closedByPeer)
        }
        EventFrame.opening.withUnsafeBytes { try? stream.put($0) }
        stream.flushNow()
    }

    // MARK: Long polling

    /// A GET came that is to wait for something to be sent.
    func pollArrived(_ exchange: HTTPExchange) {
        performPolling(exchange) { $0.pollArrived(now: self.loop.now.nanoseconds) }
    }

    /// Ends the connection at the client's wish.
    func delete() { performPolling { $0.deleted() } }

    /// Asks the machine and does what it says; `exchange` is the poll at hand.
    func performPolling(_ exchange: HTTPExchange? = nil, _ ask: (inout PollingMachine) -> PollingActions) {
        guard let carrier,
            let actions = carrier.machine.map({ machine in
                var machine = machine
                let actions = ask(&machine)
                carrier.machine = machine
                return actions
            }), !actions.isEmpty
        else { return }
        if actions.contains(.endOlderPoll) { answerPoll(carrier) { ConnectionReplies.pollEnded } }
        if actions.contains(.keepPoll), let exchange { keep(exchange, carrier) }
        if actions.contains(.answerFirst) { exchange?.respond(ConnectionReplies.poll([])) }
        if actions.contains(.answerWithData) { answerWithData(carrier) }
        if actions.contains(.answerEmpty) { answerPoll(carrier) { ConnectionReplies.pollTimedOut } }
        if actions.contains(.answerGone) { answerPoll(carrier) { ConnectionReplies.pollEnded } }
        if actions.contains(.answerUnknown) { exchange?.respond(ConnectionReplies.unknownPoll) }
        if actions.contains(.scheduleFlush) { scheduleFlush() }
        if actions.contains(.remove) { local.remove(self) }
        if actions.contains(.notifyLost) { finish(.connectionLost("no poll came within the disconnect time-out")) }
        if actions.contains(.notifyClosed) { finish(.closedByPeer) }
    }

    private func keep(_ exchange: HTTPExchange, _ carrier: HTTPCarrier) {
        carrier.poll = exchange
        exchange.onAbort = { [unowned self] in
            carrier.poll = nil
            carrier.machine?.pollAborted(now: loop.now.nanoseconds)
        }
    }

    private func answerPoll(_ carrier: HTTPCarrier, _ response: () -> Response) {
        guard let exchange = carrier.poll else { return }
        carrier.poll = nil
        exchange.respond(response())
    }

    private func answerWithData(_ carrier: HTTPCarrier) {
        guard let exchange = carrier.poll else { return }
        let bytes = carrier.outbox
        carrier.outbox = []
        carrier.poll = nil
        exchange.respond(ConnectionReplies.poll(bytes))
        if phase == .open { handler?.drained() }
    }

    /// One response for all messages of a turn, not one for the first and another poll for the rest.
    private func scheduleFlush() {
        let connection = LoopBound(self, to: loop)
        loop.execute {
            let connection = connection.value
            connection.performPolling { $0.flushDue(now: connection.loop.now.nanoseconds) }
        }
    }

    // MARK: POST

    /// Takes the bytes of a POST, now or when the handler takes more.
    func receive(post exchange: HTTPExchange) {
        guard let carrier else { return exchange.respond(ConnectionReplies.disposed) }
        guard isPaused || carrier.isDelivering || !carrier.posts.isEmpty else { return deliver(exchange) }
        let count = exchange.request.body.count
        // One may always wait; each counts for something, or empty ones would wait without bound.
        guard carrier.posts.isEmpty || carrier.postedBytes + count + 512 <= local.settings.applicationMaxBufferSize else {
            return exchange.respond(ConnectionReplies.tooManyPosts)
        }
        carrier.posts.append(exchange)
        carrier.postedBytes += count + 512
        exchange.onAbort = { [unowned carrier, unowned exchange] in
            guard let place = carrier.posts.firstIndex(where: { $0 === exchange }) else { return }
            carrier.posts.remove(at: place)
            carrier.postedBytes -= count + 512
        }
    }

    /// Hands out the POSTs that wait, in order, until the handler takes no more.
    func deliverWaitingPosts() {
        guard let carrier, !carrier.isDelivering else { return }
        while !isPaused, !carrier.posts.isEmpty, phase != .closed {
            let exchange = carrier.posts.removeFirst()
            carrier.postedBytes -= exchange.request.body.count + 512
            exchange.onAbort = nil
            deliver(exchange)
        }
    }

    private func deliver(_ exchange: HTTPExchange) {
        let carrier = carrier
        carrier?.isDelivering = true
        // The answer before what the bytes set going: a handler may close the connection.
        exchange.respond(ConnectionReplies.accepted)
        exchange.request.body.withUnsafeBytes { if phase == .open, !$0.isEmpty { handler?.received($0) } }
        carrier?.isDelivering = false
        deliverWaitingPosts()
    }
}
