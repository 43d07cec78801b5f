import Application
import Testing
import WayleaveTesting

@Suite struct PolicyTests {
    let page = "https://app.example.com"

    @Test("The application reads and saves profiles with the user's cookies")
    func application() async throws {
        try await expectCrossOrigin(makeServer(), "/profile", from: page, allows: .get, credentials: true)
        try await expectCrossOrigin(
            makeServer(), "/profile", from: page, allows: .put, headers: ["Content-Type": "application/json"], credentials: true)
    }

    @Test("Nobody else does")
    func strangers() async throws {
        try await expectCrossOrigin(makeServer(), "/profile", from: "https://evil.example", refuses: .get, credentials: true)
        try await expectWebSocket(makeServer(), "/live", from: "https://evil.example", opens: false)
    }

    @Test("The doctor finds nothing")
    func doctor() async throws {
        try await expectNoFindings(makeServer(), "/profile", from: page, credentials: true)
        try await expectNoFindings(makeServer(), "/live", from: page, through: .webSocket)
    }
}
