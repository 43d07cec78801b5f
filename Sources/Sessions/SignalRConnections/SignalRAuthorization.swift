public import WayleaveServer

/// Who may connect to a path (ASP.NET Core's `[Authorize]`).
public enum SignalRAuthorization: Sendable {
    /// Everybody, known or not.
    case anyone
    /// Whoever was authenticated; others are answered 401.
    case authenticated
    /// Whoever was authenticated and passes; others are answered 401 and 403. Runs on the loop and must not block.
    case policy(@Sendable (ClaimsPrincipal, Request) -> Bool)

    /// The status that refuses; `nil` lets the request pass.
    func refusal(of user: ClaimsPrincipal?, _ request: Request) -> Int? {
        switch self {
        case .anyone: nil
        case .authenticated: user == nil ? 401 : nil
        case .policy(let allows): user.map { allows($0, request) ? nil : 403 } ?? 401
        }
    }
}
