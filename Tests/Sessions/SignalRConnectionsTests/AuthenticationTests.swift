import CrossOrigin
import Foundation
import Synchronization
import TestClient
import Testing
import WayleaveJSON
import WayleaveJSONWebToken
import WayleaveServer

@testable import WayleaveSignalRConnections

@Suite("Who may connect")
struct AuthenticationTests {
    private static let key = try? JSONWebTokenKey.hs256(secret: [UInt8](repeating: 42, count: 32))

    private static func token(_ name: String = "testuser", in seconds: Double = 60) throws -> String {
        let claims: JSONObject = [
            ClaimsPrincipal.nameIdentifier: .string(name),
            "exp": .number(try #require(JSONNumber((Date().timeIntervalSince1970 + seconds).rounded()))), "role": ["a", "b"],
        ]
        return try #require(key).sign(JSONValue.object(claims))
    }

    private static func options(_ change: (inout SignalRConnectionOptions) -> Void = { _ in }) throws -> SignalRConnectionOptions {
        var options = SignalRConnectionOptions()
        options.authentication = .jsonWebToken(JSONWebTokenVerifier(keys: [try #require(key)]))
        options.authorization = .authenticated
        change(&options)
        return options
    }

    private static func bearer(_ token: String) -> [(String, String)] { [("Authorization", "Bearer \(token)")] }

    @Test("is asked at every request: without a valid token each is answered 401, with nothing but the challenge")
    func unauthorized() async throws {
        try await ConnectionServer.run(try Self.options()) { _, client throws in
            let good = try Self.token()
            let token = try client.connect("?negotiateVersion=1", Self.bearer(good)).token
            _ = try client.request("GET", "?id=\(token)", Self.bearer(good))
            let forged = good.dropLast(4) + "AAAA"
            for (fields, query, challenge) in [
                ([], "", "Bearer"), (Self.bearer(String(forged)), "", "Bearer error=\"invalid_token\""),
                ([], "&access_token=\(forged)", "Bearer error=\"invalid_token\""), ([("Authorization", "Basic eDp5")], "", "Bearer"),
            ] {
                let replies = [
                    try client.negotiate("?negotiateVersion=1\(query)", fields), try client.request("GET", "?id=\(token)\(query)", fields),
                    try client.request("POST", "?id=\(token)\(query)", fields, body: "x"),
                    try client.request("DELETE", "?id=\(token)\(query)", fields), try client.upgrade("?id=\(token)\(query)", fields),
                    try client.upgrade("?x=1\(query)", fields),
                ]
                for reply in replies {
                    #expect(reply.status == 401 && reply.body.isEmpty)
                    #expect(reply["www-authenticate"] == challenge)
                }
            }
            let raw = try client.begin("POST", "/negotiate", [], body: "")
            #expect(raw.read(through: "\r\n") == "HTTP/1.1 401 Unauthorized\r\n")
            // None of that disturbed the connection.
            _ = try client.request("POST", "?id=\(token)", Self.bearer(good), body: "whoami")
            #expect(try client.request("GET", "?id=\(token)", Self.bearer(good)).text == "testuser")
        }
    }

    @Test("is told by the token of the query where browsers cannot send a header")
    func queryToken() async throws {
        try await ConnectionServer.run(try Self.options()) { _, client throws in
            let token = try Self.token("someone")
            let socket = try client.webSocket("?access_token=\(token)")
            socket.sendText("whoami")
            #expect(socket.readText() == "someone")
        }
    }

    @Test("is never told to a log, an access log or an observer of the gate by its token")
    func redaction() async throws {
        let seen = Mutex<[String]>([])
        let configure = { (server: inout Server, record: ConnectionServer.Record) in
            server.onResponse = { response in record.log.withLock { $0.append("\(response)") } }
            server.onGateDecision = { event in record.log.withLock { $0.append("\(event)") } }
        }
        try await ConnectionServer.run(try Self.options(), configure: configure) { server, client throws in
            _ = try client.negotiate("?negotiateVersion=1&access_token=SECRET-TOKEN", [("Origin", "http://evil.example")])
            _ = try client.upgrade("?access_token=SECRET-TOKEN", [("Origin", "http://evil.example")])
            _ = try client.negotiate("?access_token=SECRET-TOKEN", Self.bearer("SECRET-TOKEN"))
            _ = try client.request("GET", "?id=SECRET-ID&access_token=SECRET-TOKEN")
            let lines = server.record.log.withLock { $0 }
            seen.withLock { $0 = lines }
        }
        let lines = seen.withLock { $0 }
        #expect(lines.count > 4)
        #expect(!lines.contains { $0.contains("SECRET") })
    }

    @Test("does not change within a connection: another user's token is only told to the log, without either")
    func changedUser() async throws {
        try await ConnectionServer.run(try Self.options()) { server, client throws in
            let alice = Self.bearer(try Self.token("alice"))
            let token = try client.connect("?negotiateVersion=1", alice).token
            _ = try client.request("GET", "?id=\(token)", alice)
            _ = try client.request("POST", "?id=\(token)", alice, body: "whoami")
            #expect(try client.request("GET", "?id=\(token)", Self.bearer(try Self.token("bob"))).text == "alice")
            let events = server.record.log.withLock { $0 }
            #expect(events.contains { $0.contains("signalr-user-changed") && !$0.contains("bob") && !$0.contains(token) })
        }
    }

    @Test("is a policy's to say: known users that it does not let in are answered 403")
    func forbidden() async throws {
        let options = try Self.options { $0.authorization = .policy { user, _ in user["role"] == "a" && user.identifier == "admin" } }
        try await ConnectionServer.run(options) { _, client throws in
            #expect(try client.negotiate("", []).status == 401)
            let reply = try client.negotiate("", Self.bearer(try Self.token()))
            #expect(reply.status == 403 && reply.body.isEmpty)
            #expect(try client.negotiate("", Self.bearer(try Self.token("admin"))).status == 200)
        }
    }

    @Test("may be found out asynchronously, and left open")
    func asynchronous() async throws {
        let options = try Self.options {
            $0.authentication = .async { request in
                try await Task.sleep(for: .milliseconds(20))
                guard let name = request.cookie("session") else { return nil }
                if name == "bad" { throw ConnectionClient.Failed(what: "x") }
                return ClaimsPrincipal(claims: [Claim("sub", name)])
            }
            $0.authorization = .anyone
        }
        try await ConnectionServer.run(options) { _, client throws in
            for (cookie, name) in [
                ("session=bob", "bob"), ("a=b; session=\"carol\"; c=d", "carol"), ("session=bad", "nobody"), ("x=y", "nobody"),
            ] {
                let socket = try client.webSocket("", [("Cookie", cookie + "; testCookie=testValue")])
                socket.sendText("whoami")
                #expect(socket.readText() == name)
                socket.sendText("cookie")
                #expect(socket.readText() == "testValue")
            }
        }
    }

    @Test("is asked again in time: a connection closes when its user's token ends, unless a newer one came")
    func expiration() async throws {
        let options = try Self.options {
            $0.closeOnAuthenticationExpiration = true
            $0.disconnectTimeout = .milliseconds(400)
        }
        try await ConnectionServer.run(options) { server, client throws in
            let short = Self.bearer(try Self.token(in: 1))
            let socket = try client.webSocket("", short)
            let polling = try client.connect("?negotiateVersion=1", short).token
            _ = try client.request("GET", "?id=\(polling)", short)
            // The newer token of a later poll counts from then on.
            let poll = try client.begin("GET", "?id=\(polling)", Self.bearer(try Self.token(in: 60)))
            #expect(socket.readText() == "will close: authenticationExpired")
            #expect(socket.readFrame()?.closeCode == 1000)
            #expect(server.reasons == [.authenticationExpired])
            usleep(700_000)
            _ = try client.request("POST", "?id=\(polling)", Self.bearer(try Self.token(in: 60)), body: "alive")
            #expect(try poll.readReply().text == "alive")
        }
    }

    @Test("may be shown anew for an open connection, by the same user, before the token ends")
    func refresh() async throws {
        let options = try Self.options {
            $0.closeOnAuthenticationExpiration = true
            $0.enableAuthenticationRefresh = true
            $0.disconnectTimeout = .milliseconds(400)
        }
        try await ConnectionServer.run(options, loops: 3) { server, client throws in
            let short = Self.bearer(try Self.token(in: 1.6))
            let answer = try client.connect("?negotiateVersion=1", short)
            #expect((0...2).contains(answer.json["tokenLifetimeSeconds"] as? Int ?? -1))
            let socket = try client.webSocket("?id=\(answer.token)", short)
            let other = try client.webSocket("", short)
            func refresh(_ query: String, _ fields: [(String, String)]) throws -> (Int, String) {
                let reply = try client.request("POST", "/refresh" + query, fields, body: "")
                #expect(reply["content-type"] == "application/json")
                return (reply.status, reply.text.split(separator: "\"").dropFirst(3).first.map(String.init) ?? "")
            }
            #expect(try refresh("?id=\(answer.token)", []) == (401, "invalid_token"))
            #expect(try refresh("?id=\(answer.token)", Self.bearer(try Self.token("bob"))) == (401, "invalid_token"))
            let long = Self.bearer(try Self.token(in: 60))
            #expect(try refresh("", long) == (400, "missing_connection_token"))
            #expect(try refresh("?id=\(answer.id)", long) == (404, "connection_not_found"))
            #expect(try client.request("GET", "/refresh?id=\(answer.token)", long).status == 405)
            let reply = try client.request("POST", "/REFRESH?id=\(answer.token)", long, body: "")
            #expect(reply.status == 200)
            #expect(reply.text.hasPrefix("{\"tokenLifetimeSeconds\":"))
            #expect(other.readText() == "will close: authenticationExpired")
            socket.sendText("still here")
            #expect(socket.readText() == "still here")
        }
        try await ConnectionServer.run(try Self.options()) { _, client throws in
            #expect(try client.request("POST", "/refresh?id=x", Self.bearer(try Self.token()), body: "").status == 404)
        }
    }

    @Test("cannot be demanded of nobody: such options do not start")
    func faults() async throws {
        var options = SignalRConnectionOptions()
        options.authorization = .authenticated
        options.transports = []
        options.minimumProtocolVersion = 2
        let codes = ConnectionSettings(path: "hub", options: options).faults.map(\.code)
        #expect(codes == ["path-not-absolute", "transports-empty", "protocol-version-unknown", "authentication-missing"])
        var server = Server()
        server.connection("hub", options: options) { _ in }
        #expect(throws: ServerConfigurationError.self) { try server.start(port: 0) }
    }
}
