internal import CrossOrigin
internal import WayleaveBytes
internal import WayleaveEventLoop
internal import WayleaveHTTPWire
internal import WayleaveWebSocketWire

/// The machine of one HTTP/1.1 connection: heads and bodies in, one gate call, one handler, responses out in order.
///
/// Confined to its loop. Requests are taken one at a time: while one awaits its response, what was pipelined behind it waits.
///
/// Its properties are spared the dynamic exclusivity checks, which cost more than the work here: it is confined to one loop, and no access
/// to one of them spans a call that could reach the same property again.
final class HTTPConnection: ConnectionHandler {
    enum State {
        case head
        case body(PendingRequest)
        /// A handler is at work; the response will come.
        case busy
        case upgraded(WebSocket)
        /// Refused or told to close; what still comes is not looked at.
        case closing
    }

    let connection: TCPConnection
    let context: LoopContext
    /// Of all loops, for moving.
    private let contexts: [LoopBound<LoopContext>]
    @exclusivity(unchecked) var state = State.head
    /// How much of an incomplete head has been looked at.
    @exclusivity(unchecked) private var examined = 0
    @exclusivity(unchecked) private var deadline: Int
    @exclusivity(unchecked) private var peerEnded = false
    @exclusivity(unchecked) private var lastUnsent = 0
    private(set) lazy var remoteAddress = connection.remoteAddress

    // Of the request at hand:
    @exclusivity(unchecked) var fields = CrossOriginFields.none
    /// What came of looking its origin up, if that was necessary: the head is read again then, and this tells the gate.
    @exclusivity(unchecked) var lookedUp: LookupOutcome?
    /// Tells the gate's observer of the answer's status; `nil` without an observer.
    @exclusivity(unchecked) var observeAnswer: ((Int?) -> Void)?
    @exclusivity(unchecked) var keepAlive = true
    @exclusivity(unchecked) var minorVersion: UInt8 = 1
    @exclusivity(unchecked) var methodKind = RequestMethodKind.get
    weak var exchange: HTTPExchange?

    /// What may wait behind a request that is being answered before the connection is no longer read from: 16 KiB.
    private static let pipelinedBytes = 16 * 1024

    init(_ connection: TCPConnection, _ context: LoopContext, _ contexts: [LoopBound<LoopContext>]) {
        self.connection = connection
        self.context = context
        self.contexts = contexts
        deadline = context.loop.coarseSeconds + context.site.idleSeconds
        context.openCount += 1
    }

    // MARK: Bytes in

    func received(_ bytes: UnsafeMutableRawBufferPointer) -> Int {
        isReceiving = true
        defer { isReceiving = false }
        let used = take(bytes)
        // Half closed: the requests that came whole have been answered, the rest of the last one will never come.
        if peerEnded, !isMoving, used == bytes.count || !connection.isBackedUp {
            switch state {
            case .head, .body: connection.finish(lingering: true)
            default: break
            }
        }
        return used
    }

    private func take(_ bytes: UnsafeMutableRawBufferPointer) -> Int {
        var used = 0
        while used < bytes.count {
            if connection.isBackedUp { return used }
            let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[used...])
            switch state {
            case .head:
                let before = used
                used += readHead(UnsafeRawBufferPointer(rest))
                if used == before, case .head = state { return used }
                if isMoving { return used }
            case .body(let pending):
                used += readBody(UnsafeRawBufferPointer(rest), pending)
            case .busy:
                if rest.count > Self.pipelinedBytes { connection.pauseReading() }
                return used
            case .upgraded(let webSocket):
                return used + webSocket.received(rest)
            case .closing:
                return bytes.count
            }
        }
        return used
    }

    @exclusivity(unchecked) private var isMoving = false
    @exclusivity(unchecked) private var isReceiving = false

    /// Reads one head; returns how many bytes it used: none while it is incomplete.
    private func readHead(_ bytes: UnsafeRawBufferPointer) -> Int {
        let parser = context.parser
        if examined == 0 { setDeadline(context.site.headSeconds) }
        switch parser.pointee.parse(bytes, examined: &examined) {
        case .needMore:
            return 0
        case .refused(let refusal):
            examined = 0
            salvageFields(bytes)
            keepAlive = false
            minorVersion = 1
            methodKind = .get
            refuse(.problem(refusal.status, refusal.reason.description))
            return bytes.count
        case .head(let count):
            examined = 0
            let head = UnsafeRawBufferPointer(rebasing: bytes[..<count])
            let path = Self.path(parser.pointee.layout, head)
            let mount = context.site.router.mount(at: path)
            guard !moveHome(mount?.mount, head), !awaitsLookup(head, path) else { return 0 }
            keepAlive = parser.pointee.layout.keepAlive && !context.isDraining && !peerEnded
            minorVersion = parser.pointee.layout.minorVersion
            methodKind = parser.pointee.layout.methodKind
            takeHead(head, path, mount)
            return count
        }
    }

    /// Moves the connection to the loop that the request's session lives on; the head is read again there.
    private func moveHome(_ mount: (any Mount)?, _ head: UnsafeRawBufferPointer) -> Bool {
        guard let mount, let home = mount.home(query: context.parser.pointee.layout.query.bytes(in: head)), home !== context.loop
        else { return false }
        isMoving = true
        context.openCount -= 1
        let contexts = contexts
        connection.move(to: home) { HTTPConnection($0, contexts[home.index].value, contexts) }
        return true
    }

    /// Collects the body of `pending`; returns how many bytes it used.
    private func readBody(_ bytes: UnsafeRawBufferPointer, _ pending: PendingRequest) -> Int {
        switch pending.take(bytes) {
        case .needMore(let used):
            return used
        case .complete(let used):
            dispatch(pending.head, body: pending.body, pending.target)
            return used
        case .refused(let refusal):
            keepAlive = false
            refuse(.problem(refusal.status, refusal.reason.description))
            return bytes.count
        }
    }

    // MARK: The request

    /// What comes between a head and its body: the gate, the route, the limits.
    private func takeHead(_ head: UnsafeRawBufferPointer, _ path: UnsafeRawBufferPointer, _ mount: Router.Mounted?) {
        let layout = context.parser.pointee.layout
        let hasBody = layout.framing != .none && layout.framing != .length(0)
        let (match, route) = mount.map { (.mount($0.mount), $0.route) } ?? context.site.router.match(path)
        if let early = passGate(head, path, match, route: route) {
            if hasBody { keepAlive = false }
            return hasBody ? refuse(early) : respondNow(early)
        }
        let limit = context.site.maxBodyBytes(match)
        if case .length(let count) = layout.framing, count > limit { return refuseTooLarge(limit) }
        let owned = RequestHead(context.parser.pointee, in: head)
        guard hasBody else { return dispatch(owned, body: [], match) }
        // What would be refused for having a body is not waited for.
        if layout.connectionUpgrade, match.takesWebSockets, case .refused(let refusal) = WebSocketHandshake.judge(owned) {
            return refuse(handshake: refusal)
        }
        if layout.expectsContinue { connection.write { ResponseHeadEncoder.appendContinue(into: &$0) } }
        setDeadline(context.site.bodySeconds)
        state = .body(PendingRequest(owned, target: match, framing: layout.framing, maxBodyBytes: limit))
    }

    private func refuseTooLarge(_ limit: Int) {
        keepAlive = false
        refuse(.problem(.contentTooLarge, "The body is larger than \(limit) bytes; send less."))
    }

    /// The path that routes and policies are looked up by: an absolute target without one means `/`.
    private static func path(_ layout: RequestHeadLayout, _ head: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        if layout.path.count > 0 { return layout.path.bytes(in: head) }
        let root: StaticString = "/"
        return UnsafeRawBufferPointer(start: root.utf8Start, count: 1)
    }

    private func dispatch(_ head: RequestHead, body: [UInt8], _ match: Router.Match) {
        setDeadline(nil)
        let request = Request(head: head, body: body, remoteAddress: remoteAddress, isSecure: false)
        switch match {
        case .entry(let entry): answer(request, entry)
        case .files(let files, let prefix):
            respondNow(files.respond(to: request, dropping: prefix, maxFileBytes: context.site.limits.maxFileBytes))
        case .mount(let mount):
            var isUpgrade = false
            switch WebSocketHandshake.judge(head) {
            case .ordinary: break
            case .valid: isUpgrade = true
            case .refused(let refusal): return refuse(handshake: refusal)
            }
            state = .busy
            let exchange = HTTPExchange(request: request, isWebSocketUpgrade: isUpgrade, connection: self, loop: context.loop)
            self.exchange = exchange
            held = exchange
            mount.handle(exchange)
        case .nothing:
            respondNow(.problem(.notFound, "Nothing is served at this path."))
        }
    }

    /// Keeps the exchange of a mount alive until it is answered.
    @exclusivity(unchecked) private var held: HTTPExchange?

    // MARK: Responses out

    /// Gives the response of a request whose handler was at work.
    func respond(_ response: Response) {
        guard case .busy = state else { return }
        held = nil
        state = .head
        respondNow(response)
        guard case .head = state else { return }
        setDeadline(context.site.idleSeconds)
        // What was pipelined behind the request waits with the connection, unless this is called from within `received`.
        guard !isReceiving else { return }
        if peerEnded, !connection.hasLeftovers { return connection.finish(lingering: true) }
        connection.deliverAgain()
    }

    /// Writes a response and goes on with the next request, or closes if that was the last.
    func respondNow(_ response: Response) {
        if context.isDraining { keepAlive = false }
        write(response)
        setDeadline(context.site.idleSeconds)
        if keepAlive {
            state = .head
        } else {
            // Lingering, since closing with pipelined bytes unread would reset the connection and could destroy the response.
            state = .closing
            connection.finish(lingering: true)
        }
    }

    /// Writes a response to a request whose rest is not wanted, then closes without destroying the answer.
    func refuse(_ response: Response, lines: StaticString = "") {
        keepAlive = false
        write(response, lines: lines)
        state = .closing
        connection.finish(lingering: true)
    }

    func refuse(handshake refusal: HTTPRefusal) {
        refuse(.problem(refusal.status, refusal.reason.description), lines: refusal.fieldLines)
    }

    private func write(_ response: Response, lines: StaticString = "") {
        answered(response.status.code)
        let context = context
        var omitted = 0
        var replaced: [String] = []
        connection.write { writer in
            ResponseHeadEncoder.appendStatusLine(response.status, into: &writer)
            ResponseFields.append(response, under: fields, into: &writer, &omitted, &replaced)
            writer.append(lines)
            fields.forEachPart { writer.append($0) }
            if !keepAlive {
                writer.append("Connection: close\r\n")
            } else if minorVersion == 0 {
                writer.append("Connection: keep-alive\r\n")
            }
            let count = response.storage.count
            context.dateAndLength.pointee.withUnsafeBytes { prepared in
                // Everything up to the length's digits was made when the second began.
                let end = response.status.forbidsBody ? LoopContext.dateByteCount : prepared.count
                writer.append(UnsafeRawBufferPointer(rebasing: prepared[..<end]))
            }
            if !response.status.forbidsBody {
                writer.append(decimal: count)
                writer.append("\r\n")
            }
            writer.append("\r\n")
            guard count > 0, ResponseHeadEncoder.sendsBody(response.status, to: methodKind) else { return }
            switch response.storage {
            case .bytes(let bytes): writer.append(bytes)
            case .text(let text): writer.append(text)
            }
        }
        if omitted > 0 {
            context.site.log(
                LogRecord(
                    .warning, "response-field-omitted", "\(omitted) fields of a response were left out: malformed, or the server's own"))
        }
        if !replaced.isEmpty { tellOfReplaced(replaced) }
    }

    /// Completes a valid handshake; the connection's bytes are the WebSocket's from now on.
    func acceptWebSocket(_ request: Request, subprotocol: String?, maxMessageBytes: Int, keepAlive: Bool) -> WebSocket {
        held = nil
        let socket = WebSocket(
            connection, context, request: request, subprotocol: subprotocol, maxMessageBytes: maxMessageBytes, keepAlive: keepAlive)
        answered(101)
        let lines = fields.bytes
        connection.write { writer in
            lines.withUnsafeBytes {
                WebSocketHandshake.appendAcceptance(request.head, subprotocol: subprotocol, fieldLines: $0, into: &writer)
            }
        }
        state = .upgraded(socket)
        connection.handler = socket
        return socket
    }

    // MARK: The connection's life

    func setDeadline(_ seconds: Int?) {
        deadline = seconds.map { context.loop.coarseSeconds + max(1, $0) } ?? .max
    }

    func tick(_ now: Int) {
        let unsent = connection.unsentBytes
        if unsent != lastUnsent {
            // A slow reader is not idle.
            lastUnsent = unsent
            if case .head = state, examined == 0 { return setDeadline(context.site.idleSeconds) }
        }
        guard now > deadline else { return }
        switch state {
        case .head where examined == 0: connection.finish()
        case .head:
            salvageFields(UnsafeRawBufferPointer(start: nil, count: 0))
            refuse(.problem(.requestTimeout, "The request did not arrive in time."))
        case .body:
            refuse(.problem(.requestTimeout, "The request did not arrive in time."))
        default: break
        }
    }

    /// Ends the connection if no request is under way on it.
    func closeIfIdle() {
        if case .head = state, examined == 0 { connection.finish() }
    }

    func ended() {
        switch state {
        case .busy:
            if let exchange, exchange.onAbort != nil {
                exchange.abort()
                state = .closing
                connection.finish()
            } else {
                peerEnded = true
            }
        case .head where connection.hasLeftovers:
            peerEnded = true
            connection.deliverAgain()
        default: connection.finish()
        }
    }

    func drained() {}

    func closed(_ error: IOError?) {
        if !isMoving { context.openCount -= 1 }
        answered(nil)
        held = nil
        exchange?.abort()
        exchange = nil
        state = .closing
    }
}
