import Synchronization
import Wayleave

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The routes of the official functional tests, and of the Swift client's.
enum SignalRServer {
    static func mount(on server: inout Server) throws {
        var options = SignalRHubOptions()
        options.enableDetailedErrors = true
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
        server.hub("/test", ClientTestHub.self, options: plain)
        server.connection("/echo") { connection in connection.onReceive { connection.send($0) } }
        server.get("/deployment") { _ in .json(Array("{\"deployed\":true}".utf8)) }
        let redirects = RedirectCount()
        server.fallback { request in try await answer(request, hub, redirects) }
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
            let target = "/echo" + path.dropFirst("/echoredirect".count) + (request.query.isEmpty ? "" : "?" + request.query)
            return Response(status: .temporaryRedirect, headers: [("Location", target)])
        }
        if path.hasPrefix("/redirect") {
            let number = redirects.next()
            let answer = ["url": "\(request.queryValue("baseUrl") ?? "")/testHub?numRedirects=\(number)"]
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
