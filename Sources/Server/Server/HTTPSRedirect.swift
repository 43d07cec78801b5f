internal import CrossOrigin
internal import WayleaveHTTPWire

/// What a listener that only sends browsers on to https answers; what the gate answers itself, preflights and refusals, never comes here.
struct HTTPSRedirect: Sendable {
    /// The port of the https listener, as browsers see it.
    let port: Int

    /// - Parameters:
    ///   - host: the host the browser asked for, whose syntax the parser has checked; its port is left out.
    ///   - pathAndQuery: as sent; `nil` for a target that has neither (`OPTIONS *`, `CONNECT`).
    func answer(host: String, pathAndQuery: String?, isWebSocket: Bool, isSecure: Bool) -> Response {
        guard let pathAndQuery else {
            return .problem(.notFound, "This port only redirects to https, and this target cannot be redirected.")
        }
        guard !isSecure else {
            return .problem(
                .misdirectedRequest, "This port only redirects to https, and the proxy says that this request came by https already.")
        }
        guard let name = Self.name(of: host) else { return .problem(.badRequest, "Say in Host which name to redirect to.") }
        let authority = port == 443 ? name : "\(name):\(port)"
        guard !isWebSocket else {
            // Redirects of handshakes are not followed (WebSockets Standard § opening handshake).
            return .problem(.forbidden, "WebSockets are not redirected: connect to wss://\(authority)\(pathAndQuery) instead.")
        }
        return Response(status: .permanentRedirect, headers: [("Location", "https://\(authority)\(pathAndQuery)")])
    }

    /// The host without its port; `nil` if there is none.
    private static func name(of host: String) -> String? {
        let end = host.hasPrefix("[") ? host.firstIndex(of: "]").map { host.index(after: $0) } : host.firstIndex(of: ":")
        let name = host[..<(end ?? host.endIndex)]
        return name.isEmpty ? nil : String(name)
    }
}
