import CrossOrigin
import TestClient
import Testing

@testable import WayleaveSignalRConnections

@Suite("Connections from other origins")
struct CrossOriginTests {
    private static let page = [("Origin", "https://app.example.com")]
    private static let evil = [("Origin", "https://evil.example")]

    private static func policy() throws -> CrossOriginPolicy {
        try CrossOriginPolicy {
            $0.origins = ["https://app.example.com"]
            $0.credentials = true
            $0.methods = ["GET", "POST", "DELETE"]
            $0.requestHeaders = ["x-requested-with", "x-signalr-user-agent", "authorization"]
        }
    }

    private func expectReadable(_ reply: HTTPReply, _ location: SourceLocation = #_sourceLocation) {
        #expect(reply["access-control-allow-origin"] == "https://app.example.com", sourceLocation: location)
        #expect(reply["access-control-allow-credentials"] == "true", sourceLocation: location)
    }

    @Test("have every preflight of the official client answered at the gate, without a user being asked for")
    func preflights() async throws {
        var options = SignalRConnectionOptions()
        options.policy = try Self.policy()
        options.authentication = .sync { _ in nil }
        options.authorization = .authenticated
        try await ConnectionServer.run(options) { _, client throws in
            for (path, method) in [
                ("/negotiate", "POST"), ("?id=x&_=1", "GET"), ("?id=x", "POST"), ("?id=x", "DELETE"), ("/NEGOTIATE", "POST"),
            ] {
                let asked = [
                    ("Access-Control-Request-Method", method),
                    ("Access-Control-Request-Headers", "authorization,x-requested-with,x-signalr-user-agent"),
                ]
                let reply = try client.request("OPTIONS", path, Self.page + asked)
                #expect(reply.status == 204, "\(path) \(method)")
                expectReadable(reply)
                #expect(
                    reply["access-control-allow-headers"] == "x-requested-with, x-signalr-user-agent, authorization", "\(path) \(method)")
                #expect(try client.request("OPTIONS", path, Self.evil + asked)["access-control-allow-origin"] == nil)
            }
        }
    }

    @Test("can read every answer, of whatever status")
    func errors() async throws {
        var options = SignalRConnectionOptions()
        options.policy = try Self.policy()
        options.transports = [.longPolling, .serverSentEvents]
        try await ConnectionServer.run(options) { _, client throws in
            let page = Self.page
            let token = try client.connect("?negotiateVersion=1", page).token
            let replies: [(Int, HTTPReply)] = [
                (200, try client.negotiate("?negotiateVersion=x", page)), (405, try client.request("GET", "/negotiate", page)),
                (400, try client.request("GET", "", page)), (404, try client.request("GET", "?id=unknown", page)),
                (404, try client.request("POST", "?id=unknown", page, body: "x")), (405, try client.request("PUT", "?id=\(token)", page)),
                (404, try client.upgrade("?id=\(token)", page)), (200, try client.request("GET", "?id=\(token)", page)),
                (200, try client.request("POST", "?id=\(token)", page, body: "x")), (200, try client.request("GET", "?id=\(token)", page)),
                (400, try client.request("GET", "?id=\(token)", page + [("Accept", "text/event-stream")])),
                (202, try client.request("DELETE", "?id=\(token)", page)),
            ]
            for (status, reply) in replies {
                #expect(reply.status == status, "\(reply.text)")
                expectReadable(reply)
            }
            let events = try client.connect("?negotiateVersion=1", page).token
            let stream = try client.begin("GET", "?id=\(events)", page + [("Accept", "text/event-stream")])
            #expect(stream.read(through: "\r\n\r\n").lowercased().contains("access-control-allow-origin: https://app.example.com\r\n"))
            let second = try client.request("GET", "?id=\(events)", page + [("Accept", "text/event-stream")])
            #expect(second.status == 409)
            expectReadable(second)
        }
        var closed = SignalRConnectionOptions()
        closed.policy = try Self.policy()
        closed.authentication = .sync { _ in nil }
        closed.authorization = .authenticated
        try await ConnectionServer.run(closed) { _, client throws in
            let reply = try client.negotiate("", Self.page)
            #expect(reply.status == 401)
            expectReadable(reply)
        }
    }

    @Test("that are not listed are refused with 403 before anything begins, whatever the case of the path")
    func unlisted() async throws {
        var options = SignalRConnectionOptions()
        options.policy = try Self.policy()
        // The server's own policy lists it: the path's must win in every spelling.
        let open = try CrossOriginPolicy { $0.origins = ["https://evil.example", "https://app.example.com"] }
        try await ConnectionServer.run(options, policy: open) { server, client throws in
            for path in ["/echo", "/ECHO", "/echo/", "/Echo/"] {
                var client = client
                client.path = path
                #expect(try client.upgrade("", Self.evil).status == 403, "\(path)")
                #expect(try client.request("GET", "?id=x", Self.evil).status == 403, "\(path)")
                #expect(try client.upgrade("", Self.page).status == 101, "\(path)")
            }
            for path in ["/negotiate", "/NEGOTIATE", "/negotiate/"] {
                #expect(try client.request("POST", path, Self.evil, body: "").status == 403, "\(path)")
            }
        }
    }
}
