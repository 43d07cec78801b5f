import TestClient
import Testing
import WayleaveEventLoop
import WayleaveServer

/// Where a server listens.
@Suite struct ListenerTests {
    @Test("one server listens in several places at once, and tells where")
    func several() throws {
        let fixture = try Fixture(loops: 2, on: [.tcp(port: 0), .tcp(host: "127.0.0.2", port: 0)])
        #expect(fixture.running.addresses.map(\.host) == ["127.0.0.1", "127.0.0.2"])
        for address in fixture.running.addresses {
            let client = try RawClient(host: address.host, port: address.port)
            #expect(try client.request("GET", "/hello").text == "Hello, World!")
        }
    }

    @Test("localhost is both loopback addresses, on one port")
    func localhost() throws {
        let fixture = try Fixture(on: [.tcp(host: "localhost", port: 0)])
        #expect(Set(fixture.running.addresses.map(\.port)).count == 1)
        for address in fixture.running.addresses {
            let client = try RawClient(host: address.host, port: address.port)
            #expect(try client.request("GET", "/hello").text == "Hello, World!")
        }
    }

    @Test("every faulty listener is named before anything listens")
    func faults() throws {
        let listeners: [Listener] = [.tcp(host: "example.com", port: 80), .tcp(port: 65_536), .tcp(host: "127.0.0.1", port: 0)]
        let error = #expect(throws: ServerConfigurationError.self) { try Server().start(on: listeners) }
        #expect(error?.faults.map(\.code) == ["host-not-an-address", "port-out-of-range"])
        #expect(error?.description.contains("`example.com`") == true)
        #expect(throws: ServerConfigurationError.self) { try Server().start(on: []) }
    }

    @Test("a place that is taken leaves the others free again")
    func takenPlace() async throws {
        let other = try Fixture()
        let port = try await {
            let fixture = try Fixture()
            await fixture.running.stop()
            return fixture.port
        }()
        let error = #expect(throws: IOError.self) { try Server().start(on: [.tcp(port: port), .tcp(port: other.port)]) }
        #expect(error?.description.contains("127.0.0.1:\(other.port)") == true)
        await #expect(throws: Never.self) { try await Server().start(port: port).stop() }
    }
}
