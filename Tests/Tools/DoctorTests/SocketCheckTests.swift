import Testing
import WayleaveBrowserModel

@testable import WayleaveDoctor

@Suite("WebSockets, Socket.IO, SignalR and event streams are walked as their clients walk")
struct SocketCheckTests {
    static let socket = "wss://api.example.net/ws"
    static let engine = "https://api.example.net/socket.io/"
    static let hub = "https://api.example.net/hub"

    static let sockets: [Planted] = [
        Planted("G1", "everybody may", url: socket) { probe, answer in if probe.isHandshake { answer = opened() } },
        Planted("G2", "the page may not", url: socket) { probe, answer in
            if probe.isHandshake, probe.isFromPage { answer = ProbeAnswer(403) }
        },
        Planted("G3", "the upgrade is stripped", url: socket) { probe, answer in
            if probe.isHandshake { answer = ProbeAnswer(426, body: "Upgrade Required") }
        },
        Planted("G5", "redirected", url: socket) { probe, answer in
            if probe.isHandshake { answer = ProbeAnswer(301, ["Location": "https://api.example.net/ws/"]) }
        },
        Planted("G6", "the index page", url: socket) { _, answer in
            answer = ProbeAnswer(200, ["Content-Type": "text/html"], body: "<!doctype html>")
        },
        Planted("G7", "ws: from https", url: "ws://api.example.net/ws") { _, _ in },
        Planted("G9", "a subprotocol nobody asked for", url: socket) { probe, answer in
            if answer.status == 101 { answer.set("Sec-WebSocket-Protocol", "chat") }
        },
        Planted("G10", "a stale 101", url: socket) { probe, answer in
            if answer.status == 101 { answer.set("Sec-WebSocket-Accept", "bm9uc2Vuc2U=") }
        },
        Planted("G11", "401", url: socket) { probe, answer in if probe.isHandshake { answer = ProbeAnswer(401) } },
        Planted("G16", "a bad port", url: "wss://api.example.net:6000/ws") { _, _ in },
        Planted("F12", "any port may upgrade", url: socket) { probe, answer in
            if probe.isHandshake, probe.origin?.hasSuffix(":8443") == true { answer = opened() }
        },
    ]

    static let sessions: [Planted] = [
        Planted("H1", "an old client", url: engine + "?EIO=3&transport=polling") { _, _ in },
        Planted("H2", "no cors", url: engine) { _, answer in answer.allow(nil) },
        Planted("H3", "`*` with credentials", url: engine, withCredentials) { _, answer in answer.allow("*") },
        Planted(
            "H4", "a response header in the request", url: engine, { $0.headers.append("Access-Control-Allow-Origin", "*") },
            fault: { _, _ in }),
        Planted("H5", "a slash", url: engine) { probe, answer in if probe.isFromPage { answer.allow("https://app.example.com/") } },
        Planted("H6", "elsewhere", url: engine) { probe, answer in
            if probe.path == "/socket.io/" {
                answer.status = 404
                answer.body = Array("Not Found".utf8)
            }
        },
        Planted("A1", "the gate refuses the origin everywhere", url: engine) { probe, answer in
            guard probe.origin != nil else { return }
            answer = ProbeAnswer(403, ["Vary": "Origin"], body: "This origin may not use this server.")
        },
        Planted("H7", "no affinity", url: engine) { probe, answer in
            if probe.method == "POST" {
                answer.status = 400
                answer.body = Array(#"{"code":1,"message":"Session ID unknown"}"#.utf8)
            }
        },
        Planted("H8", "allowRequest", url: engine) { probe, answer in
            if probe.path == "/socket.io/" {
                answer.status = 403
                answer.body = Array(#"{"code":4,"message":"Forbidden"}"#.utf8)
            }
        },
        Planted("H9", "everybody may upgrade", url: engine) { probe, answer in if probe.isHandshake { answer = opened() } },
        Planted("H10", "cors() of the application", url: engine) { probe, answer in if probe.path != "/" { answer.allow(nil) } },
        Planted("H12", "the query is lost", url: engine) { probe, answer in
            if probe.path == "/socket.io/" {
                answer.status = 400
                answer.body = Array(#"{"code":0,"message":"Transport unknown"}"#.utf8)
            }
        },
        Planted("H17", "python-socketio refuses", url: engine) { probe, answer in
            if probe.path == "/socket.io/" { answer = ProbeAnswer(400, body: "\"https://app.example.com is not an accepted origin.\"") }
        },
        Planted("H21", "the upgrade is stripped", url: engine) { probe, answer in if probe.isHandshake { answer = ProbeAnswer(400) } },
        Planted("I1", "UseCors is missing", url: hub) { _, answer in answer.allow(nil) },
        Planted("I2", "`*`", url: hub) { _, answer in answer.allow("*") },
        Planted("I3", "x-requested-with", url: hub) { probe, answer in
            if probe.method == "OPTIONS" { answer.set("Access-Control-Allow-Headers", "content-type") }
        },
        Planted("I4", "redirected", url: hub) { probe, answer in
            if probe.method == "OPTIONS" {
                answer.status = 307
                answer.set("Location", "https://www.example.net/hub/negotiate?negotiateVersion=1")
            }
        },
        Planted("I5", "a slash", url: hub) { probe, answer in if probe.isFromPage { answer.allow("https://app.example.com/") } },
        Planted("I8", "no affinity", url: hub) { probe, answer in
            if probe.url.contains("id=t") { answer = ProbeAnswer(404, body: "No Connection with that ID") }
        },
        Planted("I9", "everybody may connect", url: hub) { probe, answer in if probe.isHandshake { answer = opened() } },
        Planted("I12", "elsewhere", url: hub) { probe, answer in if probe.path.hasPrefix("/hub") { answer.status = 404 } },
        Planted("I16", "401", url: hub) { probe, answer in if probe.method == "POST" { answer.status = 401 } },
        Planted("D7", "text/plain", url: "https://api.example.net/events") { probe, answer in
            if probe.path == "/events" { answer.set("Content-Type", "text/plain") }
        },
        Planted("J18", "events in a burst", url: "https://api.example.net/events") { probe, answer in
            guard probe.path == "/events" else { return }
            answer.body = Array(String(repeating: "data: 1\n\n", count: 5).utf8)
            answer.arrivals = [.init(at: 1_200, bytes: 45)]
        },
    ]

    static func opened() -> ProbeAnswer {
        ProbeAnswer(
            101, ["Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Accept": "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="])
    }

    static func kind(_ url: String) -> TargetKind {
        url.contains("socket.io") ? .socketio : url.contains("/hub") ? .signalr : url.contains("/events") ? .sse : .websocket
    }

    @Test("Faults of handshakes", arguments: sockets)
    func handshake(_ planted: Planted) { expectFirst(planted) }

    @Test("Faults of sessions and streams", arguments: sessions)
    func session(_ planted: Planted) { expectFirst(planted) }

    private func expectFirst(_ planted: Planted) {
        let report = CannedServer(planted.fault).report(planted.url) { question in
            question.kind = Self.kind(planted.url)
            planted.question(&question)
        }
        #expect(report.findings.first?.id == planted.id, "\(report.findings.map(\.id))")
    }

    @Test(
        "Nothing of weight where nothing is wrong, and the kind is found out",
        arguments: [socket, engine, hub, "https://api.example.net/events"])
    func right(_ url: String) {
        let told = CannedServer().report(url) { $0.kind = Self.kind(url) }
        #expect(told.findings.filter { $0.severity >= .medium }.map(\.id) == [])
        let found = CannedServer().report(url) { $0.kind = .auto }
        #expect(found.question.kind == Self.kind(url))
        #expect(found.findings.filter { $0.severity >= .medium }.map(\.id) == [])
    }
}
