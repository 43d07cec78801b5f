internal import WayleaveHTTPWire
public import WayleaveServer

extension Request {
    /// The bearer token: of `Authorization: Bearer …`, else of the query's `access_token`, as browsers must send it with WebSockets and
    /// event streams; `nil` without one. It is a secret: neither it nor the query is ever logged by this server.
    public var bearerToken: String? {
        let scheme = "bearer "
        if let field = headers["authorization"], field.prefix(scheme.count).lowercased() == scheme {
            let token = field.dropFirst(scheme.count).drop { $0 == " " }
            return token.isEmpty ? nil : String(token)
        }
        let token = head.withQuery { ConnectionQuery($0).text("access_token") }
        return token?.isEmpty ?? true ? nil : token
    }
}
