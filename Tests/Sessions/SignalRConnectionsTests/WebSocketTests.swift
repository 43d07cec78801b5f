import Synchronization
import TestClient
import Testing
import WayleaveEventLoop
import WayleaveServer

@testable import WayleaveSignalRConnections

@Suite("Connections over WebSocket")
struct WebSocketTests {
    @Test("exchange bytes with and without negotiate, whichever loop the socket was accepted on")
    func echo() async throws {
        try await ConnectionServer.run(loops: 3) { server, client throws in
            for _ in 0..<12 {
                let socket = try client.webSocket("?id=\(try client.connect().token)")
                socket.sendText("hello")
                #expect(socket.readText() == "hello")
                // A frame of the other type is taken all the same.
                socket.sendFrame(2, Array("bytes".utf8))
                #expect(socket.readText() == "bytes")
            }
            let socket = try client.webSocket("")
            socket.sendText("shared")
            #expect(socket.readText() == "once for all")
            socket.sendText("binary")
            socket.sendText("now binary")
            #expect(socket.readFrame() == TestFrame(opcode: 2, payload: Array("now binary".utf8)))
            #expect(server.eventually { server.connections.count == 1 })
        }
    }

    @Test("are not reachable by their public id, nor twice")
    func ids() async throws {
        try await ConnectionServer.run { _, client throws in
            let answer = try client.connect()
            let byID = try client.upgrade("?id=\(answer.id)")
            #expect(byID.status == 404 && byID.text == "No Connection with that ID")
            #expect(byID["content-type"] == "text/plain")
            let socket = try client.webSocket("?id=\(answer.token)")
            #expect(try client.upgrade("?id=\(answer.token)").status == 409)
            let poll = try client.poll(answer.token)
            #expect(poll.status == 400 && poll.text == "Cannot change transports mid-connection")
            let post = try client.post(answer.token, "x")
            #expect(post.status == 405 && post.text == "POST requests are not allowed for WebSocket connections.")
            let delete = try client.request("DELETE", "?id=\(answer.token)")
            #expect(delete.status == 400 && delete.text == "Cannot terminate this connection using the DELETE endpoint.")
            socket.sendText("still here")
            #expect(socket.readText() == "still here")
        }
    }

    @Test("end with 1000 from either side, 1011 when the server's code failed, and 1001 when the server stops")
    func closing() async throws {
        try await ConnectionServer.run { server, client throws in
            let mine = try client.webSocket("")
            mine.sendFrame(8, [0x03, 0xE8])
            #expect(mine.readFrame()?.closeCode == 1000)
            #expect(mine.isAtEnd())
            #expect(server.eventually { server.reasons == [.closedByPeer] })
            let theirs = try client.webSocket("")
            theirs.sendText("bye")
            #expect(theirs.readText() == "last words")
            let close = theirs.readFrame()
            #expect(close?.closeCode == 1000 && close?.payload.count == 2)
            let failed = try client.webSocket("")
            failed.sendText("fail")
            #expect(failed.readFrame()?.closeCode == 1011)
            let lost = try client.webSocket("")
            lost.sendText("abort")
            #expect(lost.readFrame() == nil)
            #expect(server.eventually { server.connections.count == 0 })
            #expect(server.reasons == [.closedByPeer, .closedHere, .failed("a fault of the test"), .closedHere])
        }
        var last: RawClient?
        var record: ConnectionServer.Record?
        try await ConnectionServer.run { server, client throws in
            last = try client.webSocket("")
            last?.sendText("x")
            #expect(last?.readText() == "x")
            record = server.record
        }
        #expect(record?.reasons.withLock { $0 } == [.serverShuttingDown])
        #expect(last?.readText() == "will close: serverShuttingDown")
        #expect(last?.readFrame()?.closeCode == 1001)
    }

    @Test("that break are told apart from those that close")
    func broken() async throws {
        try await ConnectionServer.run { server, client throws in
            do {
                let socket = try client.webSocket("")
                socket.sendText("x")
                #expect(socket.readText() == "x")
            }
            #expect(server.eventually { server.reasons.count == 1 })
            #expect(server.reasons == [.connectionLost("the WebSocket broke without a close frame")])
        }
    }

    @Test("of a client that does not read are dropped when too much waits, whoever else is served")
    func slow() async throws {
        try await ConnectionServer.run(loops: 1) { server, client throws in
            let slow = try client.webSocket("")
            let other = try client.webSocket("")
            slow.sendText("flood")
            other.sendText("served")
            #expect(other.readText() == "served")
            #expect(server.eventually { server.reasons == [.tooSlow] })
        }
    }

    @Test("of a client that takes nothing for the send time-out are dropped before the queue is full")
    func stuck() async throws {
        var options = SignalRConnectionOptions()
        options.transportSendTimeout = .milliseconds(200)
        options.maxQueuedBytes = 1 << 30
        let configure = { (server: inout Server, _: ConnectionServer.Record) in server.limits.connection.maxQueuedBytes = 1 << 30 }
        try await ConnectionServer.run(options, configure: configure) { server, client throws in
            let slow = try client.webSocket("")
            slow.sendText("flood")
            #expect(server.eventually { server.reasons == [.tooSlow] })
        }
    }

    @Test("agree on the subprotocol that is chosen of those asked for")
    func subprotocol() async throws {
        var options = SignalRConnectionOptions()
        options.webSockets.subprotocolSelector = { $0.last }
        try await ConnectionServer.run(options) { _, client throws in
            let reply = try client.upgrade("", [("Sec-WebSocket-Protocol", "one, two")])
            #expect(reply.status == 101 && reply["sec-websocket-protocol"] == "two")
        }
    }

    @Test("stop reading while the handler takes no more")
    func pausing() async throws {
        try await ConnectionServer.run { server, client throws in
            let socket = try client.webSocket("")
            socket.sendText("pause")
            socket.sendText("afterwards")
            let began = ContinuousClock.now
            #expect(socket.readText() == "afterwards")
            #expect(ContinuousClock.now - began > .milliseconds(100))
        }
    }

    @Test("serve raw closures of the public interface")
    func publicFace() async throws {
        let configure = { (server: inout Server, record: ConnectionServer.Record) in
            server.connection("/raw") { connection in
                connection.onReceive { bytes in
                    if bytes.byteCount == 4 { connection.close() } else { connection.send(bytes) }
                }
                connection.onClose { reason in record.reasons.withLock { $0.append(reason) } }
                connection.send("hello \(connection.transport.rawValue)")
            }
        }
        try await ConnectionServer.run(configure: configure) { server, client throws in
            var client = client
            client.path = "/RAW"
            let socket = try client.webSocket("")
            #expect(socket.readText() == "hello WebSockets")
            socket.sendText("some text")
            #expect(socket.readText() == "some text")
            socket.sendText("four")
            #expect(socket.readFrame()?.closeCode == 1000)
            #expect(server.eventually { server.reasons == [.closedHere] })
        }
    }
}
