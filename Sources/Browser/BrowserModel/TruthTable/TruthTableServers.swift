internal import WayleaveBytes
internal import WayleaveJSON

/// Reads `server`: hop → kind → answers, with placeholders for what the request said.
struct TruthTableServers: Sendable {
    /// An answer as scripted.
    struct Answer: Sendable {
        var answer: ServerAnswer
        /// The answer for requests without `Origin`.
        var withoutOrigin: ServerAnswer?
        /// The connection is reset instead.
        var isDropped: Bool
    }

    /// hop → kind → one answer per hit, the last repeats.
    let hops: [String: [String: [Answer]]]

    init(_ node: JSONNode) throws(TruthTableError) {
        var hops: [String: [String: [Answer]]] = [:]
        for (hop, kinds) in try node.members() {
            for (kind, value) in try kinds.members() {
                let list = value.value.array == nil ? [value] : try value.elements()
                var answers: [Answer] = []
                for entry in list { answers.append(try TruthTableServers.answer(entry)) }
                if answers.isEmpty { throw value.mismatch("an answer, or several") }
                hops[hop, default: [:]][kind] = answers
            }
        }
        self.hops = hops
    }

    var script: ServerScript {
        ServerScript { request, earlier in
            guard TruthTableWorld.listens(at: request.url) else { return nil }
            let segments = request.url.path.split(separator: "/")
            guard segments.count > 2, let answers = hops[String(segments[2])]?[request.kind.rawValue] else {
                return TruthTableServers.finished(ServerAnswer(status: 404, body: Array("no route".utf8)), for: request)
            }
            let scripted = answers[min(earlier, answers.count - 1)]
            if scripted.isDropped { return nil }
            let answer = request.origin == nil ? scripted.withoutOrigin ?? scripted.answer : scripted.answer
            return TruthTableServers.finished(answer, for: request)
        }
    }

    private static func answer(_ node: JSONNode) throws(TruthTableError) -> Answer {
        let isDropped = try node.flag("drop")
        let without = try node.optional("no_origin").map { node throws(TruthTableError) in try plain(node) }
        return Answer(answer: isDropped ? ServerAnswer(status: 0) : try plain(node), withoutOrigin: without, isDropped: isDropped)
    }

    private static func plain(_ node: JSONNode) throws(TruthTableError) -> ServerAnswer {
        let status = try node.required("status")
        guard let code = status.value.int, (100...999).contains(code) else { throw status.mismatch("a status from 100 to 999") }
        var answer = ServerAnswer(
            status: code, headers: try node.headers("headers"), body: Array(try node.string("body", default: "ok").utf8))
        if let encoded = node.optional("body_b64") {
            guard let binary = Binary(base64: try encoded.string()) else { throw encoded.mismatch("base64") }
            answer.body = binary.bytes
        }
        return answer
    }

    /// The server adds `Content-Length` and fills in the placeholders.
    private static func finished(_ answer: ServerAnswer, for request: SentRequest) -> ServerAnswer {
        var answer = answer
        for index in answer.headers.lines.indices where answer.headers.lines[index].value.contains("{") {
            var value = answer.headers.lines[index].value
            value.replace("{REQ_ORIGIN}", with: request.origin ?? "")
            value.replace("{ACRM}", with: request.headers.combined("Access-Control-Request-Method") ?? "")
            value.replace("{ACRH}", with: request.headers.combined("Access-Control-Request-Headers") ?? "")
            if value.contains("{ACCEPT}") {
                value.replace("{ACCEPT}", with: WebSocketAccept.value(key: request.headers.combined("Sec-WebSocket-Key") ?? ""))
            }
            answer.headers.lines[index].value = value
        }
        if answer.status == 204 || answer.status == 304 || answer.status < 200 {
            answer.body = []
        } else {
            answer.headers.append("Content-Length", "\(answer.body.count)")
        }
        return answer
    }
}
