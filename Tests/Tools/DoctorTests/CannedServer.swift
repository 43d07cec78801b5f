import WayleaveBrowserModel

@testable import WayleaveDoctor

/// A server that is a function: a right one, and what a fault makes of its answers.
final class CannedServer: ProbeSender {
    typealias Fault = @Sendable (Probe, inout ProbeAnswer) -> Void

    private let fault: Fault
    private(set) var probes: [Probe] = []
    let requestsLeft = 1_000

    init(_ fault: @escaping Fault = { _, _ in }) { self.fault = fault }

    static let origin = "https://app.example.com"

    func send(_ probes: [Probe]) -> [ProbeAnswer] {
        self.probes += probes
        return probes.map { probe in
            var answer = RightServer.answer(probe)
            fault(probe, &answer)
            return answer
        }
    }

    /// The report on a question to this server.
    func report(_ url: String = "https://api.example.net/data", _ change: (inout Question) -> Void = { _ in }) -> Report {
        var question = Question(url: WebURL(url) ?? WebURL("https://api.example.net/")!, origin: CannedServer.origin)
        question.kind = .fetch
        change(&question)
        return Doctor.examine(question, sender: self)
    }
}

/// What a server without a fault answers.
enum RightServer {
    static func answer(_ probe: Probe) -> ProbeAnswer {
        let url = WebURL(probe.url)!
        let origin = probe.headers.combined("Origin")
        var answer = body(probe, url)
        answer.version = "HTTP/1.1"
        answer.address = "203.0.113.7"
        if probe.isHandshake {
            guard answer.status == 101 else { return answer }
            guard origin == nil || origin == CannedServer.origin else { return ProbeAnswer(403) }
            answer.headers.append("Upgrade", "websocket")
            answer.headers.append("Connection", "Upgrade")
            answer.headers.append("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
            return answer
        }
        answer.headers.append("Vary", "Origin")
        guard origin == CannedServer.origin else { return answer }
        answer.headers.append("Access-Control-Allow-Origin", CannedServer.origin)
        answer.headers.append("Access-Control-Allow-Credentials", "true")
        if probe.method == "OPTIONS" {
            answer.headers.append("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE")
            answer.headers.append("Access-Control-Allow-Headers", "authorization, content-type, x-requested-with, x-signalr-user-agent")
            answer.headers.append("Access-Control-Max-Age", "600")
        }
        return answer
    }

    private static func body(_ probe: Probe, _ url: WebURL) -> ProbeAnswer {
        if url.path.hasSuffix("nothing-here") { return ProbeAnswer(404, ["Content-Type": "text/plain"], body: "nothing") }
        if probe.method == "OPTIONS" { return ProbeAnswer(204) }
        let query = url.query ?? ""
        if url.path == "/socket.io/" {
            if probe.isHandshake { return ProbeAnswer(101) }
            if query.contains("EIO=3") {
                return ProbeAnswer(400, ["Content-Type": "application/json"], body: #"{"code":5,"message":"Unsupported protocol version"}"#)
            }
            if query.contains("sid=wayleave") { return ProbeAnswer(400, body: #"{"code":1,"message":"Session ID unknown"}"#) }
            if probe.method == "POST" { return ProbeAnswer(200, body: "ok") }
            return ProbeAnswer(
                200, ["Content-Type": "text/plain"],
                body: #"0{"sid":"abc","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000}"#)
        }
        if url.path == "/hub" { return probe.isHandshake ? ProbeAnswer(101) : ProbeAnswer(400, body: "Connection ID required") }
        if url.path == "/hub/negotiate" {
            guard probe.method == "POST" else { return ProbeAnswer(405) }
            return ProbeAnswer(
                200, ["Content-Type": "application/json"],
                body:
                    #"{"negotiateVersion":1,"connectionId":"c","connectionToken":"t","availableTransports":[{"transport":"WebSockets","transferFormats":["Text"]}]}"#
            )
        }
        if url.path == "/ws" { return probe.isHandshake ? ProbeAnswer(101) : ProbeAnswer(426, body: "Upgrade Required") }
        if url.path == "/events" {
            var answer = ProbeAnswer(200, ["Content-Type": "text/event-stream"], body: "data: 1\n\n")
            answer.arrivals = [.init(at: 3, bytes: 9)]
            answer.isCutShort = true
            return answer
        }
        if probe.isHandshake { return ProbeAnswer(404) }
        return ProbeAnswer(200, ["Content-Type": "application/json"], body: "{}")
    }
}

extension ProbeAnswer {
    /// Replaces every line of a header, or removes them.
    mutating func set(_ name: String, _ value: String?) {
        headers.lines.removeAll { $0.name.lowercased() == name.lowercased() }
        if let value { headers.append(name, value) }
    }

    /// The origin allowed, and nothing else changed.
    mutating func allow(_ origin: String?) { set("Access-Control-Allow-Origin", origin) }
}

extension Probe {
    var origin: String? { headers.combined("Origin") }
    var isFromPage: Bool { origin == CannedServer.origin }
    var path: String { WebURL(url)?.path ?? "" }
}
