// swift test --package-path Examples/own-tests
//
// A server, and beside it tests that keep its cross-origin policy right (Tests/OwnTests).

public import Wayleave

/// The server that is deployed, and that the tests start.
public func makeServer() throws -> Server {
    var server = Server(
        policy: try CrossOriginPolicy {
            $0.origins = ["https://app.example.com"]
            $0.credentials = true
            $0.methods = ["GET", "POST", "PUT"]
            $0.requestHeaders = ["content-type"]
        })
    server.get("/profile") { _ in .text("hello") }
    server.on(.put, "/profile") { _ in .text("saved") }
    server.webSocket("/live") { socket in socket.onMessage { socket.send($0) } }
    return server
}
