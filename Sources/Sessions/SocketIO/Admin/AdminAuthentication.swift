import WayleaveJSON

/// Who may use the admin UI.
///
/// With ``password(username:password:)`` and ``check(_:)`` a page gets a session id, which it may connect with later instead.
public enum AdminAuthentication: Sendable {
    /// Whoever knows these; they are compared in constant time. The password needs at least 8 bytes. Keep it out of the source.
    case password(username: String, password: String)
    /// Asked with what was typed, for instance to compare with a hash; may await. What it throws refuses, and reaches ``SocketIO/onError(_:)``.
    case check(@Sendable (_ username: String, _ password: String) async throws -> Bool)
    /// Asked with the whole handshake each time, for instance for a cookie or a client certificate's name. No sessions are kept.
    case handshake(@Sendable (Handshake) async throws -> Bool)

    var keepsSessions: Bool { if case .handshake = self { false } else { true } }

    /// What was typed; `nil` if nothing was.
    static func typed(_ handshake: Handshake) -> (username: String, password: String)? {
        guard let username = handshake.auth["username"]?.string, let password = handshake.auth["password"]?.string else { return nil }
        return (username, password)
    }

    func allows(_ handshake: Handshake) async throws -> Bool {
        if case .handshake(let allows) = self { return try await allows(handshake) }
        guard let typed = Self.typed(handshake) else { return false }
        switch self {
        case .password(let username, let password):
            let isUser = Self.isEqual(typed.username, username)
            return Self.isEqual(typed.password, password) && isUser
        case .check(let check): return try await check(typed.username, typed.password)
        case .handshake: return false
        }
    }

    /// Compares in a time that depends on what was typed alone.
    private static func isEqual(_ typed: String, _ expected: String) -> Bool {
        let (typed, expected) = (Array(typed.utf8), Array(expected.utf8))
        guard !expected.isEmpty else { return false }
        var difference: UInt8 = typed.count == expected.count ? 0 : 1
        for index in typed.indices { difference |= typed[index] ^ expected[index % expected.count] }
        return difference == 0
    }
}
