public import WayleaveJSON

/// A token that was verified.
public struct JSONWebToken: Sendable {
    /// The name of the key that signed it, as its header says; `nil` without one.
    public let keyID: String?
    /// Its claims, in order.
    public let claims: JSONObject
    /// Whom it is about (`sub`).
    public var subject: String? { claims["sub"]?.string }
    /// Who issued it (`iss`).
    public var issuer: String? { claims["iss"]?.string }
    /// When it ends (`exp`), in seconds since 1970, without the clock skew.
    public let expiresAt: Double?

    /// Whom it is for (`aud`).
    public var audience: [String] {
        guard let audience = claims["aud"] else { return [] }
        return audience.string.map { [$0] } ?? (audience.array ?? []).compactMap(\.string)
    }
}
