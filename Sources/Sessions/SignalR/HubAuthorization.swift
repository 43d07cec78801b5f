import WayleaveSignalRConnections

/// Who may call a method (ASP.NET Core's `[Authorize]` on it). Who may connect at all is for ``SignalRConnectionOptions/authorization``.
public struct HubAuthorization: Sendable {
    let allows: @Sendable (HubCallerContext) -> Bool

    /// Whoever passes; runs on the loop and must not block.
    public init(_ allows: @escaping @Sendable (HubCallerContext) -> Bool) { self.allows = allows }

    /// Whoever was authenticated.
    public static let authenticated = HubAuthorization { $0.user != nil }

    /// Whoever has this claim, with this value unless that is `nil`.
    public static func claim(_ type: String, _ value: String? = nil) -> HubAuthorization {
        HubAuthorization { context in
            context.user?.claims.contains { $0.type == type && (value == nil || $0.value == value) } ?? false
        }
    }
}
