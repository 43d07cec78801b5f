import CrossOrigin
import Testing
import WayleaveEventLoop
import WayleaveHTTPWire
import WayleaveServer
import WayleaveTesting

@Suite("Expectations about crossing origins hold, and fail where they should")
struct ExpectationTests {
    private let page = "https://app.example.com"

    private func server(_ rules: (inout CrossOriginRules) -> Void = { _ in }) throws -> Server {
        var server = Server(
            policy: try CrossOriginPolicy {
                $0.origins = [page]
                $0.credentials = true
                $0.methods = ["GET", "POST", "PUT"]
                $0.requestHeaders = ["content-type"]
                rules(&$0)
            })
        server.loopCount = 1
        server.log = { _ in }
        server.get("/data") { _ in .text("ok") }
        server.on(.put, "/data") { _ in .text("put") }
        server.webSocket("/ws") { _ in }
        return server
    }

    @Test("A listed page may call, read and open sockets; others may not")
    func holds() async throws {
        let server = try server()
        try await expectCrossOrigin(server, "/data", from: page, allows: .get, credentials: true)
        try await expectCrossOrigin(server, "/data", from: page, allows: .put, headers: ["Content-Type": "application/json"])
        try await expectCrossOrigin(server, "/data", from: "https://evil.example", refuses: .get)
        try await expectCrossOrigin(server, "/data", from: page, refuses: .delete)
        try await expectWebSocket(server, "/ws", from: page)
        try await expectWebSocket(server, "/ws", from: "https://evil.example", opens: false)
        try await expectNoFindings(server, "/data", from: page, credentials: true)
        try await expectNoFindings(server, "/ws", from: page, through: .webSocket)
    }

    @Test("A server that runs already is examined as it is")
    func running() async throws {
        let running = try server().start(port: 0)
        try await expectCrossOrigin(running, "/data", from: page)
        try await expectCrossOrigin("http://127.0.0.1:\(running.address.port)", "/data", from: page)
        await running.stop()
    }

    @Test("What does not hold is recorded, with the browser's sentence")
    func fails() async throws {
        let server = try server()
        try await withKnownIssue {
            try await expectCrossOrigin(server, "/data", from: "https://evil.example")
        } matching: { issue in
            issue.comments.contains { $0.rawValue.contains("No 'Access-Control-Allow-Origin' header is present") }
                || issue.comments.contains { $0.rawValue.contains("Access-Control-Allow-Origin") }
        }
        await withKnownIssue { try await expectCrossOrigin(server, "/data", from: page, refuses: .get) }
        await withKnownIssue { try await expectWebSocket(server, "/ws", from: "https://evil.example") }
        try await withKnownIssue {
            try await expectNoFindings(server, "/data", from: "https://other.example")
        } matching: { issue in
            issue.comments.contains { $0.rawValue.contains("A1") }
        }
    }

    @Test("An origin with a path is told from one that is refused")
    func mistakes() async throws {
        let server = try server()
        await #expect(throws: CrossOriginQuestionError.self) {
            try await expectCrossOrigin(server, "/data", from: "https://app.example.com/")
        }
    }
}
