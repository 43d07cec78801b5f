/// WebSocket upgrades: who may, and how they get through.
enum UpgradeRecipes {
    /// Refuses upgrades of all other origins; software without a rule of its own is passed over.
    static func origins(_ software: ServerSoftware, _ facts: MendFacts) -> String? {
        switch software {
        case .nginx:
            """
            map "$http_upgrade|$http_origin" $strangers { default 0; "~*^websocket\\|(?!\(escaped(facts.origin))$).+" 1; }
            if ($strangers) { return 403; }
            """
        case .haproxy:
            "http-request deny deny_status 403 if { req.hdr(upgrade) -i websocket } { req.hdr(origin) -m found } !{ req.hdr(origin) -m str \(facts.origin) }"
        case .caddy:
            """
            @badws expression `{header.Upgrade}.lowerAscii() == "websocket" && {header.Origin} != "" && {header.Origin} != "\(facts.origin)"`
            respond @badws 403
            """
        case .httpd:
            """
            RewriteCond %{HTTP:Upgrade} =websocket [NC]
            RewriteCond %{HTTP:Origin} .
            RewriteCond %{HTTP:Origin} !=\(facts.origin)
            RewriteRule ^ - [F]
            """
        case .express, .node:
            """
            server.on("upgrade", (request, socket, head) => {
              if (request.headers.origin !== "\(facts.origin)") return socket.end("HTTP/1.1 403 Forbidden\\r\\n\\r\\n")
              wss.handleUpgrade(request, socket, head, ws => wss.emit("connection", ws, request)) })
            """
        case .socketIO:
            "new Server(http, { cors: { origin: [\"\(facts.origin)\"] }, allowRequest: (req, done) => done(null, req.headers.origin === \"\(facts.origin)\") })"
        case .pythonSocketIO: "socketio.AsyncServer(cors_allowed_origins=[\"\(facts.origin)\"])"
        case .fastAPI, .starlette, .litestar, .quart, .aiohttp:
            """
            if websocket.headers.get("origin") != "\(facts.origin)":
                return await websocket.close(1008)      # before accept(): the handshake is answered with 403
            """
        case .django: "application = OriginValidator(URLRouter(...), [\"\(facts.origin)\"])   # with scheme and port, unlike AllowedHosts…"
        case .spring: "registry.addHandler(handler, \"/path\").setAllowedOrigins(\"\(facts.origin)\");"
        case .rails, .rack: "config.action_cable.allowed_request_origins = [\"\(facts.origin)\"]"
        case .aspNetCore, .signalR, .iis:
            "var sockets = new WebSocketOptions(); sockets.AllowedOrigins.Add(\"\(facts.origin)\"); app.UseWebSockets(sockets);"
        case .wayleave: "$0.origins = [\"\(facts.origin)\"]   // upgrades are judged by the same policy"
        default: nil
        }
    }

    private static func escaped(_ origin: String) -> String { origin.split(separator: ".").joined(separator: "\\.") }

    /// Lets upgrades through.
    static func forwarding(_ software: ServerSoftware) -> String? {
        switch software {
        case .nginx:
            """
            proxy_http_version 1.1;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection "upgrade";
            proxy_set_header Host $host;
            proxy_read_timeout 3600s;
            proxy_pass http://backend$request_uri;              # keeps the query
            """
        case .httpd: "ProxyPass / http://backend:8080/ upgrade=websocket"
        case .envoy: "upgrade_configs: [{upgrade_type: websocket}]          # of the http_connection_manager"
        case .haproxy: "timeout tunnel 1h"
        case .iis: "<webSocket enabled=\"true\" />"
        case .cloudflare: "Network → WebSockets: on"
        default: nil
        }
    }
}
