/// Single rules, for tools that ask nothing more.
extension BrowserProfile {
    /// Names of `headers` that need a preflight, as `Access-Control-Request-Headers` lists them.
    package func unsafeHeaderNames(_ headers: HeaderList) -> [String] { SafelistedHeaders(browser: self).unsafeNames(headers) }

    /// Whether a call of this method and these headers is preceded by a preflight.
    package func needsPreflight(method: String, headers: HeaderList) -> Bool {
        !RequestMethods.isSafelisted(method) || !unsafeHeaderNames(headers).isEmpty
    }

    /// What the CORS check finds wrong with an answer for a request of this `Origin` header; `nil` when it passes.
    package static func corsFault(_ headers: HeaderList, origin: String, includesCredentials: Bool) -> CORSFault? {
        CORSCheck.fault(headers, origin: origin, includesCredentials: includesCredentials)
    }

    /// The key that the model's WebSocket handshakes carry; whoever sends them must use it too.
    package static var webSocketKey: String { WebSocketAccept.key }

    /// The elements of `Access-Control-Allow-Methods`, `-Allow-Headers` or `-Expose-Headers`; `nil` when one of them is no token.
    package static func tokens(_ name: String, in headers: HeaderList) -> [String]? { TokenList.read(name, in: headers) }
}
