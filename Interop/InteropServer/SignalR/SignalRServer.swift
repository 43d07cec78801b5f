import Synchronization
import Wayleave

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The routes of the official functional tests, and of the Swift client's.
enum SignalRServer {
    static func mount(on server: inout Server, clientDirectory: String?) throws {
        if let clientDirectory { server.files("/lib", from: clientDirectory) }
        var options = SignalRHubOptions()
        options.enableDetailedErrors = true
        options.connection.negotiateHeaders = { cookies($0) }
        let hub = server.hub("/testhub", FunctionalTestHub.self, options: options)
        options.connection.transports = [.serverSentEvents, .longPolling]
        server.hub("/testhub-nowebsockets", FunctionalTestHub.self, options: options)
        options.connection.transports = Set(SignalRTransport.allCases)
        server.hub("/uncreatable", options: options) { () throws -> UncreatableHub in
            throw InvalidOperationException(
                "Unable to resolve service for type 'System.Object' while attempting to activate 'FunctionalTests.UncreatableHub'.")
        }
        try authorized(&server, options)

        var plain = SignalRHubOptions()
        plain.connection.allowStatefulReconnects = true
        plain.connection.negotiateHeaders = { cookies($0) }
        let test = server.hub("/test", ClientTestHub.self, options: plain)
        let groups = server.hub("/groups", GroupHub.self, options: plain)
        var echo = SignalRConnectionOptions()
        echo.negotiateHeaders = { cookies($0) }
        server.connection("/echo", options: echo) { connection in
            // The tests of `withCredentials: false` expect to be thrown out; pages' WebSockets always come with their cookies.
            guard connection.transport == .webSockets || connection.request.cookie("testCookie") != nil else {
                return connection.close()
            }
            connection.onReceive { connection.send($0) }
        }
        server.get("/counts") { _ in .json(Array("{\"connections\":\(test.connectionCount + groups.connectionCount)}".utf8)) }
        server.get("/deployment") { _ in .json(Array("{\"deployed\":true}".utf8)) }
        let redirects = RedirectCount()
        server.fallback { request in
            var response = try await answer(request, hub, redirects)
            if request.path.contains("/negotiate") { response.headers += cookies(request) }
            return response
        }
    }

    /// What every negotiate sets: two cookies, and one that has expired.
    private static func cookies(_ request: Request) -> [(String, String)] {
        let attributes = "; Path=/" + (request.isSecure ? "; Secure; SameSite=None; Partitioned" : "")
        return [
            ("Set-Cookie", "testCookie=testValue" + attributes), ("Set-Cookie", "testCookie2=testValue2" + attributes),
            ("Set-Cookie", "expiredCookie=doesntmatter; Expires=Thu, 01 Jan 1970 00:00:00 GMT" + attributes),
        ]
    }

    /// `/authorizedhub`, and where its tokens come from.
    private static func authorized(_ server: inout Server, _ options: SignalRHubOptions) throws {
        var random = SystemRandomNumberGenerator()
        let key = try JSONWebTokenKey.hs256(secret: (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) })
        var options = options
        options.connection.authentication = .jsonWebToken(JSONWebTokenVerifier(keys: [key]))
        options.connection.authorization = .policy { user, _ in user[ClaimsPrincipal.nameIdentifier] != nil }
        server.hub("/authorizedhub", AuthorizedHub.self, options: options)
        server.get("/generateJwtToken") { _ in
            let claims: JSONValue = [
                "iss": "SignalRTestServer", "aud": "SignalRTests", "exp": .number(JSONNumber(time(nil) + 5)),
                ClaimsPrincipal.nameIdentifier: "testuser",
            ]
            return .text(try key.sign(claims))
        }
    }

    /// What the tests ask for below prefixes.
    private static func answer(_ request: Request, _ hub: HubContext, _ redirects: RedirectCount) async throws -> Response {
        let path = request.path
        if path.hasPrefix("/echoredirect") {
            // The client's cookie jar wants a whole address.
            let origin = (request.isSecure ? "https://" : "http://") + (request.headers["host"] ?? "localhost")
            let target = origin + "/echo" + path.dropFirst("/echoredirect".count) + (request.query.isEmpty ? "" : "?" + request.query)
            return Response(status: .temporaryRedirect, headers: [("Location", target)])
        }
        if path.hasPrefix("/redirect") {
            let number = redirects.next()
            var answer = ["url": "\(request.queryValue("baseUrl") ?? "")/testHub?numRedirects=\(number)"]
            // Some clients take a redirect for one only if it brings a token.
            if let token = request.queryValue("accessToken") { answer["accessToken"] = token }
            return .json(try JSON.encode(answer))
        }
        if path.hasPrefix("/bad-negotiate") { return .text("Some response from server", status: .badRequest) }
        if path.hasPrefix("/clientresult/") {
            let id = String(path.dropFirst("/clientresult/".count))
            do {
                return .text("\(try await hub.clients.client(id).invoke("Result", as: Int.self, timeout: .seconds(30)))")
            } catch {
                return .text("\(error)")
            }
        }
        return .text("not found", status: .notFound)
    }
}

/// Counts the answers that send clients elsewhere.
private final class RedirectCount: Sendable {
    private let count = Atomic<Int>(0)
    func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
}
