import WayleaveBrowserModel
import WayleaveJSON

extension Walk {
    /// The way of a SignalR client: negotiate, then a transport with what it got.
    mutating func walkSignalR() {
        var hub = question.url
        (hub.query, hub.fragment) = (nil, nil)
        if hub.path.hasSuffix("/negotiate") { hub.path.removeLast("/negotiate".count) }
        if hub.path.hasSuffix("/"), hub.path != "/" { hub.path.removeLast() }
        let negotiate = Walk.negotiateURL(hub)
        evidence.question.url = negotiate
        let added = Walk.clientHeaders.lines.filter { !question.headers.contains($0.name) }
        evidence.question.clientHeaders = Set(added.map(\.name))
        evidence.question.headers.lines += added
        var call = FetchCall(negotiate.withoutFragment)
        call.method = "POST"
        call.headers = question.pageHeaders
        call.credentials = question.credentials ? "include" : "same-origin"
        drive(.fetch(call))
        guard findsServer() else { return }
        if evidence.record(.actual) == nil { send(.actual, negotiateProbe(negotiate)) }
        walkFetch()
        walkConnections(hub, negotiate)
        walkHandshakes(at: hub)
    }

    /// What the official client sets on negotiate.
    static let clientHeaders: HeaderList = [
        "Content-Type": "text/plain;charset=UTF-8", "X-Requested-With": "XMLHttpRequest", "X-SignalR-User-Agent": "Microsoft SignalR/8.0",
    ]

    static func negotiateURL(_ hub: WebURL) -> WebURL {
        var url = hub
        url.path = (hub.path == "/" ? "" : hub.path) + "/negotiate"
        url.query = "negotiateVersion=1"
        return url
    }

    private func negotiateProbe(_ url: WebURL) -> Probe {
        var probe = probe("POST", url.withoutFragment, origin: origin, headers: question.pageHeaders)
        probe.needsOwnConnection = true
        return probe
    }

    /// Negotiates and connects over other connections: behind a balancer without affinity some of them meet a stranger.
    private mutating func walkConnections(_ hub: WebURL, _ negotiate: WebURL) {
        guard evidence.actual?.status == 200 else { return }
        let answers = send((1...3).map { (.negotiate($0), negotiateProbe(negotiate)) })
        send(
            answers.enumerated().compactMap { index, answer in
                guard let token = SignalRAnswer(answer)?.token else { return nil }
                var url = hub
                url.query = "id=\(token)"
                return (.connect(index + 1), handshake(url.withoutFragment, origin: origin))
            })
    }
}

/// A negotiate answer, as far as it matters here.
struct SignalRAnswer {
    /// What the transport's requests carry as `id`.
    let token: String?
    /// Where the client is sent on to; `nil` when it stays.
    let url: String?
    /// The names of the transports.
    let transports: [String]

    /// Reads an answer; `nil` when it is none of negotiate.
    init?(_ answer: ProbeAnswer?) {
        guard let answer, answer.status == 200, let json = try? JSON.decode(JSONValue.self, from: answer.text) else { return nil }
        token = json["connectionToken"]?.string ?? json["connectionId"]?.string
        url = json["url"]?.string
        transports = (json["availableTransports"]?.array ?? []).compactMap { $0["transport"]?.string }
        guard token != nil || url != nil else { return nil }
    }
}
