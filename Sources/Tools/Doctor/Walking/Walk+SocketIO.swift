import WayleaveBrowserModel
import WayleaveJSON

extension Walk {
    /// The way of a Socket.IO client: a poll, further polls of the session it opens, the upgrade.
    mutating func walkSocketIO() {
        var engine = SocketIOAddress.engine(question.url)
        let isOld = question.url.query?.contains("EIO=3") == true
        engine.query = "EIO=\(isOld ? 3 : 4)&transport=polling"
        evidence.question.url = engine
        var call = FetchCall(engine.withoutFragment)
        call.headers = question.pageHeaders
        call.credentials = question.credentials ? "include" : "same-origin"
        drive(.fetch(call))
        guard findsServer() else { return }
        if evidence.record(.actual) == nil { send(.actual, probe("GET", engine.withoutFragment, origin: origin)) }
        var unknown = engine
        unknown.query = "EIO=4&transport=polling&sid=wayleave-doctor"
        var old = engine
        old.query = "EIO=3&transport=polling"
        var sibling = engine
        (sibling.path, sibling.query) = ("/", nil)
        send([
            (.oldPolling, bounded(probe("GET", old.withoutFragment, origin: origin))),
            (.sibling, bounded(probe("GET", sibling.withoutFragment, origin: origin))),
        ])
        walkFetch(side: unknown)
        walkSession(engine)
        var socket = engine
        socket.query = "EIO=4&transport=websocket"
        walkHandshakes(at: socket)
        closeSessions(engine)
    }

    /// Several connections with one session: behind a balancer without affinity some of them meet a stranger.
    private mutating func walkSession(_ engine: WebURL) {
        guard let sid = evidence.sessionID else { return }
        let cookie = evidence.actual.flatMap(Walk.cookiesToReturn)
        send(
            (1...4).map { number in
                var poll = post(engine, sid: sid, body: "3")
                if question.credentials, let cookie, !poll.headers.contains("Cookie") { poll.headers.append("Cookie", cookie) }
                return (.poll(number), poll)
            })
        var socket = engine
        socket.query = "EIO=4&transport=websocket&sid=\(sid)"
        send(.sessionUpgrade, handshake(socket.withoutFragment, origin: origin))
    }

    /// Leaves no open session behind.
    private mutating func closeSessions(_ engine: WebURL) {
        let opened = evidence.records.filter { $0.probe.method == "GET" }.compactMap { SocketIOAddress.sessionID($0.answer) }
        _ = sender.send(opened.prefix(sender.requestsLeft).map { post(engine, sid: $0, body: "1") })
    }

    private func post(_ engine: WebURL, sid: String, body: String) -> Probe {
        var url = engine
        url.query = "EIO=4&transport=polling&sid=\(sid)"
        var post = probe("POST", url.withoutFragment, origin: origin, headers: ["Content-Type": "text/plain;charset=UTF-8"])
        post.body = Array(body.utf8)
        post.needsOwnConnection = true
        post.timeout = 5_000
        return post
    }

    /// `Cookie` for the cookies an answer sets.
    static func cookiesToReturn(_ answer: ProbeAnswer) -> String? {
        let pairs = answer.headers.values("Set-Cookie").compactMap { $0.split(separator: ";").first?.trimmingSpaces }
        return pairs.isEmpty ? nil : pairs.joined(separator: "; ")
    }
}

/// Where Socket.IO is, and what it answers.
enum SocketIOAddress {
    /// The engine's address: the given path, or the default below the root.
    static func engine(_ url: WebURL) -> WebURL {
        var engine = url.asHTTP
        (engine.query, engine.fragment) = (nil, nil)
        if engine.path.isEmpty || engine.path == "/" { engine.path = "/socket.io/" }
        if engine.path.hasSuffix("/socket.io") { engine.path += "/" }
        return engine
    }

    /// The session's name in an open packet; `nil` when the answer is none.
    static func sessionID(_ answer: ProbeAnswer?) -> String? {
        guard let answer, answer.status == 200 else { return nil }
        // Version 3 puts the length before each packet: `97:0{…`.
        guard let brace = answer.text.firstIndex(of: "{"), answer.text[..<brace].hasSuffix("0") else { return nil }
        let json = answer.text[brace...]
        guard let end = json.lastIndex(of: "}") else { return nil }
        return (try? JSON.decode(JSONValue.self, from: String(json[...end])))?["sid"]?.string
    }

    /// The code of an engine's error: `{"code":1,"message":"Session ID unknown"}`, or the same as bare text.
    static func errorCode(_ answer: ProbeAnswer?) -> Int? {
        guard let answer, answer.status >= 400 else { return nil }
        if let code = (try? JSON.decode(JSONValue.self, from: answer.text))?["code"]?.int { return code }
        let texts = [
            "Transport unknown", "Session ID unknown", "Bad handshake method", "Bad request", "Forbidden", "Unsupported protocol version",
        ]
        let text = answer.text.trimmingSpaces.split(separator: "\"").joined()
        return texts.firstIndex { text.lowercased().hasPrefix($0.lowercased()) }
            ?? (text.contains("Invalid session")
                ? 1 : text.contains("unsupported version") ? 5 : text.contains("Invalid transport") ? 0 : nil)
    }
}

extension Evidence {
    /// The session that the page's poll opened.
    var sessionID: String? { SocketIOAddress.sessionID(actual) }
}
