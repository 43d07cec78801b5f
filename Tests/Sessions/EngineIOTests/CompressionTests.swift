import Synchronization
import TestClient
import Testing
import WayleaveEngineIO
import WayleaveServer

extension WireTests {
    @Suite("Engine.IO compression")
    struct Compression {
        private static let long = String(repeating: "hello ", count: 300)

        /// Echoes; what begins with `!` must not be compressed.
        private final class Careful: EngineSessionHandler {
            let session: EngineSession
            init(_ session: EngineSession) { self.session = session }
            func received(text: RawSpan) {
                text.withUnsafeBytes { session.send(text: $0, compress: $0.first != UInt8(ascii: "!")) }
            }
            func received(binary: RawSpan) { binary.withUnsafeBytes { session.send(binary: $0, compress: $0.first != 0) } }
            func upgraded(to transport: String) {}
            func closed(_ reason: EngineCloseReason) {}
        }

        private func poll(_ client: EngineClient, _ sid: String, accepting: String? = "gzip, deflate") throws -> HTTPReply {
            try client.request("GET", client.session(sid), headers: accepting.map { [("Accept-Encoding", $0)] } ?? [])
        }

        @Test("polls are compressed from 1,024 bytes on, as the client accepts it")
        func polls() async throws {
            try await EngineServer.run { _, client in
                let sid = try client.open()
                for (accepting, coding) in [("gzip, deflate", "gzip"), ("deflate", "deflate")] {
                    _ = try client.post(sid, "4" + Self.long)
                    let reply = try poll(client, sid, accepting: accepting)
                    #expect(reply["content-encoding"] == coding)
                    #expect(reply["content-type"] == "text/plain; charset=UTF-8")
                    #expect(reply.body.count < 200)
                    #expect(try ClientDeflate.body(reply.body, gzip: coding == "gzip") == Array(("4" + Self.long).utf8))
                }
                for (message, accepting) in [(Self.long, nil), (Self.long, "identity"), ("short", "gzip")] as [(String, String?)] {
                    _ = try client.post(sid, "4" + message)
                    let reply = try poll(client, sid, accepting: accepting)
                    #expect(reply["content-encoding"] == nil)
                    #expect(reply.text == "4" + message)
                }
            }
        }

        @Test("the threshold can be set, and compression be switched off")
        func settings() async throws {
            try await EngineServer.run(.suite { $0.httpCompression?.threshold = 0 }) { _, client in
                let sid = try client.open()
                _ = try client.post(sid, "4aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
                #expect(try poll(client, sid)["content-encoding"] == "gzip")
            }
            try await EngineServer.run(.suite { $0.httpCompression = nil }) { _, client in
                let sid = try client.open()
                _ = try client.post(sid, "4" + Self.long)
                let reply = try poll(client, sid)
                #expect(reply["content-encoding"] == nil)
                #expect(reply.text == "4" + Self.long)
            }
        }

        @Test("a message that must not be compressed keeps the whole response from being so")
        func perMessage() async throws {
            try await EngineServer.run(handler: Careful.init) { _, client in
                let sid = try client.open()
                _ = try client.post(sid, "4!" + Self.long)
                #expect(try poll(client, sid)["content-encoding"] == nil)
                _ = try client.post(sid, "4!secret\u{1e}4" + Self.long)
                #expect(try poll(client, sid)["content-encoding"] == nil)
                _ = try client.post(sid, "4" + Self.long)
                #expect(try poll(client, sid)["content-encoding"] == "gzip")
            }
        }

        @Test("WebSocket messages are compressed where both sides agreed, but those that must not be")
        func webSocket() async throws {
            let long = Self.long
            try await EngineServer.run(.suite { $0.perMessageDeflate = WebSocketCompression() }, handler: Careful.init) { _, client in
                let raw = try RawClient(port: client.port)
                let reply = try raw.upgrade(
                    client.path + "?EIO=4&transport=websocket", [("Sec-WebSocket-Extensions", "permessage-deflate")])
                #expect(reply["sec-websocket-extensions"]?.hasPrefix("permessage-deflate") == true)
                _ = raw.readFrame()
                let deflate = ClientDeflate()
                func echo(_ text: String) throws -> (isCompressed: Bool, text: String) {
                    raw.sendText(text)
                    let frame = try #require(raw.readFrame())
                    guard frame.isCompressed else { return (false, frame.text) }
                    return (true, String(decoding: try deflate.decompress(frame.payload, keep: false), as: UTF8.self))
                }
                #expect(try echo("4" + long) == (true, "4" + long))
                #expect(try echo("4!" + long) == (false, "4!" + long))
                #expect(try echo("4short") == (false, "4short"))
            }
        }

        @Test("it is not offered by default")
        func notOffered() async throws {
            try await EngineServer.run { _, client in
                let reply = try client.upgrade(headers: [("Sec-WebSocket-Extensions", "permessage-deflate")])
                #expect(reply.status == 101)
                #expect(reply["sec-websocket-extensions"] == nil)
            }
        }
    }
}
