import CrossOrigin
import Foundation
import TestClient
import Testing
import WayleaveEventLoop
import WayleaveServer

/// Servers behind proxies: what is believed, and of whom.
@Suite struct ProxyTests {
    /// A server that tells what it thinks of each request.
    private static func fixture(on listeners: [Listener] = [.tcp(port: 0)], _ configure: (inout Server) -> Void) throws -> Fixture {
        try Fixture(on: listeners) { server in
            server.get("/who") { .text("\($0.remoteAddress.map { "\($0)" } ?? "nobody") \($0.isSecure ? "https" : "http")") }
            configure(&server)
        }
    }

    private static func who(_ client: RawClient, _ fields: [(String, String)] = []) throws -> String {
        try client.request("GET", "/who", fields).text
    }

    // MARK: Forwarded fields

    @Test("undeclared, forwarded fields change nothing")
    func undeclared() throws {
        let client = try Self.fixture { _ in }.client()
        let text = try Self.who(
            client, [("X-Forwarded-For", "192.0.2.1"), ("X-Forwarded-Proto", "https"), ("Forwarded", "for=192.0.2.1;proto=https")])
        #expect(text.hasPrefix("127.0.0.1:") && text.hasSuffix(" http"))
    }

    @Test("a declared proxy tells the client's address and scheme, for handlers as for the gate")
    func declared() throws {
        let fixture = try Self.fixture { $0.trustedForwarding = TrustedForwarding(.xForwarded) }
        #expect(try Self.who(fixture.client(), [("X-Forwarded-For", "192.0.2.1"), ("X-Forwarded-Proto", "https")]) == "192.0.2.1:0 https")
        // The next request of the connection is judged anew.
        let client = try fixture.client()
        #expect(try Self.who(client, [("X-Forwarded-For", "192.0.2.1"), ("X-Forwarded-Proto", "https")]) == "192.0.2.1:0 https")
        #expect(try Self.who(client, [("X-Forwarded-For", "192.0.2.2")]) == "192.0.2.2:0 http")
        #expect(try Self.who(client).hasPrefix("127.0.0.1:"))
    }

    @Test("addresses are followed from the right through trusted ranges; what a client wrote in front of them is not believed")
    func chain() throws {
        let fixture = try Self.fixture { $0.trustedForwarding = TrustedForwarding(.xForwarded, from: ["127.0.0.1", "10.0.0.0/8"]) }
        func who(_ values: String...) throws -> String {
            try Self.who(fixture.client(), values.map { ("X-Forwarded-For", $0) })
        }
        #expect(try who("6.6.6.6, 192.0.2.1, 10.1.2.3") == "192.0.2.1:0 http")
        #expect(try who("6.6.6.6", "192.0.2.1", "10.1.2.3, 10.0.0.9") == "192.0.2.1:0 http")
        #expect(try who("10.9.9.9, 10.1.2.3") == "10.9.9.9:0 http")
        #expect(try who("6.6.6.6, what?") == "nobody http")
        #expect(try who("6.6.6.6, ") == "nobody http")
        #expect(try who("6.6.6.6, [2001:DB8::1]:4711") == "[2001:db8::1]:4711 http")
    }

    @Test("`Forwarded` is believed as the outermost trusted proxy says it, whatever quotes a client opened in front")
    func forwarded() throws {
        let fixture = try Self.fixture { $0.trustedForwarding = TrustedForwarding(.forwarded, from: ["127.0.0.1", "10.0.0.0/8"]) }
        func who(_ value: String) throws -> String { try Self.who(fixture.client(), [("Forwarded", value)]) }
        #expect(try who("for=6.6.6.6;proto=https, for=192.0.2.1;proto=http") == "192.0.2.1:0 http")
        #expect(try who("for=192.0.2.1;proto=https, for=10.0.0.1;proto=http") == "192.0.2.1:0 https")
        #expect(try who("for=\"6.6.6.6, for=192.0.2.1;proto=https") == "192.0.2.1:0 https")
        #expect(try who("for=\"[2001:db8::1]:4711\";proto=https") == "[2001:db8::1]:4711 https")
        #expect(try who("for=unknown;proto=https") == "nobody https")
        #expect(try who("for=_hidden") == "nobody http")
    }

    @Test("the same holds at a Unix-domain socket, if that is declared")
    func unix() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("wl-\(UInt32.random(in: 0 ... .max)).sock").path
        let fixture = try Self.fixture(on: [.unix(path: path)]) { $0.trustedForwarding = TrustedForwarding(.xForwarded) }
        #expect(fixture.running.address.path == path)
        #expect(try Self.who(RawClient(path: path), [("X-Forwarded-For", "192.0.2.1")]) == "192.0.2.1:0 http")
        #expect(try Self.who(RawClient(path: path)) == "nobody http")
        let other = path + "2"
        let strict = try Self.fixture(on: [.unix(path: other)]) {
            $0.trustedForwarding = TrustedForwarding(.xForwarded, from: ["127.0.0.1"])
        }
        #expect(try Self.who(RawClient(path: other), [("X-Forwarded-For", "192.0.2.1")]) == "nobody http")
        withExtendedLifetime(strict) {}
    }

    @Test("ranges that are none are named before anything listens")
    func nonsense() throws {
        var server = Server()
        server.trustedForwarding = TrustedForwarding(.xForwarded, from: ["10.0.0.1/8", "example.com", "10.0.0.0/33", "::1"])
        server.limits.addressesWithoutOwnLimit = ["everybody"]
        let listener = Listener.tcp(port: 0, proxyProtocol: ProxyProtocol(from: ["nearby"]))
        let error = #expect(throws: ServerConfigurationError.self) {
            try server.start(on: [listener, .tcp(port: 0, proxyProtocol: ProxyProtocol(from: []))])
        }
        #expect(error?.faults.count { $0.code == "address-range-unreadable" } == 5)
        #expect(error?.faults.contains { $0.code == "no-trusted-proxy" } == true)
    }

    // MARK: PROXY

    private static let proxied = [Listener.tcp(port: 0, proxyProtocol: ProxyProtocol(from: ["127.0.0.0/8"], timeout: .milliseconds(300)))]

    @Test("a PROXY header of a declared proxy tells the client's address; requests behind it, in whatever pieces, are served")
    func introduced() throws {
        let fixture = try Self.fixture(on: Self.proxied) { _ in }
        let request = "GET /who HTTP/1.1\r\nHost: a\r\n\r\n"
        let one = try fixture.client()
        one.send("PROXY TCP4 192.0.2.1 192.0.2.2 50000 443\r\n" + request + request)
        #expect(try one.readReply().text == "192.0.2.1:50000 http")
        #expect(try one.readReply().text == "192.0.2.1:50000 http")
        let bytewise = try fixture.client()
        for byte in ("PROXY TCP6 2001:db8::1 ::1 50000 443\r\n" + request).utf8 { bytewise.send([byte]) }
        #expect(try bytewise.readReply().text == "[2001:db8::1]:50000 http")
        let secure = try fixture.client()
        secure.send([0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A, 0x21, 0x11, 0, 20])
        secure.send([192, 0, 2, 1, 192, 0, 2, 2, 0xC3, 0x50, 1, 0xBB, 0x20, 0, 5, 1, 0, 0, 0, 0])
        secure.send(request)
        #expect(try secure.readReply().text == "192.0.2.1:50000 https")
        let unknown = try fixture.client()
        unknown.send("PROXY UNKNOWN\r\n" + request)
        #expect(try unknown.readReply().text == "nobody http")
    }

    @Test("without a valid header in time there is no connection")
    func unintroduced() throws {
        let fixture = try Self.fixture(on: Self.proxied) { _ in }
        for bytes in ["GET /who HTTP/1.1\r\nHost: a\r\n\r\n", "PROXY TCP4 1.2.3.4", ""] {
            let client = try fixture.client()
            client.send(bytes)
            #expect(client.isAtEnd())
        }
        let log = fixture.log
        for _ in 0..<30 where !log.all.contains(where: { $0.event == "connections-refused" }) { Thread.sleep(forTimeInterval: 0.1) }
        #expect(log.all.contains { $0.event == "connections-refused" && $0.message.contains("no valid PROXY header") })
    }

    @Test("who is no declared proxy is turned away, header or not")
    func untrusted() throws {
        let fixture = try Self.fixture(on: [.tcp(port: 0, proxyProtocol: ProxyProtocol(from: ["10.0.0.0/8"]))]) { _ in }
        let client = try fixture.client()
        client.send("PROXY TCP4 192.0.2.1 192.0.2.2 50000 443\r\nGET /who HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.isAtEnd())
    }

    @Test("forwarded fields of an introduced client count only if that client is a trusted proxy itself")
    func both() throws {
        let fixture = try Self.fixture(on: Self.proxied) {
            $0.trustedForwarding = TrustedForwarding(.xForwarded, from: ["127.0.0.1", "10.0.0.1"])
        }
        func who(_ source: String) throws -> String {
            let client = try fixture.client()
            client.send("PROXY TCP4 \(source) 192.0.2.2 50000 443\r\nGET /who HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 192.0.2.7\r\n\r\n")
            return try client.readReply().text
        }
        #expect(try who("10.0.0.1") == "192.0.2.7:0 http")
        #expect(try who("192.0.2.1") == "192.0.2.1:50000 http")
    }
}
