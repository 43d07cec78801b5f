/// An endpoint with one planted fault, for the doctor to name and this very browser to stumble over.
struct BrokenEndpoint: Sendable {
    /// Its place in the path: `/broken/ID/data`.
    let id: String
    /// What is wrong with it, in a few words.
    let title: String
    /// The finding that names the fault.
    let finding: String
    var kind = "fetch"
    var method = "GET"
    var headers: [[String]] = []
    var credentials = false
    /// Turns a good answer into the broken one.
    let spoil: @Sendable (inout BrokenAnswer, BrokenRequest) -> Void

    /// How the page lists it.
    struct Entry: Encodable, Sendable {
        let id: String
        let title: String
        let finding: String
        let url: String
        let kind: String
        let method: String
        let headers: [[String]]
        let credentials: Bool
    }

    func entry(at server: String) -> Entry {
        let server = kind == "websocket" ? "ws" + server.dropFirst(4) : server
        return Entry(
            id: id, title: title, finding: finding, url: "\(server)/broken/\(id)/data", kind: kind, method: method, headers: headers,
            credentials: credentials)
    }

    static let all: [BrokenEndpoint] = [
        BrokenEndpoint(id: "silent", title: "says nothing about origins", finding: "A1") { answer, _ in
            answer.headers.removeAll { $0.0.hasPrefix("Access-Control-") }
        },
        BrokenEndpoint(id: "star-with-credentials", title: "* although cookies are included", finding: "A3", credentials: true) {
            answer, _ in
            answer.set("Access-Control-Allow-Origin", "*")
            answer.remove("Access-Control-Allow-Credentials")
        },
        BrokenEndpoint(id: "two-origins", title: "the allowed origin twice", finding: "A4") { answer, _ in
            answer.headers += answer.headers.filter { $0.0 == "Access-Control-Allow-Origin" }
        },
        BrokenEndpoint(id: "no-credentials", title: "cookies are not allowed", finding: "A8", credentials: true) { answer, _ in
            answer.remove("Access-Control-Allow-Credentials")
        },
        BrokenEndpoint(id: "preflight-405", title: "answers OPTIONS with 405", finding: "A2", method: "PUT", headers: [["X-Demo", "1"]]) {
            answer, request in
            if request.isPreflight {
                answer = BrokenAnswer(status: "405 Method Not Allowed", headers: [("Allow", "GET, PUT")], body: "method not allowed")
            }
        },
        BrokenEndpoint(
            id: "preflight-redirect", title: "redirects the preflight", finding: "B2", method: "PUT", headers: [["X-Demo", "1"]]
        ) {
            answer, request in
            if request.isPreflight {
                answer.status = "308 Permanent Redirect"
                answer.headers.append(("Location", "/broken/preflight-redirect/data/"))
            }
        },
        BrokenEndpoint(id: "unlisted-header", title: "does not list the header", finding: "B5", headers: [["X-Demo", "1"]]) {
            answer, request in
            if request.isPreflight { answer.set("Access-Control-Allow-Headers", "Content-Type") }
        },
        BrokenEndpoint(id: "hidden-headers", title: "exposes no header", finding: "D1") { answer, request in
            if !request.isPreflight {
                answer.headers += [("X-Total-Count", "3"), ("Link", "</broken/hidden-headers/data?page=2>; rel=\"next\"")]
            }
        },
        BrokenEndpoint(id: "errors-without-cors", title: "errors lose the headers", finding: "D4") { answer, _ in
            if answer.status.hasPrefix("404") { answer.headers.removeAll { $0.0.hasPrefix("Access-Control-") } }
        },
        BrokenEndpoint(id: "no-vary", title: "depends on the origin and does not say so", finding: "E1") { answer, _ in
            answer.remove("Vary")
            answer.set("Cache-Control", "max-age=60")
        },
        BrokenEndpoint(id: "reflects-anybody", title: "lets in any origin, with cookies", finding: "F1", credentials: true) {
            answer, request in
            guard let origin = request.origin else { return }
            answer.set("Access-Control-Allow-Origin", origin)
            answer.set("Access-Control-Allow-Credentials", "true")
        },
        BrokenEndpoint(id: "null-origin", title: "lets in null, with cookies", finding: "F2", credentials: true) { answer, request in
            guard request.origin == "null" else { return }
            answer.set("Access-Control-Allow-Origin", "null")
            answer.set("Access-Control-Allow-Credentials", "true")
        },
        BrokenEndpoint(id: "socket-for-anybody", title: "a WebSocket for any page", finding: "G1", kind: "websocket") { _, _ in },
    ]
}
