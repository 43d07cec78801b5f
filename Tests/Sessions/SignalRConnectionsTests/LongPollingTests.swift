import TestClient
import Testing

@testable import WayleaveSignalRConnections

@Suite("Connections by long polling")
struct LongPollingTests {
    private func expectNoCache(_ reply: HTTPReply, _ location: SourceLocation = #_sourceLocation) {
        #expect(reply["cache-control"] == "no-cache, no-store", sourceLocation: location)
        #expect(reply["pragma"] == "no-cache", sourceLocation: location)
        #expect(reply["expires"] == "Thu, 01 Jan 1970 00:00:00 GMT", sourceLocation: location)
    }

    @Test("answer the first poll at once, and later ones with everything that was sent")
    func exchange() async throws {
        try await ConnectionServer.run(loops: 3) { _, client throws in
            for _ in 0..<6 {
                let token = try client.connect().token
                let first = try client.poll(token)
                #expect(first.status == 200 && first.body.isEmpty)
                #expect(first["content-type"] == "application/octet-stream")
                #expect(first["content-length"] == "0")
                expectNoCache(first)
                let post = try client.post(token, "one")
                #expect(post.status == 200 && post.body.isEmpty)
                #expect(post["content-type"] == "text/plain")
                #expect(try client.post(token, "two").status == 200)
                let second = try client.poll(token)
                #expect(second.text == "onetwo")
                #expect(second["content-type"] == "application/octet-stream")
                expectNoCache(second)
                let waiting = try client.beginPoll(token)
                #expect(try client.post(token, "three").status == 200)
                #expect(try waiting.readReply().text == "three")
            }
        }
    }

    @Test("end an older poll with 204 when a newer one comes")
    func newerPoll() async throws {
        try await ConnectionServer.run { server, client throws in
            let token = try client.beginPolling()
            let older = try client.beginPoll(token)
            // The one that was sent first need not be read first.
            #expect(server.eventually { server.connections.hasPoll })
            let newer = try client.beginPoll(token)
            let reply = try older.readReply()
            #expect(reply.status == 204)
            expectNoCache(reply)
            _ = try client.post(token, "for the newer one")
            #expect(try newer.readReply().text == "for the newer one")
        }
    }

    @Test("answer a poll without anything after the poll time-out, and are dropped when none comes again")
    func timeouts() async throws {
        var options = SignalRConnectionOptions()
        options.longPolling.pollTimeout = .milliseconds(150)
        options.disconnectTimeout = .milliseconds(300)
        try await ConnectionServer.run(options) { server, client throws in
            let token = try client.beginPolling()
            let reply = try client.poll(token)
            #expect(reply.status == 200 && reply.body.isEmpty)
            #expect(reply["content-type"] == "text/plain")
            expectNoCache(reply)
            #expect(server.eventually { server.reasons.count == 1 })
            #expect(server.reasons == [.connectionLost("no poll came within the disconnect time-out")])
            let gone = try client.poll(token)
            #expect(gone.status == 404 && gone.text == "No Connection with that ID")
            expectNoCache(gone)
        }
    }

    @Test("deliver what was sent before the end, then answer 204, then are gone")
    func end() async throws {
        try await ConnectionServer.run { server, client throws in
            let token = try client.beginPolling()
            _ = try client.post(token, "bye")
            #expect(server.eventually { server.reasons == [.closedHere] })
            // What a client sends meanwhile goes nowhere, as with the official server.
            #expect(try client.post(token, "too late").status == 200)
            #expect(try client.poll(token).text == "last words")
            let last = try client.poll(token)
            #expect(last.status == 204)
            expectNoCache(last)
            #expect(try client.poll(token).status == 404)
            #expect(try client.post(token, "x").status == 404)
            #expect(server.connections.count == 0)
        }
    }

    @Test("are ended by DELETE, which is answered 202 and ends the pending poll with 204")
    func deletion() async throws {
        try await ConnectionServer.run { server, client throws in
            let token = try client.beginPolling()
            let poll = try client.beginPoll(token)
            #expect(server.eventually { server.connections.hasPoll })
            let reply = try client.request("DELETE", "?id=\(token)")
            #expect(reply.status == 202 && reply["content-type"] == "text/plain")
            #expect(try poll.readReply().status == 204)
            #expect(server.eventually { server.reasons == [.closedByPeer] })
            #expect(try client.request("DELETE", "?id=\(token)").status == 404)
        }
    }

    @Test("let POSTs wait in order while the application takes no more, as many as there is room for")
    func backpressure() async throws {
        var options = SignalRConnectionOptions()
        options.applicationMaxBufferSize = 2048
        try await ConnectionServer.run(options) { server, client throws in
            let token = try client.beginPolling()
            #expect(try client.post(token, "pause").status == 200)
            var waiting: [RawClient] = []
            for index in 1...3 {
                waiting.append(try client.begin("POST", "?id=\(token)", body: "\(index)"))
                #expect(server.eventually { server.connections.waitingPosts == index })
            }
            let large = String(repeating: "x", count: 2000)
            #expect(try client.post(token, large).status == 429)
            for post in waiting { #expect(try post.readReply().status == 200) }
            #expect(try client.poll(token).text == "123")
        }
    }

    @Test("answer POSTs that wait when the connection ends 404")
    func waitingPosts() async throws {
        try await ConnectionServer.run { server, client throws in
            let token = try client.beginPolling()
            _ = try client.post(token, "pause")
            let post = try client.begin("POST", "?id=\(token)", body: "never taken")
            #expect(server.eventually { server.connections.waitingPosts == 1 })
            _ = try client.request("DELETE", "?id=\(token)")
            #expect(try post.readReply().status == 404)
        }
    }

    @Test("are dropped when too much waits for a client that does not poll")
    func slow() async throws {
        try await ConnectionServer.run { server, client throws in
            let token = try client.beginPolling()
            _ = try client.post(token, "flood")
            #expect(server.eventually { server.reasons == [.tooSlow] })
            #expect(try client.poll(token).status == 404)
        }
    }

    @Test("refuse requests without an id, with an unknown one, or before anything was begun")
    func refusals() async throws {
        try await ConnectionServer.run { _, client throws in
            for method in ["GET", "POST", "DELETE"] {
                let missing = try client.request(method, "", body: method == "POST" ? "x" : nil)
                #expect(missing.status == 400 && missing.text == "Connection ID required", "\(method)")
                #expect(missing["content-type"] == "text/plain")
                for id in ["unknown", "AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAB", "%zz", String(repeating: "A", count: 3000)] {
                    let unknown = try client.request(method, "?id=\(id)", body: method == "POST" ? "x" : nil)
                    #expect(unknown.status == 404 && unknown.text == "No Connection with that ID", "\(method) \(id.prefix(30))")
                }
            }
            let token = try client.connect().token
            #expect(try client.request("DELETE", "?id=\(token)").status == 400)
            #expect(try client.request("PUT", "?id=\(token)").status == 405)
            #expect(try client.request("PUT")["content-type"] == "text/plain")
            #expect(try client.request("GET", "?ID=\(token)").status == 200)
        }
    }

    @Test("take what was posted before the first poll, as some clients send their handshake then, but not much")
    func earlyPosts() async throws {
        try await ConnectionServer.run(loops: 3) { _, client throws in
            let token = try client.connect().token
            #expect(try client.post(token, "hand").status == 200)
            #expect(try client.post(token, "shake").status == 200)
            #expect(try client.post(token, String(repeating: "x", count: 4096)).status == 429)
            #expect(try client.poll(token).body.isEmpty)
            #expect(try client.poll(token).text == "handshake")
        }
    }

    @Test("take no transport that the path does not offer, and none but the first")
    func otherTransports() async throws {
        var options = SignalRConnectionOptions()
        options.transports = [.longPolling, .webSockets]
        try await ConnectionServer.run(options) { _, client throws in
            let token = try client.beginPolling()
            let events = try client.request("GET", "?id=\(token)", [("Accept", "text/event-stream")])
            #expect(events.status == 404)
            #expect(events.text == "ServerSentEvents transport not supported by this end point type")
            let upgrade = try client.upgrade("?id=\(token)")
            #expect(upgrade.status == 400 && upgrade.text == "Cannot change transports mid-connection")
        }
    }

    @Test("are answered 413 for a POST that is too large, and live")
    func largePost() async throws {
        var options = SignalRConnectionOptions()
        options.maxMessageBytes = 1000
        try await ConnectionServer.run(options) { _, client throws in
            let token = try client.beginPolling()
            #expect(try client.post(token, String(repeating: "x", count: 1001)).status == 413)
            #expect(try client.post(token, "x").status == 200)
        }
    }

    @Test("hear of the stop of the server with their last poll")
    func stop() async throws {
        var poll: RawClient?
        try await ConnectionServer.run { server, client throws in
            poll = try client.beginPoll(try client.beginPolling())
            #expect(server.eventually { server.connections.hasPoll })
        }
        #expect(try poll?.readReply().text == "will close: serverShuttingDown")
    }
}
