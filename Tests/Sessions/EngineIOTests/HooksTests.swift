import Synchronization
import TestClient
import Testing
import WayleaveEngineIO
import WayleaveHTTPWire
import WayleaveServer

extension WireTests {
    @Suite("Engine.IO hooks")
    struct Hooks {
        @Test("initial headers come once, headers with every answer, over polling and with the 101; hooks see the engine's own fields")
        func headers() async throws {
            try await EngineServer.run { server, client in
                server.engine.onInitialHeaders { headers, _ in headers.append(("x-initial", "1")) }
                server.engine.onHeaders { headers, request in
                    headers.append(("x-every", "\(request.queryValue("transport") ?? "") \(headers.count)"))
                }
                let handshake = try client.request("GET", "EIO=4&transport=polling")
                #expect(handshake["x-initial"] == "1")
                #expect(handshake["x-every"] == "polling 3")
                let sid = EngineClient.sid(of: handshake.text)
                for response in [try client.post(sid, "4a"), try client.get(sid), try client.get("nope")] {
                    #expect(response["x-initial"] == nil)
                    #expect(response["x-every"] != nil)
                }
                let upgrade = try client.upgrade(client.session(sid, transport: "websocket"))
                #expect(upgrade.status == 101)
                #expect(upgrade["x-initial"] == nil)
                #expect(upgrade["x-every"] == "websocket 0")
                let direct = try client.upgrade()
                #expect(direct["x-initial"] == "1")
                #expect(direct["x-every"] == "websocket 1")
            }
        }

        @Test("the operator hears of every refusal: its code, the reference's name for it, and a context the client is not told")
        func connectionErrors() async throws {
            let errors = Mutex<[EngineConnectionError]>([])
            let judge: AllowRequest = .sync { $0.headers["x-deny"] == nil ? .allow : .refuse("denied") }
            try await EngineServer.run(.suite { $0.allowRequest = judge }) { server, client in
                server.engine.onConnectionError { error in errors.withLock { $0.append(error) } }
                func expect(_ codes: [Int], _ names: [String?] = [nil], _ refuse: () throws -> HTTPReply) throws {
                    let reply = try refuse()
                    let heard = errors.withLock { heard in
                        defer { heard = [] }
                        return heard
                    }
                    #expect(heard.map(\.code.rawValue) == codes)
                    #expect(heard.map(\.context.name?.rawValue) == names)
                    for error in heard {
                        #expect(reply.text.contains(error.message))
                        #expect(!error.context.description.isEmpty && !reply.text.contains(error.context.description))
                        #expect(error.request.path == "/engine.io/")
                    }
                }
                for transport in ["nope", "constructor", "__proto__", "webtransport", ""] {
                    try expect([0]) { try client.request("GET", "EIO=4&transport=\(transport)") }
                }
                try expect([0]) { try client.upgrade("EIO=4&transport=__proto__") }
                try expect([1]) { try client.get("nope") }
                try expect([2]) { try client.request("POST", "EIO=4&transport=polling", body: []) }
                try expect([3], ["TRANSPORT_HANDSHAKE_ERROR"]) { try client.request("GET", "EIO=4&transport=websocket") }
                try expect([3], ["TRANSPORT_HANDSHAKE_ERROR"]) { try client.upgrade("EIO=4&transport=polling") }
                try expect([4]) { try client.request("GET", "EIO=4&transport=polling", headers: [("x-deny", "1")]) }
                try expect([4]) { try client.upgrade(headers: [("x-deny", "1")]) }
                for version in ["EIO=3&", "EIO=&", "EIO=5&", ""] {
                    try expect([5]) { try client.request("GET", version + "transport=polling") }
                }
                try expect([5]) { try client.upgrade("EIO=3&transport=websocket") }
                let sid = try client.open()
                try expect([3], ["TRANSPORT_MISMATCH"]) { try client.request("GET", client.session(sid, transport: "websocket")) }
                try expect([3], ["TRANSPORT_MISMATCH"]) { try client.upgrade(client.session(sid)) }
                let socket = try client.webSocket()
                guard case .text(let open) = socket.receive() else { throw EngineClient.Failed(operation: "open") }
                try expect([3], ["TRANSPORT_MISMATCH"]) { try client.get(EngineClient.sid(of: open)) }
            }
        }

        @Test("an Origin that cannot be a field is refused before any of it")
        func invalidOrigin() async throws {
            try await EngineServer.run { server, client in
                let reply = try client.request("GET", "EIO=4&transport=polling", headers: [("Origin", "http://a\u{7F}b")])
                #expect(reply.status == 400)
                #expect(server.engine.clientsCount == 0)
            }
        }

        @Test("middleware sees each request in order, adds fields to any answer, or answers itself", arguments: [false, true])
        func middleware(isAsync: Bool) async throws {
            let seen = Mutex<[String]>([])
            try await EngineServer.run { server, client in
                let engine = server.engine
                engine.use { passage in
                    seen.withLock { $0.append("\(passage.request.method.rawValue) \(passage.request.queryValue("transport") ?? "")") }
                    passage.headers.append(("x-first", "1"))
                }
                if isAsync {
                    engine.use { passage in
                        await Task.yield()
                        passage.headers.append(("x-second", "\(passage.headers.count)"))
                    }
                } else {
                    engine.use { passage in passage.headers.append(("x-second", "\(passage.headers.count)")) }
                }
                engine.use { passage in
                    if passage.request.queryValue("teapot") != nil { passage.response = .text("no coffee", status: HTTPStatus(418)) }
                }
                engine.use { passage in seen.withLock { $0.append(passage.request.queryValue("teapot") ?? "through") } }

                let handshake = try client.request("GET", "EIO=4&transport=polling")
                let sid = EngineClient.sid(of: handshake.text)
                let poll = try client.beginGet(sid)
                let post = try client.post(sid, "4a")
                let refusal = try client.get("nope")
                for reply in [handshake, post, try poll.readReply(), refusal, try client.upgrade()] {
                    #expect(reply["x-first"] == "1")
                    #expect(reply["x-second"] == "1")
                }
                let answered = [
                    try client.request("GET", "EIO=4&transport=polling&teapot=1"), try client.upgrade("EIO=4&transport=websocket&teapot=1"),
                ]
                for reply in answered {
                    #expect(reply.status == 418)
                    #expect(reply.text == "no coffee")
                    #expect(reply["x-first"] == "1")
                }
                // The WebSocket has gone, and what middleware answered began nothing.
                #expect(server.eventually { server.engine.clientsCount == 1 })
            }
            #expect(
                seen.withLock { $0.filter { $0 != "through" } }.sorted()
                    == ["GET polling", "GET polling", "GET polling", "GET polling", "GET websocket", "GET websocket", "POST polling"])
        }

        @Test("middleware that throws refuses with code 3, whatever the transport", arguments: [false, true])
        func middlewareFailure(isAsync: Bool) async throws {
            struct Fault: Error {}
            let errors = Mutex<[EngineConnectionError]>([])
            try await EngineServer.run { server, client in
                if isAsync {
                    server.engine.use { _ in
                        await Task.yield()
                        throw Fault()
                    }
                } else {
                    server.engine.use { _ in throw Fault() }
                }
                server.engine.onConnectionError { error in errors.withLock { $0.append(error) } }
                let refusal = try client.request("GET", "EIO=4&transport=polling")
                #expect(refusal.status == 400)
                #expect(refusal.text == #"{"code":3,"message":"Bad request"}"#)
                let upgrade = try client.upgrade()
                #expect(upgrade.status == 400)
                #expect(upgrade.text == "Bad request")
            }
            #expect(errors.withLock { $0.map(\.context.name) } == [.middlewareFailure, .middlewareFailure])
            #expect(errors.withLock { $0.allSatisfy { $0.context.underlying is Fault } })
        }

        @Test("a client that leaves while middleware waits leaves nothing behind, and its session goes on")
        func abandonedMiddleware() async throws {
            try await EngineServer.run(.suite { $0.pingInterval = .seconds(5) }) { server, client in
                server.engine.use { passage in
                    if passage.request.queryValue("slow") != nil { try await Task.sleep(for: .milliseconds(50)) }
                }
                let sid = try client.open()
                _ = try client.begin("GET", client.session(sid) + "&slow=1")
                _ = try client.begin("GET", "EIO=4&transport=polling&slow=1")
                pause(milliseconds: 100)
                #expect(try client.post(sid, "4a").text == "ok")
                #expect(try client.get(sid).text == "4a")
                #expect(server.engine.clientsCount == 1)
            }
        }

        @Test("the body's limit holds with middleware too")
        func limitWithMiddleware() async throws {
            try await EngineServer.run(.suite { $0.maxHttpBufferSize = 100 }) { server, client in
                server.engine.use { _ in }
                let sid = try client.open()
                #expect(try client.post(sid, "4" + String(repeating: "a", count: 100)).status == 413)
            }
        }
    }
}
