/// Who a request or a connection speaks for, by the claims that were verified.
public struct ClaimsPrincipal: Sendable, Hashable {
    /// The claims, in order; a type may occur more than once.
    public var claims: [Claim]
    /// When what was verified expires, in seconds since 1970; `nil` for never.
    public var expiresAt: Double?

    /// Creates a principal.
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

    /// Whether a claim of .NET's role type, `role` or `roles` names that role.
    public func isInRole(_ role: String) -> Bool {
        claims.contains { $0.value == role && ($0.type == Self.role || $0.type == "role" || $0.type == "roles") }
    }

    /// The claim type by which .NET names a role.
    public static let role = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role"
}
