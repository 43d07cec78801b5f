import CrossOrigin
import Testing
import WayleaveBrowserModel
import WayleaveEventLoop
import WayleaveHTTPWire
import WayleaveServer

@testable import WayleaveDoctor

@Suite("Against a server of this project: nothing with a good policy, the fault with a bad one")
struct OwnServerTests {
    static let page = "https://app.example.com"

    private func examine(
        _ path: String = "/data", kind: TargetKind = .fetch, policy: CrossOriginPolicy? = nil,
        asked: (inout Question) -> Void = { _ in },
        configure: (inout Server) -> Void
    ) async throws -> Report {
        let good = try CrossOriginPolicy {
            $0.origins = [Self.page]
            $0.credentials = true
            $0.methods = ["GET", "POST", "PUT"]
            $0.requestHeaders = ["content-type"]
        }
        var server = Server(policy: policy ?? good)
        server.loopCount = 1
        server.log = { _ in }
        configure(&server)
        let running = try server.start(port: 0)
        var question = Question(url: try #require(WebURL("http://127.0.0.1:\(running.address.port)\(path)")), origin: Self.page)
        question.kind = kind
        asked(&question)
        let report = Doctor.examine(question)
        await running.stop()
        return report
    }

    private static func data(_ server: inout Server) { server.get("/data") { _ in .text("ok") } }

    private func grave(_ report: Report) -> [String] { report.findings.filter { $0.severity >= .medium }.map(\.id) }

    @Test("A good policy")
    func good() async throws {
        let report = try await examine { $0.get("/data") { _ in .text("ok") } }
        #expect(grave(report) == [])
        #expect(report.steps.count >= 5)
        // Eight steps against a local server; CI's machines are slow, the figure of a quiet one is far below.
        #expect(report.milliseconds < 1_000)
    }

    @Test("A WebSocket is guarded by the same policy")
    func socket() async throws {
        let report = try await examine("/ws", kind: .websocket) { $0.webSocket("/ws") { _ in } }
        #expect(grave(report) == [])
        #expect(report.records.contains { $0.role == .handshake(.foreign(.evil)) && $0.answer.status == 403 })
    }

    @Test("An origin that is not listed")
    func unlisted() async throws {
        let other = try CrossOriginPolicy { $0.origins = ["https://other.example.com"] }
        let report = try await examine(policy: other) { $0.get("/data") { _ in .text("ok") } }
        #expect(report.findings.first?.id == "A1")
    }

    @Test("Everybody, and the call sends credentials")
    func wildcard() async throws {
        let everybody = try CrossOriginPolicy { $0.origins = ["*"] }
        let report = try await examine(policy: everybody, asked: { $0.includesCredentials = true }, configure: Self.data)
        #expect(report.findings.first?.id == "A3")
        #expect(report.findings.first?.browsers.first?.line.contains("must not be the wildcard '*'") == true)
    }

    @Test("A method that is not listed")
    func method() async throws {
        let report = try await examine(asked: { $0.method = "DELETE" }, configure: Self.data)
        #expect(report.findings.first?.id == "B4")
    }

    @Test("A header of the page that is not listed")
    func header() async throws {
        let report = try await examine(asked: { $0.headers.append("X-Tenant-Id", "1") }, configure: Self.data)
        #expect(report.findings.first?.id == "B5")
        #expect(report.findings.first?.mend.contains("x-tenant-id") == true)
    }
}
