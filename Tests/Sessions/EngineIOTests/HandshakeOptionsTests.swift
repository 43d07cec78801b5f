import CrossOrigin
import TestClient
import Testing
import WayleaveEngineIO
import WayleaveServer

extension WireTests {
    @Suite("Engine.IO handshake options")
    struct HandshakeOptions {
        /// The cookie of a handshake, with the session's id as `ID`.
        private func cookie(_ change: (inout EngineCookie) -> Void) async throws -> String? {
            var cookie = EngineCookie()
            change(&cookie)
            var seen: String?
            try await EngineServer.run(.suite { [cookie] in $0.cookie = cookie }) { _, client in
                let handshake = try client.request("GET", "EIO=4&transport=polling")
                let sid = EngineClient.sid(of: handshake.text)
                seen = handshake["set-cookie"]?.split(separator: sid).joined(separator: "ID")
                #expect(try client.post(sid, "4a")["set-cookie"] == nil)
                #expect(try client.get(sid)["set-cookie"] == nil)
                #expect(try client.upgrade()["set-cookie"] == nil)
            }
            return seen
        }

        @Test("a cookie with the session's id comes with a polling handshake, once, with the attributes that were asked for")
        func cookies() async throws {
            #expect(try await cookie { _ in } == "io=ID; Path=/; HttpOnly; SameSite=Lax")
            #expect(try await cookie { $0.name = "woot" } == "woot=ID; Path=/; HttpOnly; SameSite=Lax")
            #expect(try await cookie { $0.path = "/custom" } == "io=ID; Path=/custom; HttpOnly; SameSite=Lax")
            #expect(try await cookie { $0.path = nil } == "io=ID; HttpOnly; SameSite=Lax")
            #expect(try await cookie { $0.httpOnly = false } == "io=ID; Path=/; SameSite=Lax")
            #expect(try await cookie { $0.sameSite = .strict } == "io=ID; Path=/; HttpOnly; SameSite=Strict")
            #expect(try await cookie { $0.sameSite = nil } == "io=ID; Path=/; HttpOnly")
            let all = try await cookie {
                $0.secure = true
                $0.maxAge = .seconds(3600)
                $0.domain = "example.com"
                $0.sameSite = CredentialsCookie.SameSite.none
                $0.partitioned = true
            }
            #expect(all == "io=ID; Max-Age=3600; Domain=example.com; Path=/; HttpOnly; Secure; Partitioned; SameSite=None")
        }

        @Test("without the option there is no cookie")
        func noCookie() async throws {
            try await EngineServer.run { _, client in
                let handshake = try client.request("GET", "EIO=4&transport=polling")
                #expect(handshake["set-cookie"] == nil)
            }
        }

        @Test("what browsers would drop, and a server without transports, are faults before the start, all at once")
        func faults() throws {
            var options = EngineIOOptions()
            options.transports = []
            options.cookie = EngineCookie()
            options.cookie?.name = "i o"
            options.cookie?.sameSite = CredentialsCookie.SameSite.none
            let engine = EngineIO(options: options) { EchoHandler($0, EngineServer.Record()) }
            #expect(engine.faults.map(\.code).sorted() == ["cookie-name-invalid", "cookie-same-site-none-insecure", "transports-empty"])
        }

        @Test("an initial packet follows the handshake: in the same response, and as the next frame")
        func initialPacket() async throws {
            try await EngineServer.run(.suite { $0.initialPacket = .text("faster!") }) { _, client in
                let handshake = try client.request("GET", "EIO=4&transport=polling").text
                #expect(handshake.hasPrefix("0{") && handshake.hasSuffix("}\u{1e}4faster!"))
                let socket = try client.webSocket()
                _ = socket.receive()
                #expect(socket.receive() == .text("4faster!"))
            }
            try await EngineServer.run(.suite { $0.initialPacket = .binary([1, 2, 3]) }) { _, client in
                #expect(try client.request("GET", "EIO=4&transport=polling").text.hasSuffix("}\u{1e}bAQID"))
                let socket = try client.webSocket()
                _ = socket.receive()
                #expect(socket.receive() == .binary([1, 2, 3]))
            }
        }

        @Test("the path has a slash at its end, unless it was to have none; then it is served either way, and nothing else is")
        func trailingSlash() async throws {
            try await EngineServer.run { _, client in
                var bare = client
                bare.path = "/engine.io"
                let reply = try bare.request("GET", "EIO=4&transport=polling")
                #expect(reply.status == 404)
            }
            try await EngineServer.run(.suite { $0.addTrailingSlash = false }) { _, client in
                var bare = client
                bare.path = "/engine.io"
                let sid = try bare.open()
                #expect(try bare.post(sid, "4a").text == "ok")
                #expect(try client.get(sid).text == "4a")
                let socket = try bare.webSocket()
                _ = socket.receive()
                socket.send("4b")
                #expect(socket.receiveMessage() == .text("4b"))
                bare.path = "/engine.iod"
                #expect(try bare.request("GET", "EIO=4&transport=polling").status == 404)
            }
        }

        @Test("query parameters of the application reach whoever handles the session")
        func queryData() async throws {
            final class Answering: EngineSessionHandler {
                init(_ session: EngineSession) {
                    let values = ["transport", "a"].map { session.handshakeRequest.queryValue($0) ?? "" }
                    session.send(Array(values.joined(separator: " ").utf8).withUnsafeBytes { .text($0) })
                }
                func received(text: RawSpan) {}
                func received(binary: RawSpan) {}
                func upgraded(to transport: String) {}
                func closed(_ reason: EngineCloseReason) {}
            }
            try await EngineServer.run(handler: Answering.init) { _, client in
                let sid = try client.open("&a=b%20c")
                #expect(try client.get(sid).text == "4polling b c")
            }
        }

        @Test("responses are not kept by caches; Internet Explorer's filter is told to stay away")
        func fields() async throws {
            try await EngineServer.run { _, client in
                let handshake = try client.request("GET", "EIO=4&transport=polling")
                #expect(handshake["cache-control"] == "no-store")
                #expect(handshake["content-type"] == "text/plain; charset=UTF-8")
                #expect(handshake["x-xss-protection"] == nil)
                let agents = [
                    "Mozilla/4.0 (compatible;MSIE 8.0; Windows NT 6.1)", "Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko",
                ]
                for agent in agents {
                    let old = try client.request("GET", "EIO=4&transport=polling", headers: [("User-Agent", agent)])
                    #expect(old["x-xss-protection"] == "0")
                    let sid = EngineClient.sid(of: old.text)
                    #expect(try client.post(sid, "4a")["x-xss-protection"] == "0")
                }
            }
        }
    }
}
