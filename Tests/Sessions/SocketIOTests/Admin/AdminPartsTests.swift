import Testing
import WayleaveJSON

@testable import WayleaveSocketIO

/// Sessions and redaction on their own.
@Suite struct AdminPartsTests {
    @Test("remembers so many logins for so long")
    func sessions() {
        var options = AdminOptions()
        options.maxSessions = 2
        options.sessionLifetime = .seconds(10)
        let sessions = AdminSessions(options)
        let now = ContinuousClock.now
        let first = sessions.make(now: now)
        let second = sessions.make(now: now)
        #expect(first != second && sessions.contains(first, now: now))
        let third = sessions.make(now: now.advanced(by: .seconds(5)))
        #expect(!sessions.contains(first, now: now), "the oldest makes room")
        #expect(sessions.contains(second, now: now.advanced(by: .seconds(9))))
        #expect(!sessions.contains(second, now: now.advanced(by: .seconds(10))))
        #expect(sessions.contains(third, now: now.advanced(by: .seconds(14))))
    }

    @Test(
        "hides what would let its reader act as the client",
        arguments: [
            "Cookie", "authorization", "Proxy-Authorization", "x-auth-token", "X-API-Key", "x-amz-security-token", "x-csrf-token",
            "cf-access-jwt-assertion", "x-forwarded-client-cert", "access_token", "sid", "key", "code", "x-house-badge",
        ])
    func hides(name: String) { #expect(Self.redaction.hides(name)) }

    @Test(
        "shows the rest",
        arguments: ["host", "user-agent", "origin", "sec-websocket-key", "x-forwarded-for", "transport", "EIO", "t", "room"])
    func shows(name: String) { #expect(!Self.redaction.hides(name)) }

    @Test("takes the query of a referrer, and the secrets of the address, with it")
    func addresses() {
        let shown = Self.redaction.handshake([
            "headers": ["referer": "https://app.example/page?token=1#x", "host": "h"], "query": ["token": "1", "a": "b"],
            "url": "/socket.io/?token=1&a=b", "auth": ["password": "1"], "secure": true,
        ])
        #expect(
            shown == [
                "headers": ["referer": "https://app.example/page", "host": "h"], "query": ["token": "(redacted)", "a": "b"],
                "url": "/socket.io/?token=(redacted)&a=b", "secure": true,
            ])
    }

    private static let redaction: AdminRedaction = {
        var options = AdminOptions()
        options.furtherRedactedNames = ["Badge"]
        return AdminRedaction(options)
    }()
}
