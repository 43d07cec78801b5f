import CrossOrigin
import TestClient
import Testing
import WayleaveServer

/// The listener that only sends browsers on to https.
@Suite struct RedirectTests {
    private static func fixture(httpsPort: Int = 443, _ configure: (inout Server) -> Void = { _ in }) throws -> Fixture {
        try Fixture(on: [.redirectToHTTPS(port: 0, httpsPort: httpsPort)], configure)
    }

    private static func location(_ client: RawClient, _ target: String, host: String, method: String = "GET") throws -> String? {
        client.send("\(method) \(target) HTTP/1.1\r\nHost: \(host)\r\n\r\n")
        let reply = try client.readReply(toHead: method == "HEAD")
        #expect(reply.status == 308)
        return reply["location"]
    }

    @Test("requests are sent on with 308 to the same host, path and query, whatever the method, served here or not")
    func redirects() throws {
        let client = try Self.fixture().client()
        #expect(try Self.location(client, "/hello?a=b&c=%20", host: "example.com") == "https://example.com/hello?a=b&c=%20")
        #expect(try Self.location(client, "/nothing", host: "example.com:8080") == "https://example.com/nothing")
        #expect(try Self.location(client, "//evil.test/..", host: "example.com") == "https://example.com//evil.test/..")
        #expect(try Self.location(client, "http://other.test/x?y", host: "other.test") == "https://other.test/x?y")
        #expect(try Self.location(client, "http://other.test", host: "other.test") == "https://other.test/")
        #expect(try Self.location(client, "/", host: "[::1]:80") == "https://[::1]/")
        for method in ["HEAD", "PUT", "DELETE", "OPTIONS", "PURGE"] {
            #expect(try Self.location(client, "/hello", host: "a", method: method) == "https://a/hello")
        }
        let other = try Self.fixture(httpsPort: 8443).client()
        #expect(try Self.location(other, "/", host: "example.com:8080") == "https://example.com:8443/")
    }

    @Test("a body is not waited for, and does not become the next request")
    func bodies() throws {
        let client = try Self.fixture().client()
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 40\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.readReply().status == 308)
        #expect(client.isAtEnd())
    }

    @Test("preflights are never redirected: the policy answers them, and its fields are on the redirect as well")
    func preflights() throws {
        let fixture = try Self.fixture()
        let allowed = [("Origin", Fixture.allowed), ("Access-Control-Request-Method", "PUT")]
        let reply = try fixture.client().request("OPTIONS", "/hello", allowed)
        #expect(reply.status == 204)
        #expect(reply["access-control-allow-origin"] == Fixture.allowed)
        #expect(reply["location"] == nil)
        let refused = try fixture.client().request(
            "OPTIONS", "/hello", [("Origin", "https://evil.test"), ("Access-Control-Request-Method", "PUT")])
        #expect(refused["location"] == nil)
        #expect(refused["access-control-allow-origin"] == nil)
        let actual = try fixture.client().request("GET", "/hello", [("Origin", Fixture.allowed)])
        #expect(actual.status == 308)
        #expect(actual["access-control-allow-origin"] == Fixture.allowed)
        #expect(actual["vary"]?.contains("Origin") == true)
    }

    @Test("handshakes of WebSockets are never redirected: they are refused with the address to use")
    func upgrades() throws {
        let reply = try Self.fixture().client().upgrade("/socket?x=1", [("Origin", Fixture.allowed)])
        #expect(reply.status == 403)
        #expect(reply["location"] == nil)
        #expect(reply.text.contains("wss://localhost/socket?x=1"))
        #expect(try Self.fixture().client().upgrade("/socket", [("Origin", "https://evil.test")]).status == 403)
    }

    @Test("what names no host, or cannot be redirected, is refused instead of guessed at")
    func hostless() throws {
        for (request, status) in [
            ("GET / HTTP/1.0\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost:\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400), ("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 404),
            ("CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n", 404),
        ] {
            let client = try Self.fixture().client()
            client.send(request)
            let reply = try client.readReply()
            #expect(reply.status == status, "\(request)")
            #expect(reply["location"] == nil)
        }
    }

    @Test("behind a proxy that ended TLS there is no loop of redirects, and the proxy's host is the one redirected to")
    func behindProxy() throws {
        let fixture = try Self.fixture { $0.trustedForwarding = TrustedForwarding(.xForwarded) }
        #expect(try fixture.client().request("GET", "/", [("X-Forwarded-Proto", "https")]).status == 421)
        let reply = try fixture.client().request("GET", "/x", [("X-Forwarded-Proto", "http"), ("X-Forwarded-Host", "shop.test")])
        #expect(reply["location"] == "https://shop.test/x")
    }

    @Test("Strict-Transport-Security is said to those who came by https, and to nobody else")
    func strictTransportSecurity() throws {
        let fixture = try Fixture { server in
            server.trustedForwarding = TrustedForwarding(.xForwarded)
            server.strictTransportSecurity = StrictTransportSecurity(includesSubdomains: true)
        }
        let field = "strict-transport-security"
        #expect(try fixture.client().request("GET", "/hello")[field] == nil)
        let secure = [("X-Forwarded-Proto", "https")]
        #expect(try fixture.client().request("GET", "/hello", secure)[field] == "max-age=31536000; includeSubDomains")
        #expect(try fixture.client().request("GET", "/nothing", secure)[field] == "max-age=31536000; includeSubDomains")
        var server = Server()
        server.strictTransportSecurity = StrictTransportSecurity(maxAge: .seconds(60), allowsPreload: true)
        #expect(throws: ServerConfigurationError.self) { try server.start(port: 0) }
    }
}
