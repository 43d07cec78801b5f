/// Who a request or a connection speaks for, by the claims that were verified.
public struct ClaimsPrincipal: Sendable, Hashable {
    public var claims: [Claim]
    /// When what was verified expires, in seconds since 1970; `nil` for never.
    public var expiresAt: Double?

    public init(claims: [Claim] = [], expiresAt: Double? = nil) {
        self.claims = claims
        self.expiresAt = expiresAt
    }

    /// The value of the first claim of that type.
    public subscript(type: String) -> String? { claims.first { $0.type == type }?.value }

    /// The claim type by which .NET names a user.
    public static let nameIdentifier = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier"

    /// The user's id: .NET's name-identifier claim, else `sub`; `nil` without either.
    public var identifier: String? { self[Self.nameIdentifier] ?? self["sub"] }
}
