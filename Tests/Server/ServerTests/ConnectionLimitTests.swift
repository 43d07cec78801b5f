import Foundation
import TestClient
import Testing
import WayleaveEventLoop
import WayleaveServer

/// A server that is full, or out of descriptors, goes on serving.
@Suite struct ConnectionLimitTests {
    private static func serves(_ client: RawClient) -> Bool { (try? client.request("GET", "/hello").text) == "Hello, World!" }

    @Test("an address has its limit; a connection that ends makes room for another, and the operator is told")
    func perAddress() throws {
        let fixture = try Fixture { server in
            server.limits.addressesWithoutOwnLimit = []
            server.limits.maxConnectionsPerAddress = 3
        }
        var clients = try (0..<3).map { _ in try fixture.client() }
        for client in clients { #expect(Self.serves(client)) }
        #expect(try fixture.client().isAtEnd())
        let other = try RawClient(host: "127.0.0.1", port: fixture.port)
        #expect(other.isAtEnd())
        clients.removeLast()
        Thread.sleep(forTimeInterval: 0.05)
        #expect(Self.serves(try fixture.client()))
        for client in clients { #expect(Self.serves(client)) }
        let log = fixture.log
        for _ in 0..<30 where log.all.isEmpty { Thread.sleep(forTimeInterval: 0.1) }
        #expect(log.all.contains { $0.event == "connections-refused" && $0.message.contains("127.0.0.1 among them") })
    }

    @Test("loopback is not limited by itself unless that is asked for, since proxies live there")
    func loopback() throws {
        let fixture = try Fixture { $0.limits.maxConnectionsPerAddress = 1 }
        let clients = try (0..<5).map { _ in try fixture.client() }
        for client in clients { #expect(Self.serves(client)) }
    }

    @Test("an address that connects too fast is turned away until the next second")
    func rate() throws {
        let fixture = try Fixture { server in
            server.limits.addressesWithoutOwnLimit = []
            server.limits.maxNewConnectionsPerSecondPerAddress = 5
        }
        var refused = 0
        for _ in 0..<30 where !Self.serves(try fixture.client()) { refused += 1 }
        #expect(refused >= 20)
        Thread.sleep(forTimeInterval: 1.1)
        #expect(Self.serves(try fixture.client()))
    }

    @Test("more connections than a second may bring wait, and are all served")
    func spread() throws {
        let fixture = try Fixture { $0.limits.maxNewConnectionsPerSecond = 100 }
        let clients = try (0..<40).map { _ in try fixture.client() }
        for client in clients { #expect(Self.serves(client)) }
    }

    @Test("a full server makes room by closing connections that were idle longest, before it turns anyone away")
    func makesRoom() throws {
        let fixture = try Fixture { $0.limits.maxConnections = 4 }
        let idle = try (0..<4).map { _ in try fixture.client() }
        for client in idle { #expect(Self.serves(client)) }
        #expect(try fixture.client().isAtEnd())
        Thread.sleep(forTimeInterval: 3.2)
        #expect(Self.serves(try fixture.client()))
    }

    @Test("WebSockets are never closed to make room")
    func keepsWebSockets() throws {
        let fixture = try Fixture { $0.limits.maxConnections = 2 }
        let sockets = try (0..<2).map { _ in try fixture.client() }
        for socket in sockets { #expect(try socket.upgrade("/socket").status == 101) }
        Thread.sleep(forTimeInterval: 3.2)
        #expect(try fixture.client().isAtEnd())
        for socket in sockets { #expect(!socket.hasEnded) }
    }
}
