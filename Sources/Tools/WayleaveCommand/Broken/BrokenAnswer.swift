/// What a broken endpoint says: its fields go out as they are, repetitions and all, which the real server would not let pass.
struct BrokenAnswer {
    var status = "200 OK"
    var headers: [(String, String)] = []
    var body = #"{"items":["one","two","three"]}"#

    mutating func remove(_ name: String) { headers.removeAll { $0.0 == name } }

    mutating func set(_ name: String, _ value: String) {
        remove(name)
        headers.append((name, value))
    }

    /// What a server that knows its origins says; the endpoints differ from this by one fault each.
    static func good(_ request: BrokenRequest, origins: [String]) -> BrokenAnswer {
        var answer = BrokenAnswer()
        answer.headers.append(("Vary", "Origin"))
        let isListed = request.origin.map { origins.contains($0) } ?? false
        if isListed, let origin = request.origin {
            answer.headers += [("Access-Control-Allow-Origin", origin), ("Access-Control-Allow-Credentials", "true")]
        }
        if request.isPreflight {
            (answer.status, answer.body) = ("204 No Content", "")
            guard isListed else { return answer }
            answer.headers += [
                ("Access-Control-Allow-Methods", "GET, PUT"), ("Access-Control-Allow-Headers", "Content-Type, X-Demo"),
                ("Access-Control-Max-Age", "600"),
            ]
            return answer
        }
        answer.headers += [("Content-Type", "application/json"), ("Cache-Control", "no-store")]
        if request.rest != "data" { (answer.status, answer.body) = ("404 Not Found", #"{"error":"not found"}"#) }
        return answer
    }
}
