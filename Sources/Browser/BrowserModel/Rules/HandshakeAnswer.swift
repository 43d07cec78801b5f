/// Judges the answer to a WebSocket's opening handshake (RFC 6455 § 4.1; WebSockets § obtain a WebSocket connection).
struct HandshakeAnswer {
    let browser: BrowserProfile
    let response: Response

    /// Why the socket does not open, in Chromium's words where it has them; `nil` when it opens.
    func refusal(protocols: [String], key: String) -> String? {
        let headers = response.headers
        guard response.status == 101 else { return "Error during WebSocket handshake: Unexpected response code: \(response.status)" }
        if let why = upgradeRefusal(headers.values("Upgrade")) { return why }
        let connection = headers.values("Connection")
        if connection.isEmpty { return "Error during WebSocket handshake: 'Connection' header is missing" }
        guard connection.contains(where: { Text.split($0, at: ",").contains { Text.isSameIgnoringCase($0, "upgrade") } }) else {
            return "Error during WebSocket handshake: 'Connection' header value must contain 'Upgrade'"
        }
        let accept = headers.values("Sec-WebSocket-Accept")
        if accept.isEmpty { return "Error during WebSocket handshake: 'Sec-WebSocket-Accept' header is missing" }
        if accept.count > 1 {
            return "Error during WebSocket handshake: 'Sec-WebSocket-Accept' header must not appear more than once in a response"
        }
        if accept[0] != WebSocketAccept.value(key: key) {
            return "Error during WebSocket handshake: Incorrect 'Sec-WebSocket-Accept' header value"
        }
        return extensionRefusal(headers.values("Sec-WebSocket-Extensions"))
            ?? protocolRefusal(headers.values("Sec-WebSocket-Protocol"), protocols)
    }

    private func upgradeRefusal(_ values: [String]) -> String? {
        if values.isEmpty { return "Error during WebSocket handshake: 'Upgrade' header is missing" }
        if browser.forgivesUpgradeList {
            let tokens = values.flatMap { Text.split($0, at: ",") }
            return tokens.contains { Text.isSameIgnoringCase($0, "websocket") } ? nil : "the Upgrade header names no websocket"
        }
        if values.count > 1 { return "Error during WebSocket handshake: 'Upgrade' header must not appear more than once in a response" }
        if Text.isSameIgnoringCase(values[0], "websocket") { return nil }
        return "Error during WebSocket handshake: 'Upgrade' header value is not 'WebSocket': \(values[0])"
    }

    /// Only `permessage-deflate` is offered (RFC 7692 § 7.1).
    private func extensionRefusal(_ values: [String]) -> String? {
        let extensions = values.flatMap { Text.split($0, at: ",") }.filter { !$0.isEmpty }
        if extensions.count > 1 { return "Error during WebSocket handshake: more than one extension was chosen" }
        guard let chosen = extensions.first else { return nil }
        let parts = Text.split(chosen, at: ";")
        guard parts[0] == "permessage-deflate" else {
            return "Error during WebSocket handshake: Found an unsupported extension '\(parts[0])' in 'Sec-WebSocket-Extensions' header"
        }
        let names = parts.dropFirst().map { Text.trimmed($0.prefix { $0 != "=" }) }
        let known = ["server_no_context_takeover", "client_no_context_takeover", "server_max_window_bits", "client_max_window_bits"]
        guard Set(names).count == names.count, names.allSatisfy(known.contains) else {
            return "Error during WebSocket handshake: Error in permessage-deflate"
        }
        return nil
    }

    private func protocolRefusal(_ values: [String], _ asked: [String]) -> String? {
        if values.count > 1 || values.first?.contains(",") == true, !browser.forgivesSubprotocols {
            return "Error during WebSocket handshake: 'Sec-WebSocket-Protocol' header must not appear more than once in a response"
        }
        guard let chosen = values.first else {
            guard !asked.isEmpty, !browser.forgivesSubprotocols else { return nil }
            return "Error during WebSocket handshake: Sent non-empty 'Sec-WebSocket-Protocol' header but no response was received"
        }
        if asked.isEmpty {
            return browser.forgivesSubprotocols
                ? nil
                : "Error during WebSocket handshake: Response must not include 'Sec-WebSocket-Protocol' header if not present in request: \(chosen)"
        }
        return asked.contains(chosen)
            ? nil
            : "Error during WebSocket handshake: 'Sec-WebSocket-Protocol' header value '\(chosen)' in response does not match any of sent values"
    }
}
