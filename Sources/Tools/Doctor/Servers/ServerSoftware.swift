/// Software that can be told by its answers.
package enum ServerSoftware: String, Sendable, CaseIterable {
    case nginx, haproxy = "HAProxy", httpd = "Apache httpd", caddy = "Caddy", envoy = "Envoy", traefik = "Traefik", iis = "IIS"
    case cloudflare = "Cloudflare", cloudFront = "CloudFront", varnish = "Varnish"
    case express = "Express", fastAPI = "FastAPI", starlette = "Starlette", django = "Django", flask = "Flask", quart = "Quart"
    case aiohttp, spring = "Spring", tomcat = "Tomcat", jetty = "Jetty", rails = "Rails", rack = "Rack", laravel = "Laravel", php = "PHP"
    case aspNetCore = "ASP.NET Core", litestar = "Litestar", go = "Go"
    case socketIO = "Socket.IO", pythonSocketIO = "python-socketio", signalR = "SignalR", wayleave = "Wayleave", node = "Node.js"

    /// Whether it stands in front of applications and passes requests on.
    var isProxy: Bool {
        switch self {
        case .nginx, .haproxy, .httpd, .caddy, .envoy, .traefik, .iis, .cloudflare, .cloudFront, .varnish: true
        default: false
        }
    }

    /// What the answers give away, the outermost first.
    static func recognise(_ evidence: Evidence) -> [ServerSoftware] {
        var found: [ServerSoftware] = []
        for record in evidence.records where record.role != .page && record.answer.hasHead {
            for software in ServerSigns.all(in: record.answer, evidence.kind) where !found.contains(software) { found.append(software) }
        }
        // FastAPI is told by its errors, and is Starlette underneath; a framework says more than the server below it.
        if found.contains(.fastAPI) { found.removeAll { $0 == .starlette } }
        if found.contains(.express) || found.contains(.socketIO) { found.removeAll { $0 == .node } }
        if found.contains(.spring) { found.removeAll { $0 == .tomcat } }
        if found.contains(.laravel) { found.removeAll { $0 == .php } }
        if found.contains(.rails) { found.removeAll { $0 == .rack } }
        if found.contains(.quart) { found.removeAll { $0 == .flask } }
        return found.filter(\.isProxy) + found.filter { !$0.isProxy }
    }
}
