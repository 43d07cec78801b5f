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
        var used = 0
        while used < bytes.count {
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

    private func answer(_ request: Request, _ entry: RouteEntry) {
        if let route = entry.webSocket, accept(request, route, isOnly: !entry.answersGet) { return }
        switch entry.handler(methodKind, request) {
        case .sync(let body):
            do { respondNow(try body(request)) } catch { respondNow(failure(error, request)) }
        case .async(let body):
            state = .busy
            context.loop.startTask { [self] in
                let response: Response
                do { response = try await body(request) } catch { response = failure(error, request) }
                respond(response)
            }
        case nil where methodKind == .options:
            respondNow(Response(status: .noContent, headers: [("Allow", entry.allow)]))
        case nil:
            respondNow(.problem(.methodNotAllowed, "This path does not answer this method.", headers: [("Allow", entry.allow)]))
        }
    }

    /// Accepts or refuses a handshake; `false` if the request is none and a plain route may answer it.
    private func accept(_ request: Request, _ route: WebSocketRoute, isOnly: Bool) -> Bool {
        switch WebSocketHandshake.judge(request.head) {
        case .ordinary:
            guard isOnly, methodKind == .get else { return false }
            refuse(.problem(.upgradeRequired, "This path speaks WebSocket only.", headers: [("Upgrade", "websocket")]))
        case .refused(let refusal):
            refuse(handshake: refusal)
        case .valid:
            let chosen = WebSocketHandshake.chooseSubprotocol(request.head, supported: route.subprotocols)
            route.open(acceptWebSocket(request, subprotocol: chosen, maxMessageBytes: route.maxMessageBytes, keepAlive: true))
        }
        return true
    }

    private func failure(_ error: any Error, _ request: Request) -> Response {
        if let error = error as? HTTPError { return .problem(error.status, error.message) }
        context.site.log(LogRecord(.error, "handler-failed", "\(request.method) \(request.path) threw \(error)"))
        return .problem(.internalServerError, "The server failed to answer this request.")
    }

    // MARK: Responses out

    /// Gives the response of a request whose handler was at work.
    func respond(_ response: Response) {
        guard case .busy = state else { return }
        held = nil
        state = .head
        respondNow(response)
        guard case .head = state else { return }
        setDeadline(context.site.idleSeconds)
        if peerEnded { return connection.finish() }
        // What was pipelined behind the request waits with the connection, unless this is called from within `received`.
        if !isReceiving { connection.deliverAgain() }
    }

    /// Writes a response and goes on with the next request, or closes if that was the last.
    private func respondNow(_ response: Response) {
        if context.isDraining { keepAlive = false }
        write(response)
        setDeadline(context.site.idleSeconds)
        if keepAlive {
            state = .head
        } else {
            state = .closing
            connection.finish()
        }
    }

    /// Writes a response to a request whose rest is not wanted, then closes without destroying the answer.
    private func refuse(_ response: Response, lines: StaticString = "") {
        keepAlive = false
        write(response, lines: lines)
        state = .closing
        connection.finish(lingering: true)
    }

    private func refuse(handshake refusal: HTTPRefusal) {
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

    /// Asks an idle connection to go, a busy one to go after its response.
    func drain() {
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
                keepAlive = false
            }
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
