import Synchronization
import TestClient
import Testing
import WayleaveBytes
import WayleaveEngineIO
import WayleaveEventLoop
import WayleaveServer

extension WireTests {
    @Suite("Engine.IO options")
    struct Options {
        private static func judge(_ request: Request) -> RequestVerdict {
            request.headers["x-deny"] == nil ? .allow : .refuse("denied by \"policy\"")
        }

        @Test(
            "allowRequest refuses with 403 and code 4, on polling and on upgrades; later requests are not asked", arguments: [false, true])
        func allowRequest(isAsync: Bool) async throws {
            let asked = Mutex(0)
            let hook: AllowRequest =
                isAsync
                ? .async { request in
                    await Task.yield()
                    asked.withLock { $0 += 1 }
                    return Self.judge(request)
                }
                : .sync { request in
                    asked.withLock { $0 += 1 }
                    return Self.judge(request)
                }
            try await EngineServer.run(.suite { $0.allowRequest = hook }) { _, client in
                let refusal = try client.request("GET", "EIO=4&transport=polling", headers: [("X-Deny", "1")])
                #expect(refusal.status == 403)
                #expect(refusal.text == #"{"code":4,"message":"denied by \"policy\""}"#)
                do {
                    _ = try client.webSocket(headers: [("X-Deny", "1")])
                    Issue.record("accepted")
                } catch let refusal as EngineWebSocket.Refused {
                    #expect(refusal.status == 403)
                    #expect(refusal.text == "denied by \"policy\"")
                }
                let sid = try client.open()
                #expect(try client.request("POST", client.session(sid), body: Array("4a".utf8), headers: [("X-Deny", "1")]).text == "ok")
                _ = try client.webSocket()
            }
            #expect(asked.withLock { $0 } == 4)
        }

        @Test("transports that are not on offer are unknown; without upgrades none is announced or accepted")
        func transports() async throws {
            try await EngineServer.run(.suite { $0.transports = [.polling] }) { _, client in
                #expect(throws: EngineWebSocket.Refused.self) { try client.webSocket() }
                let handshake = try client.request("GET", "EIO=4&transport=polling").text
                #expect(handshake.contains(#""upgrades":[]"#))
            }
            try await EngineServer.run(.suite { $0.allowUpgrades = false }) { _, client in
                let sid = try client.open()
                #expect(throws: EngineWebSocket.Refused.self) { try client.webSocket(client.session(sid, transport: "websocket")) }
                _ = try client.webSocket()
            }
            try await EngineServer.run(.suite { $0.transports = [.webSocket] }) { _, client in
                let refusal = try client.request("GET", "EIO=4&transport=polling").text
                #expect(refusal == #"{"code":0,"message":"Transport unknown"}"#)
            }
        }

        @Test("ids come from the generator; malformed and taken ones refuse the handshake, as does what it throws")
        func generateID() async throws {
            struct NoID: Error {}
            let generate: @Sendable (Request) throws -> String = { request in
                guard request.queryValue("id") != "none" else { throw NoID() }
                return request.queryValue("id") ?? "fixed"
            }
            try await EngineServer.run(.suite { $0.generateID = generate }) { server, client in
                let names = Mutex<[String]>([])
                server.engine.onConnectionError { error in
                    names.withLock { $0.append("\(error.context.name?.rawValue ?? "") \(error.context.underlying is NoID)") }
                }
                let refusal = try client.request("GET", "EIO=4&transport=polling&id=none")
                #expect(refusal.status == 400)
                #expect(refusal.text == #"{"code":3,"message":"Bad request"}"#)
                #expect(throws: EngineWebSocket.Refused.self) { try client.webSocket("EIO=4&transport=websocket&id=none") }
                #expect(names.withLock { $0 } == ["ID_GENERATION_ERROR true", "ID_GENERATION_ERROR true"])
                let fixed = try client.open()
                #expect(fixed == "fixed")
                #expect(try client.request("GET", "EIO=4&transport=polling").status == 400)
                #expect(try client.request("GET", "EIO=4&transport=polling&id=a%22b").status == 400)
                #expect(try client.open("&id=other") == "other")
            }
        }

        @Test("ids do not repeat")
        func randomIDs() async throws {
            try await EngineServer.run { _, client in
                let ids = try (0..<50).map { _ in try client.open() }
                #expect(Set(ids).count == 50)
            }
        }

        @Test("stopping closes every session with a close packet or frame")
        func stop() async throws {
            var poll: RawClient?
            var socket: EngineWebSocket?
            try await EngineServer.run { server, client in
                poll = try client.beginGet(try client.open())
                socket = try client.webSocket()
                _ = socket?.receive()
                pause(milliseconds: 20)
                #expect(server.engine.directory.count == 2)
            }
            let answer = try #require(poll)
            #expect(try answer.readReply().text == "1")
            let frame = socket?.receive()
            #expect(frame == .close(1001))
        }

        @Test("a paused session withholds the answer to its POST until it resumes")
        func pausing() async throws {
            final class Pausing: EngineSessionHandler {
                let session: EngineSession
                init(_ session: EngineSession) { self.session = session }
                func received(text: RawSpan) {
                    session.pauseReading()
                    _ = session.loop.schedule(after: .milliseconds(100)) { [session] in session.resumeReading() }
                }
                func received(binary: RawSpan) {}
                func upgraded(to transport: String) {}
                func closed(_ reason: EngineCloseReason) {}
            }
            try await EngineServer.run(handler: Pausing.init) { _, client in
                let sid = try client.open()
                let start = ContinuousClock().now
                #expect(try client.post(sid, "4a").text == "ok")
                #expect(ContinuousClock().now - start > .milliseconds(90))
            }
        }

        @Test("one encoded message serves both transports; closed by the server, a session still delivers it")
        func sharedMessage() async throws {
            final class Greeting: EngineSessionHandler {
                init(_ session: EngineSession) {
                    session.send(Array("hi".utf8).withUnsafeBytes { .text($0) })
                    session.send([UInt8](1...3).withUnsafeBytes { .binary($0) })
                    session.close(.forcedServerClose)
                }
                func received(text: RawSpan) {}
                func received(binary: RawSpan) {}
                func upgraded(to transport: String) {}
                func closed(_ reason: EngineCloseReason) {}
            }
            try await EngineServer.run(handler: Greeting.init) { server, client in
                let socket = try client.webSocket()
                _ = socket.receive()
                #expect(socket.receive() == .text("4hi"))
                #expect(socket.receive() == .binary([1, 2, 3]))
                #expect(socket.receive() == .close(nil))
                let sid = try client.open()
                #expect(try client.get(sid).text == "4hi\u{1e}bAQID\u{1e}1")
                #expect(try client.get(sid).status == 400)
                #expect(server.engine.directory.count == 0)
            }
        }

        @Test("nothing of an ended session stays in memory, whatever carried it")
        func release() async throws {
            final class Life: Sendable {
                let began = Mutex(0)
                let ended = Mutex(0)
            }
            final class Tracked: EngineSessionHandler {
                let session: EngineSession
                let life: Life
                init(_ session: EngineSession, _ life: Life) {
                    self.session = session
                    self.life = life
                    life.began.withLock { $0 += 1 }
                }
                deinit { life.ended.withLock { $0 += 1 } }
                func received(text: RawSpan) { session.close(.forcedServerClose) }
                func received(binary: RawSpan) {}
                func upgraded(to transport: String) {}
                func closed(_ reason: EngineCloseReason) {}
            }
            let life = Life()
            let makeHandler: @Sendable (EngineSession) -> any EngineSessionHandler = { Tracked($0, life) }
            try await EngineServer.run(handler: makeHandler) { server, client in
                let polling = try client.open()
                _ = try client.post(polling, "4close me")
                #expect(try client.get(polling).text == "1")
                _ = try client.post(try client.open(), "1")
                let socket = try client.webSocket()
                socket.send("4close me")
                _ = try client.webSocket()
                let upgrading = try client.open()
                let candidate = try client.webSocket(client.session(upgrading, transport: "websocket"))
                candidate.send("2probe")
                #expect(candidate.receive() == .text("3probe"))
                candidate.send("5")
                candidate.send("1")
                #expect(candidate.receive() == .close(nil))
                #expect(life.began.withLock { $0 } == 5)
            }
            #expect(life.ended.withLock { $0 } == 5)
        }
    }
}
