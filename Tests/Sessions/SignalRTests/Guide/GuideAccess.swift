import CrossOrigin
import WayleaveJSONWebToken
import WayleaveServer
import WayleaveSignalR
import WayleaveSignalRConnections

final class AdminHub: Hub {
    func ban(user: String) { clients.user(user).send("Banned") }
    func whoAmI() -> String { context.userIdentifier ?? "nobody" }

    static func methods(_ table: inout HubMethods<AdminHub>) {
        table.add("WhoAmI", AdminHub.whoAmI)
        table.add("Ban", authorization: .claim("role", "admin"), AdminHub.ban)
    }
}

enum GuideAccess {
    static func tokens(_ server: inout Server, secret: [UInt8]) throws -> JSONWebTokenKey {
        // snippet: tokens
        let key = try JSONWebTokenKey.hs256(secret: secret)
        var verifier = JSONWebTokenVerifier(keys: [key])
        verifier.issuer = "https://login.example.com"
        verifier.audiences = ["chat"]
        var options = SignalRHubOptions()
        options.connection.authentication = .jsonWebToken(verifier)
        options.connection.authorization = .authenticated
        options.connection.closeOnAuthenticationExpiration = true
        options.connection.enableAuthenticationRefresh = true
        server.hub("/admin", AdminHub.self, options: options)
        // end
        return key
    }

    static func cookies() -> SignalRConnectionOptions {
        // snippet: cookies
        var options = SignalRConnectionOptions()
        options.authentication = .async { request in
            guard let session = request.cookie("session") else { return nil }
            return try await Sessions.find(session).map { name in
                ClaimsPrincipal(claims: [Claim("sub", name), Claim("role", "user")])
            }
        }
        options.authorization = .policy { user, request in user.isInRole("user") }
        // end
        return options
    }

    enum Sessions {
        static func find(_ session: String) async throws -> String? { session == "good" ? "ada" : nil }
    }

    static func keys(_ published: String) throws -> [JSONWebTokenKey] {
        // snippet: key set
        let keys = try JSONWebTokenKey.keySet(published)  // what the issuer serves below `jwks_uri`
        // end
        return keys
    }

    static func origins(_ server: inout Server) throws {
        // snippet: builder
        var options = SignalRHubOptions()
        options.connection.policy = try CORSPolicyBuilder()
            .withOrigins("https://app.example.com", "https://*.customers.example.com")
            .setIsOriginAllowedToAllowWildcardSubdomains()
            .withMethods("GET", "POST", "DELETE").allowAnyHeader().allowCredentials()
            .build()
        server.hub("/chat", ChatHub.self, options: options)
        // end
    }
}
