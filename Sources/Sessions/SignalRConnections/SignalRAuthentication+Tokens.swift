internal import WayleaveJSON
public import WayleaveJSONWebToken

extension SignalRAuthentication {
    /// Takes the users that a request's bearer token tells of, once `verifier` has verified it.
    ///
    /// ```swift
    /// let key = try JSONWebTokenKey.hs256(secret: secret)
    /// options.authentication = .jsonWebToken(JSONWebTokenVerifier(keys: [key]))
    /// options.authorization = .authenticated
    /// ```
    public static func jsonWebToken(_ verifier: JSONWebTokenVerifier) -> SignalRAuthentication {
        .sync { request in
            guard let token = request.bearerToken else { return nil }
            return ClaimsPrincipal(try verifier.verify(token))
        }
    }
}

extension ClaimsPrincipal {
    /// The claims of a verified token: one of each text, number and truth value, and one of each element of a list of them (`roles`, say).
    public init(_ token: JSONWebToken) {
        self.init(expiresAt: token.expiresAt)
        for member in token.claims.members {
            for value in member.value.array ?? [member.value] {
                if let text = value.string ?? value.bool.map({ $0 ? "true" : "false" }) {
                    claims.append(Claim(member.name, text))
                } else if case .number(let number) = value {
                    claims.append(Claim(member.name, number.text))
                }
            }
        }
    }
}
