/// Software that can be told by its answers.
package enum ServerSoftware: String, Sendable, CaseIterable {
    case nginx
    case haproxy = "HAProxy"
    case httpd = "Apache httpd"
    case caddy = "Caddy"
    case envoy = "Envoy"
    case traefik = "Traefik"
    case iis = "IIS"
    case cloudflare = "Cloudflare"
    case cloudFront = "CloudFront"
    case varnish = "Varnish"
    case express = "Express"
    case fastAPI = "FastAPI"
    case starlette = "Starlette"
    case django = "Django"
    case flask = "Flask"
    case quart = "Quart"
    case aiohttp
    case spring = "Spring"
    case tomcat = "Tomcat"
    case jetty = "Jetty"
    case rails = "Rails"
    case rack = "Rack"
    case laravel = "Laravel"
    case php = "PHP"
    case aspNetCore = "ASP.NET Core"
    case litestar = "Litestar"
    case go = "Go"
    case socketIO = "Socket.IO"
    case pythonSocketIO = "python-socketio"
    case signalR = "SignalR"
    case wayleave = "Wayleave"
    case node = "Node.js"

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
        if found.contains(where: { [.fastAPI, .django, .quart, .litestar].contains($0) }) { found.removeAll { $0 == .starlette } }
        if found.contains(.express) || found.contains(.socketIO) { found.removeAll { $0 == .node } }
        if found.contains(.spring) { found.removeAll { $0 == .tomcat } }
        if found.contains(.laravel) { found.removeAll { $0 == .php } }
        if found.contains(.rails) { found.removeAll { $0 == .rack } }
        if found.contains(.pythonSocketIO) { found.removeAll { $0 == .socketIO } }
        if found.contains(.quart) { found.removeAll { $0 == .flask } }
        return found.filter(\.isProxy) + found.filter { !$0.isProxy }
    }
}
