/// Some framework's request.
struct Request {
    var method: String
    var path: String
    var headers: [(name: String, value: String)] = []
}

/// Some framework's response.
struct Response {
    var status: Int
    var headers: [(name: String, value: String)] = []
    var body = ""
}

/// Some framework's handler, and its middleware: a handler made from a handler.
typealias Handler = (Request) async throws -> Response
