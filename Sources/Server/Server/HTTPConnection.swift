internal import CrossOrigin
internal import WayleaveEventLoop
internal import WayleaveHTTPWire

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
        /// A handler is at work on a body that is still arriving, or it has answered and the rest is thrown away.
        case streamedBody(RequestBody)
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
    let listener: ListenerContext
    @exclusivity(unchecked) var state = State.head
    /// How much of an incomplete head has been looked at.
    @exclusivity(unchecked) var examined = 0
    @exclusivity(unchecked) var deadline: Int
    @exclusivity(unchecked) var peerEnded = false
    @exclusivity(unchecked) var lastUnsent = 0
    @exclusivity(unchecked) private(set) var isMoving = false
    @exclusivity(unchecked) private(set) var isReceiving = false
    /// Who is at the other end of the connection: the client, or a proxy that speaks HTTP for it.
    private(set) lazy var peerAddress = connection.remoteAddress

    // Of the request at hand:
    /// The client, where a trusted proxy tells of it; `nil` where it is the peer.
    @exclusivity(unchecked) var forwarded: ForwardedRequest?
    @exclusivity(unchecked) var fields = CrossOriginFields.none { didSet { unaskedGeneration = -1 } }
    /// The generation of the policies whose fields for pages that did not ask are in ``fields``; -1 when others are.
    @exclusivity(unchecked) var unaskedGeneration = -1
    /// What came of looking its origin up, if that was necessary: the head is read again then, and this tells the gate.
    @exclusivity(unchecked) var lookedUp: LookupOutcome?
    /// Tells the gate's observer of the answer's status; `nil` without an observer.
    @exclusivity(unchecked) var observeAnswer: ((Int?) -> Void)?
    @exclusivity(unchecked) var keepAlive = true
    /// Whether bytes came behind it in the same read.
    @exclusivity(unchecked) var hasMore = false
    @exclusivity(unchecked) var minorVersion: UInt8 = 1
    @exclusivity(unchecked) var methodKind = RequestMethodKind.get
    /// What it says about content codings; looked at only where responses are compressed.
    @exclusivity(unchecked) var acceptedCodings = AcceptEncoding.Verdict.none
    /// Its route's place in ``Router/labels``, for counters.
    @exclusivity(unchecked) var route: Int32 = 0
    /// When its head was complete: ``EventLoop/turnMilliseconds``, cut to 32 bits.
    @exclusivity(unchecked) var startedAt: UInt32 = 0
    weak var exchange: HTTPExchange?
    /// Keeps the exchange of a mount alive until it is answered.
    @exclusivity(unchecked) var held: HTTPExchange?
    /// The body of the response that is being streamed, if one is.
    @exclusivity(unchecked) var outgoing: ResponseWriter?

    /// What may wait behind a request that is being answered before the connection is no longer read from: 16 KiB.
    private static let pipelinedBytes = 16 * 1024

    init(_ connection: TCPConnection, _ context: LoopContext, _ contexts: [LoopBound<LoopContext>], _ listener: ListenerContext) {
        self.connection = connection
        self.context = context
        self.contexts = contexts
        self.listener = listener
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
            case .streamedBody(let body) where body.isAbandoned: connection.finish(lingering: true)
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
            case .streamedBody(let body):
                used += readStreamedBody(UnsafeRawBufferPointer(rest), body)
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

    /// Reads one head; returns how many bytes it used: none while it is incomplete.
    private func readHead(_ bytes: UnsafeRawBufferPointer) -> Int {
        let parser = context.parser
        if examined == 0 { setDeadline(context.site.headSeconds) }
        switch parser.pointee.parse(bytes, examined: &examined) {
        case .needMore:
            return 0
        case .refused(let refusal):
            examined = 0
            if bytes.first == 22 { tellOfTLS() }
            salvageFields(bytes)
            keepAlive = false
            minorVersion = 1
            methodKind = .other
            route = 0
            startedAt = UInt32(truncatingIfNeeded: context.loop.turnMilliseconds)
            refuse(.problem(refusal.status, refusal.reason.description))
            return bytes.count
        case .head(let count):
            examined = 0
            let head = UnsafeRawBufferPointer(rebasing: bytes[..<count])
            let path = Self.path(parser.pointee.layout, head)
            if let forwarding = context.site.forwarding { forwarded = ForwardedRequest(head, of: self, forwarding) }
            let mount = listener.redirect == nil ? context.site.router.mount(at: path) : nil
            if lookedUp == nil { startedAt = UInt32(truncatingIfNeeded: context.loop.turnMilliseconds) }
            guard !moveHome(mount?.mount, head) else { return 0 }
            hasMore = bytes.count > count
            if let written = mount?.path { return written.withUnsafeBytes { begin(head, $0, mount) } }
            return begin(head, path, mount)
        }
    }

    /// Begins the request whose head the loop's parser has just read; returns how many bytes it used: none while the gate must wait.
    @inline(__always)
    private func begin(_ head: UnsafeRawBufferPointer, _ path: UnsafeRawBufferPointer, _ mount: Router.Mounted?) -> Int {
        guard !awaitsLookup(head, path) else { return 0 }
        let parser = context.parser
        keepAlive = parser.pointee.layout.keepAlive
        minorVersion = parser.pointee.layout.minorVersion
        methodKind = parser.pointee.layout.methodKind
        if context.site.codesResponses { readAcceptedCodings(head) }
        takeHead(head, path, mount)
        return head.count
    }

    /// Moves the connection to the loop that the request's session lives on; the head is read again there.
    private func moveHome(_ mount: (any Mount)?, _ head: UnsafeRawBufferPointer) -> Bool {
        guard let mount, let home = mount.home(query: context.parser.pointee.layout.query.bytes(in: head)), home !== context.loop
        else { return false }
        isMoving = true
        context.openCount -= 1
        let (contexts, listener) = (contexts, listener)
        connection.move(to: home) { HTTPConnection($0, contexts[home.index].value, contexts, listener) }
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
}
