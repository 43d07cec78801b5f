import WayleaveBrowserModel

extension Walk {
    /// Finds out what is served at the address.
    mutating func detect() {
        evidence.question.kind = detected()
    }

    private mutating func detected() -> TargetKind {
        let url = question.url
        if url.path.contains("/socket.io") || url.query?.contains("EIO=") == true { return .socketio }
        if url.path.hasSuffix("/negotiate") { return .signalr }
        guard question.method == "GET" else { return .fetch }
        let isRoot = url.path.isEmpty || url.path == "/"
        var engine = SocketIOAddress.engine(url)
        engine.query = "EIO=4&transport=polling"
        var batch: [(Role, Probe)] = []
        if isRoot {
            batch.append((.detection(.socketio), probe("GET", engine.withoutFragment, origin: origin)))
        } else {
            var negotiate = probe("POST", Walk.negotiateURL(url).withoutFragment, origin: origin, headers: Walk.clientHeaders)
            negotiate.timeout = 5_000
            batch.append((.detection(.signalr), negotiate))
            batch.append((.detection(.websocket), handshake(url.withoutFragment, origin: origin)))
        }
        var plain = probe("GET", url.withoutFragment, origin: origin, headers: ["Accept": "text/event-stream, */*;q=0.5"])
        plain.readsFor = 300
        batch.append((.detection(.sse), plain))
        send(batch)
        if SocketIOAddress.sessionID(evidence[.detection(.socketio)]) != nil { return .socketio }
        if SignalRAnswer(evidence[.detection(.signalr)]) != nil { return .signalr }
        if evidence[.detection(.sse)]?["Content-Type"]?.hasPrefix("text/event-stream") == true { return .sse }
        let isPage = evidence[.detection(.sse)].map { (200..<300).contains($0.status) } ?? false
        if evidence[.detection(.websocket)]?.status == 101, !isPage { return .websocket }
        return .fetch
    }
}
