// swift run --package-path Examples/middleware
//
// How another framework's middleware calls the engine (CrossOriginMiddleware.swift): a handler of plain closures, four requests and their answers.

import CrossOrigin

let policy = try CrossOriginPolicy {
    $0.origins = ["https://app.example.com"]
    $0.credentials = true
    $0.methods = ["GET", "PUT"]
}
let handler = crossOrigin(policy, isSecure: true) { request in
    guard request.path == "/hello" else { throw CancellationError() }
    return Response(status: 200, body: "hello")
}

let app = ("Origin", "https://app.example.com")
let requests = [
    Request(method: "OPTIONS", path: "/hello", headers: [app, ("Access-Control-Request-Method", "PUT")]),
    Request(method: "GET", path: "/hello", headers: [app]),
    Request(method: "GET", path: "/an/error", headers: [app]),
    Request(method: "GET", path: "/socket", headers: [("Origin", "https://app.example.com.evil.test"), ("Upgrade", "websocket")]),
]
for request in requests {
    let response = try await handler(request)
    print("\(request.method) \(request.path) from \(request.headers[0].value): \(response.status) \(response.body)")
    for (name, value) in response.headers { print("    \(name): \(value)") }
}
