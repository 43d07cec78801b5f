// swift run --package-path Examples/routes
//
// Plain HTTP under two policies: an API for pages of one origin, and a subtree that only the administrators' page may read.
//   curl -i -H 'Origin: http://localhost:8080' localhost:3000/health
//   curl -i -H 'Origin: http://localhost:8080' localhost:3000/admin/users      (no Access-Control-Allow-Origin)

import Wayleave

let policy = try CrossOriginPolicy {
    $0.origins = ["http://localhost:8080"]
    $0.credentials = true
    $0.requestHeaders = ["content-type"]
    $0.exposedHeaders = ["x-request-id"]
}
let adminPolicy = try CrossOriginPolicy {
    $0.origins = ["http://localhost:9090"]
    $0.credentials = true
}

var server = Server(policy: policy)
server.get("/health") { _ in .text("ok") }
server.get("/hello") { request in .text("hello, \(request.queryValue("name") ?? "stranger")") }
server.route("/admin", policy: adminPolicy) { admin in
    admin.get("/users") { _ in .json(Array(#"["ada","grace"]"#.utf8)) }
}
try await server.run(port: 3000)
