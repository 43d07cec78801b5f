import WayleaveBrowserModel

extension Walk {
    /// Handshakes from the page's origin, from none, from the target's own and from foreign ones.
    mutating func walkHandshakes(at url: WebURL) {
        var origins: [(HandshakeOrigin, String?)] = [
            (.none, nil), (.target, url.origin.serialized), (.foreign(.evil), "https://evil.example"),
        ]
        if evidence.record(.handshake(.page)) == nil { origins.insert((.page, origin), at: 0) }
        if let null = ForeignOrigin.null.value(trusted: origin) { origins.append((.foreign(.null), null)) }
        send(origins.map { (.handshake($0), handshake(url.withoutFragment, origin: $1)) })
        // A plain request shows what sits there when the upgrade does not arrive.
        if evidence.record(.actual) == nil { send(.actual, bounded(probe("GET", url.withoutFragment, origin: origin))) }
        if let direct = question.directURL { send(.directHandshake, handshake(direct.asHTTP.withoutFragment, origin: origin)) }
        if question.idleSeconds > 0, evidence.opens(.page) {
            evidence.idle = sender.hold(handshake(url.withoutFragment, origin: origin), seconds: question.idleSeconds)
        }
        guard evidence.opens(.page), !evidence.opens(.foreign(.evil)) else { return }
        let relatives: [ForeignOrigin] = [.prefix, .suffix, .dot, .subdomain, .plainHTTP, .otherPort]
        send(
            relatives.compactMap { foreign in
                guard let value = foreign.value(trusted: origin) else { return nil }
                return (.handshake(.foreign(foreign)), handshake(url.withoutFragment, origin: value))
            })
    }

    /// A WebSocket's opening handshake as browsers write it.
    func handshake(_ url: String, origin: String?) -> Probe {
        var probe = Probe("GET", url)
        probe.isHandshake = true
        probe.headers = [
            "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": BrowserProfile.webSocketKey,
            "Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits",
        ]
        if !subprotocols.isEmpty { probe.headers.append("Sec-WebSocket-Protocol", subprotocols.joined(separator: ", ")) }
        if let origin { probe.headers.append("Origin", origin) }
        if let cookie = question.cookie { probe.headers.append("Cookie", cookie) }
        probe.headers.append("User-Agent", Walk.userAgent)
        probe.timeout = 8_000
        return probe
    }
}

extension Evidence {
    /// Whether a handshake from there opens a WebSocket.
    func opens(_ origin: HandshakeOrigin) -> Bool { self[.handshake(origin)]?.status == 101 }
}
