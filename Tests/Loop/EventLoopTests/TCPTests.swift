import Foundation
import TestClient
import Testing
import WayleaveBytes
import WayleaveEventLoop

@Suite struct TCPTests {
    @Test("echoes what a client sends")
    func echoes() throws {
        let server = try EchoServer(loops: 2)
        defer { server.group.stop() }
        let client = try RawClient(port: server.port)
        client.send("hello")
        #expect(client.readText(5) == "hello")
    }

    @Test("bytes the handler does not use come back in front of the next ones")
    func stashes() throws {
        let server = try EchoServer(loops: 1) { LineEcho($0) }
        defer { server.group.stop() }
        let client = try RawClient(port: server.port)
        for piece in ["ab", "c", "d\nef", "g\n"] {
            client.send(piece)
            Thread.sleep(forTimeInterval: 0.01)
        }
        #expect(client.readText(9) == "abcd\nefg\n")
    }

    @Test("a connection moves to another loop with the bytes it has not used")
    func moves() throws {
        let server = try EchoServer(loops: 2) { Mover($0) }
        defer { server.group.stop() }
        server.mover.loops = server.group.loops
        let client = try RawClient(port: server.port)
        client.send("move!rest")
        let got = client.read(5)
        #expect(got == Array("rest@".utf8))
        client.send("more")
        let more = client.read(5)
        #expect(more == Array("more@".utf8))
    }

    @Test("a peer that never reads is dropped when its queue exceeds the limit")
    func dropsSlowConsumers() throws {
        let server = try EchoServer(loops: 1, maxQueuedBytes: 1_000_000) { Flooder($0) }
        defer { server.group.stop() }
        let client = try RawClient(port: server.port)
        client.send("go")
        Thread.sleep(forTimeInterval: 0.3)
        #expect(client.countToEnd() < 60_000_000)
    }

    @Test("large output arrives whole through back-pressure")
    func largeOutput() throws {
        let server = try EchoServer(loops: 1) { Sender($0, count: 8_000_000) }
        defer { server.group.stop() }
        let client = try RawClient(port: server.port)
        client.send("go")
        #expect(client.countToEnd() == 8_000_000)
    }

    @Test("a taken port is refused with a sentence that names it, even between servers that would share ports")
    func portInUse() throws {
        let first = try EchoServer(loops: 1)
        defer { first.group.stop() }
        let error = #expect(throws: IOError.self) { try EchoServer(loops: 1, port: first.port) }
        #expect(error?.description == "cannot listen on 127.0.0.1:\(first.port): address already in use (EADDRINUSE)")
    }

    @Test("a host that is no IP address is refused with its value")
    func badHost() throws {
        let error = #expect(throws: IOError.self) { try EchoServer(loops: 1, host: "nonsense") }
        #expect(error?.description.contains("`nonsense:0` is not an IP address") == true)
    }
}

private final class EchoServer {
    let group: EventLoopGroup
    let listener: TCPListener
    let mover = MoverLoops()
    var port: Int { listener.address.port }

    init(
        loops: Int, port: Int = 0, host: String = "127.0.0.1", maxQueuedBytes: Int = 16 << 20,
        _ make: @escaping @Sendable (TCPConnection) -> any ConnectionHandler = { Echo($0) }
    ) throws {
        group = try EventLoopGroup(count: loops)
        var limits = ConnectionLimits()
        limits.maxQueuedBytes = maxQueuedBytes
        let mover = mover
        do {
            listener = try TCPListener(SocketAddress(host: host, port: port), on: group.loops, ListenerOptions(limits: limits)) {
                connection in
                let handler = make(connection)
                (handler as? Mover)?.target = mover
                return handler
            }
        } catch {
            group.stop()
            throw error
        }
        listener.start()
    }
}

private class Echo: ConnectionHandler {
    let connection: TCPConnection
    init(_ connection: TCPConnection) { self.connection = connection }
    func received(_ bytes: UnsafeMutableRawBufferPointer) -> Int {
        connection.write(UnsafeRawBufferPointer(bytes))
        return bytes.count
    }
    func ended() { connection.finish() }
    func drained() {}
    func tick(_ now: Int) {}
    func closed(_ error: IOError?) {}
}

private final class LineEcho: Echo {
    override func received(_ bytes: UnsafeMutableRawBufferPointer) -> Int {
        guard let end = bytes.lastIndex(of: 10) else { return 0 }
        connection.write(UnsafeRawBufferPointer(rebasing: bytes[...end]))
        return end + 1
    }
}

private final class MoverLoops: @unchecked Sendable { var loops: [EventLoop] = [] }

private final class Mover: Echo {
    var target: MoverLoops?
    override func received(_ bytes: UnsafeMutableRawBufferPointer) -> Int {
        guard let loops = target?.loops, let other = loops.first(where: { $0 !== connection.loop }) else { return 0 }
        connection.move(to: other) { moved in Marker(moved) }
        return 5
    }
}

private final class Marker: Echo {
    override func received(_ bytes: UnsafeMutableRawBufferPointer) -> Int {
        connection.write(UnsafeRawBufferPointer(bytes))
        connection.write { $0.append(connection.loop.inLoop ? "@" : "!") }
        return bytes.count
    }
}

private final class Flooder: Echo {
    override func received(_ bytes: UnsafeMutableRawBufferPointer) -> Int {
        let block = SharedBytes([UInt8](repeating: 120, count: 100_000))
        for _ in 0..<500 { connection.write(block) }
        return bytes.count
    }
}

private final class Sender: Echo {
    let count: Int
    init(_ connection: TCPConnection, count: Int) {
        self.count = count
        super.init(connection)
    }
    override func received(_ bytes: UnsafeMutableRawBufferPointer) -> Int {
        connection.write(SharedBytes([UInt8](repeating: 120, count: count)))
        connection.finish()
        return bytes.count
    }
}
