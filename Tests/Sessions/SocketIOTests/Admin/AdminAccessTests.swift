import TestClient
import Testing
import WayleaveJSON
import WayleaveServer
import WayleaveSocketIO

/// Who gets into the admin namespace.
@Suite struct AdminAccessTests {
    @Test("a server without authentication for its admin namespace does not start, nor with other nonsense; all faults are told at once")
    func faults() throws {
        func codes(_ change: (inout AdminOptions) -> Void) throws -> [String] {
            var options = AdminOptions()
            change(&options)
            do {
                _ = try Fixture { io, _ in io.instrument(options) }
                return []
            } catch let error as ServerConfigurationError { return error.faults.map(\.code) }
        }
        #expect(try codes { _ in } == ["admin-authentication"])
        #expect(try codes { $0.dangerouslyAllowAnyone = true } == [])
        #expect(
            try codes {
                $0.authentication = .password(username: "ada", password: "short")
                $0.dangerouslyAllowAnyone = true
                $0.namespaceName = "/"
                $0.statsInterval = .zero
                $0.maxSessions = 0
                $0.maxShownBytes = -1
            } == ["admin-authentication", "admin-password", "admin-namespace", "admin-interval", "admin-limit", "admin-limit"])
        #expect(throws: ServerConfigurationError.self) {
            try Fixture { io, _ in
                io.instrument(.forTests())
                io.instrument(.forTests())
            }
        }
    }

    @Test("lets in who knows the password, then with the session, and nobody else")
    func password() throws {
        let fixture = try Fixture { io, _ in io.instrument(.forTests()) }
        let page = try AdminPage(fixture)
        let first = try page.all(until: "config")
        #expect(first.map { $0.first?.string } == ["session", "config"])
        let session = try #require(first[0][1].string)
        #expect(session.utf8.count == 20)
        let again = try AdminPage(fixture, auth: #"{"sessionId":"\#(session)"}"#)
        #expect(try again.all(until: "config").count == 1, "no new session for one that is known")
        for auth in [
            "", "{}", #"{"sessionId":"\#(session)x"}"#, #"{"sessionId":null}"#, #"{"username":"ada","password":"correct horsf"}"#,
            #"{"username":"eve","password":"correct horse"}"#, #"{"username":"ada","password":""}"#, #"{"username":["ada"],"password":1}"#,
        ] {
            let stranger = try fixture.client()
            stranger.send("40/admin," + auth)
            #expect(stranger.read() == #"44/admin,{"message":"invalid credentials"}"#)
        }
    }

    @Test("asks closures with what was typed, or with the handshake; an error refuses")
    func closures() async throws {
        var options = AdminOptions.forTests()
        options.authentication = .check { username, password in
            if username == "broken" { throw CancellationError() }
            return username == "ada" && password == "checked"
        }
        let checking = try Fixture { [options] io, _ in io.instrument(options) }
        _ = try AdminPage(checking, auth: #"{"username":"ada","password":"checked"}"#).next("session")
        let broken = try checking.client()
        broken.send(#"40/admin,{"username":"broken","password":""}"#)
        #expect(broken.read() == #"44/admin,{"message":"not authorized"}"#)
        #expect(await checking.notes.wait(for: 1).count == 1)

        options.authentication = .handshake { $0.headers["x-test"] == "yes" && $0.auth["who"]?.string == "ada" }
        let shaking = try Fixture { [options] io, _ in io.instrument(options) }
        #expect(try AdminPage(shaking, auth: #"{"who":"ada"}"#).all(until: "config").count == 1)
        let stranger = try shaking.client()
        stranger.send("40/admin,")
        #expect(stranger.read() == #"44/admin,{"message":"invalid credentials"}"#)
    }

    @Test("examines only so many logins at a time")
    func manyLogins() throws {
        var options = AdminOptions.forTests()
        options.maxConcurrentLogins = 1
        let fixture = try Fixture { [options] io, _ in io.instrument(options) }
        let wrong = #"40/admin,{"username":"ada","password":"wrong"}"#
        let (first, second) = (try fixture.client(), try fixture.client())
        first.send(wrong)
        second.send(wrong)
        #expect(
            Set([first.read(), second.read()])
                == [#"44/admin,{"message":"too many logins at a time"}"#, #"44/admin,{"message":"invalid credentials"}"#])
    }

    @Test("serves everybody where that was said to be dangerous; without instrument there is no such namespace")
    func open() throws {
        var options = AdminOptions()
        options.dangerouslyAllowAnyone = true
        options.namespaceName = "watch"
        let fixture = try Fixture { [options] io, _ in io.instrument(options) }
        let client = try fixture.joined("/watch")
        #expect(client.read() == #"42/watch,["config",{"supportedFeatures":["AGGREGATED_EVENTS"]}]"#)
        let plain = try Fixture { _, _ in }.client()
        plain.send("40/admin,")
        #expect(plain.read() == #"44/admin,{"message":"Invalid namespace"}"#)
    }

    @Test("says that it is too late when the server has started")
    func late() async throws {
        let fixture = try Fixture { _, _ in }
        fixture.io.instrument(.forTests())
        #expect(await fixture.notes.wait(for: 1).first?.contains("call io.instrument before") == true)
    }
}
