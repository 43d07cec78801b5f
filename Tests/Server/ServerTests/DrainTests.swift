import Foundation
import Synchronization
import TestClient
import Testing
import WayleaveServer

/// What a stopping server does for those who are connected.
@Suite struct DrainTests {
    @Test("under load with keep-alive every request that was sent is answered, and the last answer says close")
    func nothingIsCut() async throws {
        let fixture = try Fixture(loops: 2) { server in
            server.get("/slow") { _ async in
                try? await Task.sleep(for: .milliseconds(30))
                return .text("slow")
            }
        }
        let cut = Atomic<Int>(0)
        let closed = Atomic<Int>(0)
        let started = Atomic<Int>(0)
        let group = DispatchGroup()
        let count = 12
        for index in 0..<count {
            let client = try fixture.client()
            nonisolated(unsafe) let mine = client
            Thread.detachNewThread {
                group.enter()
                let path = index % 3 == 0 ? "/slow" : "/hello"
                started.add(1, ordering: .relaxed)
                while true {
                    guard let reply = try? mine.request("GET", path), reply.status == 200 else {
                        cut.add(1, ordering: .relaxed)
                        break
                    }
                    if reply["connection"] == "close" {
                        closed.add(1, ordering: .relaxed)
                        break
                    }
                }
                group.leave()
            }
        }
        while started.load(ordering: .relaxed) < count { try await Task.sleep(for: .milliseconds(5)) }
        try await Task.sleep(for: .milliseconds(50))
        await fixture.running.stop()
        while closed.load(ordering: .relaxed) + cut.load(ordering: .relaxed) < count { try await Task.sleep(for: .milliseconds(5)) }
        #expect(cut.load(ordering: .relaxed) == 0)
        #expect(fixture.log.all.map(\.event).contains("drain-finished"))
    }

    @Test("requests that were pipelined before the stop are all answered, a slow response comes whole, and only the last answer says close")
    func pipelined() async throws {
        let fixture = try Fixture { server in
            server.get("/large") { _ in .bytes([UInt8](repeating: 1, count: 4_000_000), contentType: "application/octet-stream") }
        }
        let pipelining = try fixture.client()
        let slow = try fixture.client()
        // Both have been accepted before the stop, however busy the machine is.
        for client in [pipelining, slow] { #expect(try client.request("GET", "/hello").status == 200) }
        for _ in 0..<30 { pipelining.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n") }
        slow.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
        try await Task.sleep(for: .milliseconds(20))
        let running = fixture.running
        async let stopped: Void = running.stop()
        try await Task.sleep(for: .milliseconds(400))
        #expect(try slow.readReply().body.count == 4_000_000)
        let replies = try (0..<30).map { _ in try pipelining.readReply() }
        #expect(replies.allSatisfy { $0.text == "later" })
        #expect(replies.last?["connection"] == "close")
        #expect(replies.count { $0["connection"] == "close" } == 1)
        #expect(pipelining.isAtEnd())
        await stopped
    }

    @Test("WebSockets are closed with 1001, evenly over the window, and no new ones are opened")
    func webSockets() async throws {
        let fixture = try Fixture { $0.timeouts.drainSpread = .milliseconds(600) }
        let idle = try fixture.client()
        #expect(try idle.request("GET", "/hello").status == 200)
        let sockets = try (0..<12).map { _ in
            let client = try fixture.client()
            #expect(try client.upgrade("/socket").status == 101)
            return client
        }
        let clock = ContinuousClock()
        let began = clock.now
        let running = fixture.running
        async let stopped: Void = running.stop()
        try await Task.sleep(for: .milliseconds(20))
        #expect(try idle.upgrade("/socket").status == 503)
        let times = sockets.map { socket in
            #expect(socket.readFrame()?.closeCode == 1001)
            socket.sendFrame(8, [3, 0xE9])
            return clock.now - began
        }
        #expect(times[11] >= .milliseconds(500))
        #expect(times[0] < times[11] - .milliseconds(200))
        await stopped
    }

    @Test("what is at work for longer than the limit is cut, and told of")
    func limit() async throws {
        let fixture = try Fixture { server in
            server.timeouts.drain = .seconds(1)
            server.timeouts.drainSpread = .zero
            server.get("/endless") { _ async in
                try? await Task.sleep(for: .seconds(30))
                return .text("never")
            }
        }
        let client = try fixture.client()
        client.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n")
        try await Task.sleep(for: .milliseconds(20))
        await fixture.running.stop()
        #expect(client.isAtEnd())
        let told = fixture.log.all.last { $0.event == "drain-cut" }
        #expect(told?.metadata["requests"] == "1")
    }

    @Test("the health path turns to 503 first, while everything else goes on for the delay")
    func health() async throws {
        let fixture = try Fixture { server in
            server.health()
            server.health("/ready") { false }
            server.timeouts.drainDelay = .milliseconds(500)
        }
        #expect(try fixture.client().request("GET", "/health").status == 200)
        #expect(try fixture.client().request("GET", "/ready").status == 503)
        let running = fixture.running
        async let stopped: Void = running.stop()
        try await Task.sleep(for: .milliseconds(50))
        #expect(try fixture.client().request("GET", "/health").status == 503)
        let reply = try fixture.client().request("GET", "/hello")
        #expect(reply.status == 200)
        #expect(reply["connection"] == nil)
        await stopped
        #expect(throws: RawClient.Failure.self) { try fixture.client() }
    }
}
