import CrossOrigin
import Foundation
import Synchronization
import TestClient
import Testing
import WayleaveServer

/// Settings that are read again while connections stay open.
@Suite struct ReloadTests {
    private static func rules(_ origin: String) -> CrossOriginRules {
        var rules = CrossOriginRules()
        rules.origins = [origin]
        return rules
    }

    private func isAllowed(_ client: RawClient, _ origin: String) throws -> Bool {
        try client.request("GET", "/hello", [("Origin", origin)])["access-control-allow-origin"] == origin
    }

    @Test("a reload puts new rules in force on open connections, and faulty ones leave the old with a line that says why")
    func policies() async throws {
        let current = Mutex("https://one.example")
        let fixture = try Fixture { server in
            server.onReload { running in try running.replacePolicy(Self.rules(current.withLock { $0 })) }
        }
        let client = try fixture.client()
        try await fixture.running.reload()
        #expect(try isAllowed(client, "https://one.example"))
        current.withLock { $0 = "https://two.example" }
        try await fixture.running.reload()
        #expect(try isAllowed(client, "https://two.example"))
        #expect(try !isAllowed(client, "https://one.example"))
        current.withLock { $0 = "https://two.example/path" }
        await #expect(throws: ServerReloadError.self) { try await fixture.running.reload() }
        #expect(try isAllowed(client, "https://two.example"))
        #expect(fixture.log.all.last { $0.event == "reload-failed" }?.message.contains("https://two.example/path") == true)
    }

    @Test("SIGHUP reloads")
    func signal() async throws {
        let reloads = Atomic<Int>(0)
        let fixture = try Fixture { server in server.onReload { _ in reloads.add(1, ordering: .relaxed) } }
        fixture.running.reloadOnSignal()
        let client = try fixture.client()
        #expect(try client.request("GET", "/hello").status == 200)
        kill(getpid(), SIGHUP)
        for _ in 0..<200 where reloads.load(ordering: .relaxed) == 0 { try await Task.sleep(for: .milliseconds(10)) }
        #expect(reloads.load(ordering: .relaxed) == 1)
        #expect(try client.request("GET", "/hello").status == 200)
    }
}
