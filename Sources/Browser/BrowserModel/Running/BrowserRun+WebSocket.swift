extension BrowserRun {
    /// WebSockets § WebSocket constructor and § establish a WebSocket connection: no CORS, no redirects, cookies as for any credentialed request.
    mutating func webSocket(_ text: String, protocols: [String], _ client: Client) -> StepVerdict {
        guard var url = WebURL(text, base: client.base) else { return refuse("`\(text)` is no URL", url: text) }
        // Steps 2 to 6 of the constructor.
        if url.isHTTP { url = url.under(url.scheme == "http" ? "ws" : "wss") }
        guard url.scheme == "ws" || url.scheme == "wss" else { return refuse("the scheme \(url.scheme) is none for WebSockets", url: text) }
        if url.fragment != nil { return refuse("a WebSocket's URL has no fragment", url: text) }
        guard protocols.allSatisfy({ Text.isToken($0) }), Set(protocols.map { Text.lowercased($0) }).count == protocols.count else {
            return refuse("subprotocols must be tokens, each once", url: text)
        }
        var request = handshake(url, protocols: protocols, client)
        // Any status is an answer: redirects are not followed, and anything but 101 fails below.
        guard case .response(let response) = load(&request, followsRedirects: false) else { return StepVerdict(readable: .none) }
        if let why = HandshakeAnswer(browser: browser, response: response).refusal(protocols: protocols, key: WebSocketAccept.key) {
            report(.handshake(why), request, isCORS: false)
            return StepVerdict(readable: .none, status: response.status)
        }
        return StepVerdict(readable: .full, status: 101)
    }

    private func handshake(_ url: WebURL, protocols: [String], _ client: Client) -> NetworkRequest {
        var client = client
        if client.isWorker, client.origin == .opaque, browser.opaqueWorkerSocketHasCreatorsOrigin { client.origin = client.creator }
        var request = NetworkRequest(url, mode: .webSocket, credentials: .include, label: "WebSocket", client: client)
        request.destination = .webSocket
        request.cache = .noStore
        request.headers = [
            "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": WebSocketAccept.key,
            "Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits",
        ]
        if !protocols.isEmpty { request.headers.append("Sec-WebSocket-Protocol", protocols.joined(separator: ", ")) }
        return request
    }
}
