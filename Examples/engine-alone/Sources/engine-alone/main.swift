// swift run --package-path Examples/engine-alone https://app.example.com
//
// The engine in a program of its own: it needs no Foundation and none of the server's libraries, which `make examples` checks in the binary
// (Examples/engine-alone/check).

import CrossOrigin

let policy = try CrossOriginPolicy { $0.origins = ["https://app.example.com", "https://*.customers.example.com"] }
for origin in CommandLine.arguments.dropFirst() {
    print(policy.explain(CrossOriginRequest(method: "GET", origins: [origin])))
}
