import WayleaveBrowserModel

/// Goes along the path a page's call takes, and knocks at the doors beside it.
struct Walk {
    var evidence: Evidence
    let sender: any ProbeSender
    /// The page's own headers, once it was looked at.
    var pageHeaders = HeaderList()
    /// Exchanges that other parts may use again.
    private var sent: [Probe: ProbeAnswer] = [:]

    init(_ question: Question, sender: any ProbeSender) {
        (evidence, self.sender) = (Evidence(question), sender)
        if question.url.scheme == "ws" || question.url.scheme == "wss" {
            if question.kind == .auto { evidence.question.kind = .websocket }
        }
        evidence.question.url = question.url.asHTTP
    }

    var question: Question { evidence.question }
    var origin: String { evidence.origin }

    /// The whole walk.
    mutating func run() -> Evidence {
        visitPage()
        if question.kind == .auto { detect() }
        switch question.kind {
        case .auto, .fetch:
            driveCall()
            if findsServer() { walkFetch() }
        case .socketio: walkSocketIO()
        case .signalr: walkSignalR()
        case .websocket:
            driveCall()
            if findsServer() { walkHandshakes(at: question.url) }
        case .sse:
            driveCall()
            if findsServer() { walkFetch() }
        }
        evidence.software = ServerSoftware.recognise(evidence)
        return evidence
    }

    /// The page's own call, as `fetch`, `EventSource` or `WebSocket` makes it.
    mutating func driveCall() {
        switch question.kind {
        case .websocket: drive(.webSocket(url: question.url.asWebSocket.withoutFragment, protocols: subprotocols))
        case .sse: drive(.eventSource(url: question.url.withoutFragment, withCredentials: question.credentials))
        default: drive(.fetch(fetchCall()))
        }
    }

    /// Whether anybody answers at all; if a preflight or handshake had no answer, the plain request tells.
    mutating func findsServer() -> Bool {
        let ofCall = evidence.records.filter(\.role.isOfCall)
        if ofCall.contains(where: \.answer.hasHead) { return true }
        if ofCall.contains(where: { $0.answer.failure?.isUnreachable == true }) { return false }
        if evidence.record(.actual) != nil { return false }
        return send(.actual, probe("GET", question.url.withoutFragment, origin: origin)).hasHead
    }

    // MARK: Sending

    /// Sends a batch and notes each exchange under its role.
    @discardableResult
    mutating func send(_ batch: [(Role, Probe)]) -> [ProbeAnswer] {
        let answers = sender.send(batch.map(\.1))
        for ((role, probe), answer) in zip(batch, answers) {
            evidence.records.append(Record(role: role, probe: probe, answer: answer))
        }
        return answers
    }

    @discardableResult
    mutating func send(_ role: Role, _ probe: Probe) -> ProbeAnswer { send([(role, probe)])[0] }

    /// A request as a page on `origin` makes it; `nil` leaves the header out.
    func probe(_ method: String = "GET", _ url: String, origin: String?, headers: HeaderList = [:]) -> Probe {
        var probe = Probe(method, url, headers)
        for line in question.pageHeaders.lines where !["content-type", "range"].contains(line.name.lowercased()) {
            if !probe.headers.contains(line.name) { probe.headers.lines.append(line) }
        }
        if let origin { probe.headers.append("Origin", origin) }
        dress(&probe)
        return probe
    }

    /// What browsers add to every request of script.
    func dress(_ probe: inout Probe) {
        if !probe.headers.contains("Accept") { probe.headers.append("Accept", "*/*") }
        if probe.method != "OPTIONS", question.credentials, let cookie = question.cookie, !probe.headers.contains("Cookie") {
            probe.headers.append("Cookie", cookie)
        }
        probe.headers.append("User-Agent", Walk.userAgent)
    }

    /// Some servers answer software that does not call itself a browser in another way.
    static let userAgent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (compatible; wayleave-doctor)"

    /// The preflight that precedes `method` with `names`; `nil` names ask for none.
    func preflightProbe(_ url: String, origin: String, method: String, names: [String]) -> Probe {
        var probe = Probe("OPTIONS", url)
        probe.headers.append("Accept", "*/*")
        probe.headers.append("Access-Control-Request-Method", method)
        if !names.isEmpty { probe.headers.append("Access-Control-Request-Headers", names.joined(separator: ",")) }
        probe.headers.append("Origin", origin)
        probe.headers.append("User-Agent", Walk.userAgent)
        return probe
    }

    // MARK: Beginning

    /// The page's own answer: its policies decide before anything is sent.
    private mutating func visitPage() {
        guard let page = question.pageURL else { return }
        var probe = Probe("GET", page.withoutFragment)
        probe.headers.append("Accept", "text/html,*/*;q=0.8")
        probe.headers.append("User-Agent", Walk.userAgent)
        let answer = send(.page, probe)
        pageHeaders = answer.headers
        for policy in PageMarkup.policies(answer.text) { pageHeaders.append("Content-Security-Policy", policy) }
    }

    var subprotocols: [String] {
        (question.headers.combined("Sec-WebSocket-Protocol") ?? "").split(separator: ",").map(\.trimmingSpaces)
    }

    private func fetchCall() -> FetchCall {
        var call = FetchCall(question.url.withoutFragment)
        call.method = question.method
        call.headers = question.pageHeaders
        call.credentials = question.credentials ? "include" : "same-origin"
        return call
    }

    // MARK: What a browser sends

    /// Lets the browsers do what the page asks.
    mutating func drive(_ request: PageRequest) {
        var drive = BrowserDrive(question, pageHeaders: pageHeaders)
        let isPagePublic = evidence[.page].map { $0.hasHead && !AddressSpaces.isPrivate($0.address) } ?? false
        var copy = self
        let verdicts = drive.verdicts(of: PageAction(request), isPagePublic: isPagePublic) { requests in
            requests.map { copy.answer($0).asServerAnswer }
        }
        self = copy
        evidence.verdicts = verdicts
    }

    /// Sends what a browser would, once; what could change something is replaced by a GET unless it was asked for.
    private mutating func answer(_ request: SentRequest) -> ProbeAnswer {
        var probe = Probe(request.method, request.url.withoutFragment, request.headers)
        dress(&probe)
        probe.isHandshake = request.kind == .webSocket
        if question.kind == .sse { probe.readsFor = Walk.streamMilliseconds }
        let role = role(of: request)
        let isSafe = ["GET", "HEAD", "OPTIONS"].contains(request.method) || question.kind == .signalr || question.sendsUnsafeRequests
        guard !isSafe else { return sendOnce(role, probe) }
        probe.method = "GET"
        probe.headers = HeaderList(probe.headers.lines.filter { $0.name.lowercased() != "content-type" })
        var answer = sendOnce(role, probe)
        // What GET meets at an address made for another method is no word about that method: its preflight's is.
        if [404, 405, 501].contains(answer.status), evidence.fault(answer) != nil, let preflight = evidence.preflight {
            answer.status = 200
            answer.headers = HeaderList(preflight.headers.lines.filter { $0.name.lowercased().hasPrefix("access-control-allow-") })
        }
        return answer
    }

    private mutating func sendOnce(_ role: Role, _ probe: Probe) -> ProbeAnswer {
        if let known = sent[probe] { return known }
        let answer = send(role, probe)
        sent[probe] = answer
        return answer
    }

    private func role(of request: SentRequest) -> Role {
        switch request.kind {
        case .webSocket: return .handshake(.page)
        case .preflight where evidence.record(.preflight) == nil && evidence.record(.actual) == nil: return .preflight
        case .actual where evidence.record(.actual) == nil: return .actual
        default: return .hop(evidence.records.count { if case .hop = $0.role { true } else { false } } + 1)
        }
    }

    /// How long event streams are listened to, in milliseconds.
    static let streamMilliseconds = 1_500
}

extension Role {
    /// Whether it is a request of the page's call itself.
    var isOfCall: Bool {
        switch self {
        case .preflight, .actual, .hop, .handshake(.page): true
        default: false
        }
    }
}
