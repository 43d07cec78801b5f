import Foundation
import Synchronization
import TestClient
import Testing
import WayleaveEventLoop
import WayleaveServer

/// Peers that drip, flood, or do not read.
@Suite struct RestraintTests {
    private func open(_ fixture: Fixture, _ path: String = "/socket") throws -> RawClient {
        let client = try fixture.client()
        #expect(try client.upgrade(path).status == 101)
        return client
    }

    @Test("messages and bodies that drip are ended; those that come fast enough may take longer than the time-out")
    func dripping() throws {
        let fixture = try Fixture { server in
            server.timeouts.message = .seconds(1)
            server.timeouts.body = .seconds(1)
            server.limits.minBytesPerSecond = 100
        }
        let message = [UInt8](repeating: 97, count: 3000)
        let frame = RawClient.frame(1, message)
        let dripping = try open(fixture)
        dripping.send(Array(frame.prefix(50)))
        let steady = try open(fixture)
        steady.send(Array(frame.prefix(2500)))
        let head = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3000\r\n\r\n"
        let drippingBody = try fixture.client()
        drippingBody.send(head + "x")
        let steadyBody = try fixture.client()
        steadyBody.send(head + String(repeating: "x", count: 2500))
        #expect(dripping.readFrame()?.closeCode == 1008)
        #expect(try drippingBody.readReply().status == 408)
        steady.send(Array(frame.dropFirst(2500)))
        #expect(steady.readFrame()?.payload.count == 3000)
        steadyBody.send(String(repeating: "x", count: 500))
        #expect(try steadyBody.readReply().body.count == 3000)
    }

    @Test("empty fragments without end are a message that drips")
    func emptyFragments() throws {
        let fixture = try Fixture { $0.timeouts.message = .seconds(1) }
        let client = try open(fixture)
        client.send(RawClient.frame(1, [], isFinal: false))
        let clock = ContinuousClock()
        let began = clock.now
        while clock.now - began < .seconds(2) {
            client.send(RawClient.frame(0, [], isFinal: false))
            usleep(50_000)
        }
        #expect(client.readFrame()?.closeCode == 1008)
    }

    @Test("pings are answered in order, but a flood of control frames is closed with 1008", arguments: [9, 10])
    func controlFlood(opcode: UInt8) throws {
        let fixture = try Fixture { $0.limits.maxControlFramesPerSecond = 50 }
        let client = try open(fixture)
        for i in 0..<20 { client.sendFrame(opcode, [UInt8(i)]) }
        if opcode == 9 { for i in 0..<20 { #expect(client.readFrame()?.payload == [UInt8(i)]) } }
        client.send((0..<300).flatMap { _ in RawClient.frame(opcode, []) })
        var last = client.readFrame()
        while last?.opcode == 10 { last = client.readFrame() }
        #expect(last?.closeCode == 1008)
    }

    @Test("of pings that come while the peer does not read, the last is answered when it does")
    func owedPong() throws {
        let fixture = try Fixture { server in
            server.limits.connection.pauseReadingAboveQueuedBytes = 100 << 20
            server.limits.connection.maxQueuedBytes = 100 << 20
            server.webSocket("/large") { socket in socket.onMessage { _ in socket.send([UInt8](repeating: 1, count: 20 << 20)) } }
        }
        let client = try open(fixture, "/large")
        client.sendFrame(1, [97])
        usleep(100_000)
        for i in 0..<100 { client.sendFrame(9, [UInt8(i)]) }
        usleep(100_000)
        #expect(client.readFrame()?.payload.count == 20 << 20)
        #expect(client.readFrame()?.payload == [99])
        client.sendFrame(9, [100])
        #expect(client.readFrame()?.payload == [100])
    }

    @Test("with the policy to pause, messages are left out whole while the peer does not read, and the application is told")
    func pause() throws {
        let told = Mutex<[Bool]>([])
        let fixture = try Fixture { server in
            server.metrics()
            server.limits.slowConsumers = .pause
            server.limits.connection.maxQueuedBytes = 1 << 20
            server.webSocket("/many") { socket in
                socket.onBackpressure { isBackedUp in told.withLock { $0.append(isBackedUp) } }
                socket.onMessage { message in
                    for i in 0..<(message.text == "many" ? 400 : 1) { socket.send([UInt8](repeating: UInt8(i & 0xFF), count: 100_000)) }
                }
            }
        }
        let client = try open(fixture, "/many")
        client.sendFrame(1, Array("many".utf8))
        usleep(200_000)
        client.sendFrame(8, [3, 0xE8])
        var count = 0
        while let frame = client.readFrame(), frame.opcode == 2 {
            #expect(frame.payload.count == 100_000)
            count += 1
        }
        #expect(count > 5)
        #expect(count < 400)
        let metrics = try fixture.client().request("GET", "/metrics").text
        #expect(metrics.contains("wayleave_websocket_messages_discarded_total \(400 - count)"))
        #expect(told.withLock { $0.first } == true)
    }
}
