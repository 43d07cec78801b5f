/// What only the layer in front can mend.
enum ProxyRecipes {
    /// Keeps the upstream's own headers from doubling.
    static func duplicate(_ software: ServerSoftware) -> String? {
        switch software {
        case .nginx: "proxy_hide_header Access-Control-Allow-Origin; proxy_hide_header Access-Control-Allow-Credentials;"
        case .httpd: "Header onsuccess unset Access-Control-Allow-Origin     # before `Header always set …`"
        case .caddy: "reverse_proxy … { header_down -Access-Control-Allow-Origin }"
        case .haproxy: "http-after-response set-header (not add-header) Access-Control-Allow-Origin …"
        default: nil
        }
    }

    /// Brings a session's requests to one backend.
    static func affinity(_ software: ServerSoftware) -> String? {
        switch software {
        case .nginx: "upstream backend { ip_hash; server …; }                # or one backend, or WebSockets only"
        case .haproxy: "cookie SERVERID insert indirect nocache attr \"SameSite=None\" secure   # or: balance source"
        case .caddy: "reverse_proxy … { lb_policy ip_hash }"
        case .envoy: "lb_policy: RING_HASH with a hash_policy on connection_properties: {source_ip: true}"
        case .traefik: "loadBalancer: {sticky: {cookie: {secure: true, sameSite: none}}}"
        case .httpd: "ProxySet stickysession=ROUTEID"
        default: nil
        }
    }

    /// Passes streams on as they come.
    static func buffering(_ software: ServerSoftware) -> String? {
        switch software {
        case .nginx: "proxy_buffering off; proxy_read_timeout 3600s;         # or answer with X-Accel-Buffering: no"
        case .caddy: "reverse_proxy … { flush_interval -1 }"
        case .httpd: "ProxyPass … flushpackets=on"
        default: nil
        }
    }
}
