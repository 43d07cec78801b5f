import WayleaveBrowserModel

/// What gives software away: names it writes, habits, texts of its errors.
enum ServerSigns {
    static func all(in answer: ProbeAnswer, _ kind: TargetKind) -> [ServerSoftware] {
        var found = names(answer["Server"]?.lowercased() ?? "") + names(answer["X-Powered-By"]?.lowercased() ?? "")
        if answer["Via"]?.contains("Caddy") == true { found.insert(.caddy, at: 0) }
        if answer["Via"]?.contains("varnish") == true || answer["X-Varnish"] != nil { found.insert(.varnish, at: 0) }
        if answer["X-Envoy-Upstream-Service-Time"] != nil { found.insert(.envoy, at: 0) }
        if answer["X-Amz-Cf-Id"] != nil { found.insert(.cloudFront, at: 0) }
        if answer["CF-Ray"] != nil { found.insert(.cloudflare, at: 0) }
        if answer["X-Rack-CORS"] != nil { found.append(.rack) }
        found += cookies(answer.headers.values("Set-Cookie").joined(separator: "\n"))
        let text = String(answer.text.prefix(2_000))
        found += texts(text, answer)
        if SocketIOAddress.sessionID(answer) != nil || SocketIOAddress.errorCode(answer) != nil {
            let isPython =
                found.contains { [.aiohttp, .fastAPI, .starlette, .flask, .django, .quart].contains($0) } || text.hasPrefix("\"")
            found.append(isPython ? .pythonSocketIO : .socketIO)
        }
        if text.contains("is not an accepted origin") || text.hasPrefix("\"Invalid session") { found.append(.pythonSocketIO) }
        if SignalRAnswer(answer) != nil, kind == .signalr { found.append(.signalR) }
        return found
    }

    /// Names in `Server` and `X-Powered-By`.
    private static func names(_ text: String) -> [ServerSoftware] {
        guard !text.isEmpty else { return [] }
        let signs: [(String, ServerSoftware)] = [
            ("nginx", .nginx), ("openresty", .nginx), ("haproxy", .haproxy), ("apache-coyote", .tomcat), ("apache", .httpd),
            ("caddy", .caddy), ("envoy", .envoy), ("traefik", .traefik), ("microsoft-iis", .iis), ("cloudflare", .cloudflare),
            ("kestrel", .aspNetCore), ("asp.net", .aspNetCore), ("express", .express), ("uvicorn", .starlette),
            ("daphne", .django), ("wsgiserver", .django), ("werkzeug", .flask), ("hypercorn", .quart), ("aiohttp", .aiohttp),
            ("jetty", .jetty), ("puma", .rack), ("webrick", .rack), ("passenger", .rack), ("php", .php), ("tomcat", .tomcat),
            ("next.js", .node), ("wayleave", .wayleave), ("litestar", .litestar),
        ]
        return signs.filter { text.contains($0.0) }.map(\.1)
    }

    private static func cookies(_ text: String) -> [ServerSoftware] {
        let signs: [(String, ServerSoftware)] = [
            ("laravel_session", .laravel), ("JSESSIONID", .tomcat), ("csrftoken=", .django), ("connect.sid", .express),
            (".AspNetCore.", .aspNetCore), ("PHPSESSID", .php), ("ARRAffinity", .iis),
        ]
        return signs.filter { text.contains($0.0) }.map(\.1)
    }

    /// What error pages say.
    private static func texts(_ text: String, _ answer: ProbeAnswer) -> [ServerSoftware] {
        guard answer.status >= 400 || answer.status == 200 && text == "OK" else { return [] }
        let signs: [(String, ServerSoftware)] = [
            ("<pre>Cannot GET", .express), ("<pre>Cannot POST", .express), ("<pre>Cannot OPTIONS", .express),
            ("{\"detail\":\"Not Found\"}", .fastAPI), ("{\"detail\":\"Method Not Allowed\"}", .fastAPI),
            ("{\"status_code\":404,\"detail\"", .litestar), ("Disallowed CORS", .starlette),
            ("<title>Page not found at", .django),
            ("<h1>Not Found</h1><p>The requested resource was not found on this server.</p>", .django),
            ("\n  <h1>Not Found</h1>\n", .django),
            ("Whitelabel Error Page", .spring), ("Invalid CORS request", .spring), ("Apache Tomcat", .tomcat),
            ("No server is available to handle this request", .haproxy), ("<center>nginx", .nginx),
            ("No route matches", .rails), ("upstream connect error", .envoy), ("404: Not Found", .aiohttp),
            ("404 page not found", .go), ("Illuminate", .laravel), ("Powered by Jetty", .jetty),
            ("This origin may not use this server.", .wayleave),
        ]
        return signs.filter { text.contains($0.0) }.map(\.1)
    }
}
