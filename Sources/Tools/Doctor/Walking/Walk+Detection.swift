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
            batch.append((.anonymousDetection(.socketio), probe("GET", engine.withoutFragment, origin: nil)))
        } else {
            var negotiate = probe("POST", Walk.negotiateURL(url).withoutFragment, origin: origin, headers: Walk.clientHeaders)
            negotiate.timeout = 5_000
            batch.append((.detection(.signalr), negotiate))
            negotiate.headers.lines.removeAll { $0.name == "Origin" }
            batch.append((.anonymousDetection(.signalr), negotiate))
            batch.append((.anonymousDetection(.websocket), handshake(url.withoutFragment, origin: nil)))
            batch.append((.detection(.websocket), handshake(url.withoutFragment, origin: origin)))
        }
        var plain = probe("GET", url.withoutFragment, origin: origin, headers: ["Accept": "text/event-stream, */*;q=0.5"])
        plain.readsFor = 300
        batch.append((.detection(.sse), plain))
        send(batch)
        for role in [Role.detection, Role.anonymousDetection] {
            if SocketIOAddress.sessionID(evidence[role(.socketio)]) != nil { return .socketio }
            if SignalRAnswer(evidence[role(.signalr)]) != nil { return .signalr }
        }
        if evidence[.detection(.sse)]?["Content-Type"]?.hasPrefix("text/event-stream") == true { return .sse }
        // A stream of events under another type is a fault to be found, not another kind.
        if let plain = evidence[.detection(.sse)], plain.isCutShort, ["data:", "id:", "event:"].contains(where: plain.text.hasPrefix) {
            return .sse
        }
        let isPage = evidence[.detection(.sse)].map { (200..<300).contains($0.status) } ?? false
        let opens = [Role.detection(.websocket), .anonymousDetection(.websocket)].contains { evidence[$0]?.status == 101 }
        if opens, !isPage { return .websocket }
        return .fetch
    }
}
