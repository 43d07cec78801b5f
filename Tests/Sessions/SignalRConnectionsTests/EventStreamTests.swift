import TestClient
import Testing
import WayleaveBytes

@testable import WayleaveSignalRConnections

@Suite("Connections over Server-Sent Events")
struct EventStreamTests {
    @Test("begin with a comment and send each message as one event, whose lines are lines of data")
    func exchange() async throws {
        try await ConnectionServer.run(loops: 3) { _, client throws in
            for _ in 0..<6 {
                let token = try client.connect().token
                let (stream, head) = try client.events(token)
                #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n"))
                for field in [
                    "Content-Type: text/event-stream", "Cache-Control: no-cache,no-store", "Pragma: no-cache", "Content-Encoding: identity",
                ] { #expect(head.contains(field + "\r\n"), "\(field)") }
                #expect(try stream.readChunk() == Array(":\r\n".utf8))
                #expect(try client.post(token, "hello").status == 200)
                #expect(try stream.readChunk() == Array("data: hello\r\n\r\n".utf8))
                #expect(try client.post(token, "two\r\nlines").status == 200)
                #expect(try stream.readChunk() == Array("data: two\r\ndata: lines\r\n\r\n".utf8))
            }
        }
    }

    @Test("end in order from this side, and when the client leaves")
    func end() async throws {
        try await ConnectionServer.run { server, client throws in
            let token = try client.connect().token
            let (stream, _) = try client.events(token)
            _ = try stream.readChunk()
            _ = try client.post(token, "bye")
            #expect(try stream.readChunk() == Array("data: last words\r\n\r\n".utf8))
            #expect(try stream.readChunk() == nil)
            // What crosses with the end is taken, or the client would take this answer for the reason.
            #expect(try client.post(token, "x").status == 200)
            #expect(try client.request("GET", "?id=\(token)").status == 404)
            do { _ = try client.events(try client.connect().token).client.readChunk() }
            #expect(server.eventually { server.reasons == [.closedHere, .closedByPeer] })
            #expect(server.connections.count == 0)
        }
    }

    @Test("are one at a time, and know neither DELETE nor other transports")
    func refusals() async throws {
        try await ConnectionServer.run { _, client throws in
            let token = try client.connect().token
            let (stream, _) = try client.events(token)
            _ = try stream.readChunk()
            #expect(try client.request("GET", "?id=\(token)", [("Accept", "text/html, Text/Event-Stream;q=0.5")]).status == 409)
            let delete = try client.request("DELETE", "?id=\(token)")
            #expect(delete.status == 400 && delete.text == "Cannot terminate this connection using the DELETE endpoint.")
            #expect(try client.poll(token).text == "Cannot change transports mid-connection")
            let missing = try client.request("GET", "", [("Accept", "text/event-stream")])
            #expect(missing.status == 400 && missing.text == "Connection ID required")
            _ = try client.post(token, "still here")
            #expect(try stream.readChunk() == Array("data: still here\r\n\r\n".utf8))
        }
    }

    @Test("of a client that does not read are dropped when too much waits")
    func slow() async throws {
        try await ConnectionServer.run { server, client throws in
            let token = try client.connect().token
            let (stream, _) = try client.events(token)
            _ = try client.post(token, "flood")
            #expect(server.eventually { server.reasons == [.tooSlow] })
            withExtendedLifetime(stream) {}
        }
    }

    @Test("hear of the stop of the server before the stream ends")
    func stop() async throws {
        var stream: RawClient?
        try await ConnectionServer.run { _, client throws in
            stream = try client.events(try client.connect().token).client
            _ = try stream?.readChunk()
        }
        #expect(try stream?.readChunk() == Array("data: will close: serverShuttingDown\r\n\r\n".utf8))
        #expect(try stream?.readChunk() == nil)
    }

    @Test(
        "frame whatever ends its lines",
        arguments: [
            ("a", "data: a\r\n\r\n"), ("a\nb", "data: a\r\ndata: b\r\n\r\n"), ("a\r\nb\r\n", "data: a\r\ndata: b\r\n\r\n"),
            ("\n", "data: \r\n\r\n"), ("a\u{1e}", "data: a\u{1e}\r\n\r\n"),
        ])
    func frames(payload: String, event: String) {
        var writer = ByteWriter()
        Array(payload.utf8).withUnsafeBytes { EventFrame.append($0, into: &writer) }
        #expect(String(decoding: writer.copyBytes(), as: UTF8.self) == event)
    }
}
