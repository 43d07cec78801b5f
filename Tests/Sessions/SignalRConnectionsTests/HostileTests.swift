import Synchronization
import TestClient
import Testing
import WayleaveServer

@testable import WayleaveSignalRConnections

@Suite("Connections under rough clients")
struct HostileTests {
    @Test("leave nothing behind, however they begin and end")
    func leaks() async throws {
        var options = SignalRConnectionOptions()
        options.allowStatefulReconnects = true
        options.disconnectTimeout = .milliseconds(300)
        var record: ConnectionServer.Record?
        try await ConnectionServer.run(options) { server, client throws in
            record = server.record
            for order in ["close", "abort", "fail", "bye", "flood", "pause", "x"] {
                do { try client.webSocket("").sendText(order) }
                let query = "?negotiateVersion=1&useStatefulReconnect=true"
                let reconnecting = try client.connect(query).token
                do { try client.webSocket("?id=\(reconnecting)").sendText(order) }
                let events = try client.connect().token
                do {
                    let (stream, _) = try client.events(events)
                    _ = try client.post(events, order)
                    withExtendedLifetime(stream) {}
                }
                let polling = try client.beginPolling()
                _ = try client.post(polling, order)
                // A poll that nobody reads, and one that is left.
                let abandoned = try client.beginPoll(polling)
                withExtendedLifetime(abandoned) {}
                let deleted = try client.beginPolling()
                let poll = try client.beginPoll(deleted)
                _ = try client.request("DELETE", "?id=\(deleted)")
                _ = try poll.readReply()
            }
            #expect(server.eventually { server.connections.count == 0 })
        }
        #expect(record?.alive.withLock { $0.count } ?? 0 >= 28)
        #expect(record?.leaked == 0)
    }

    @Test("are told of the drop of a slow client only when whoever sends is done")
    func dropWithinSend() async throws {
        let handler = { @Sendable (connection: SignalRConnection, record: ConnectionServer.Record) -> any SignalRConnectionHandler in
            LoopingSender(connection, record)
        }
        try await ConnectionServer.run(handler: handler) { server, client throws in
            let socket = try client.webSocket("")
            socket.sendText("go")
            #expect(server.eventually { server.reasons == [.tooSlow] })
            #expect(server.events == ["done sending", "closed"])
        }
    }

    /// Sends until the connection is dropped, as a broadcast does.
    private final class LoopingSender: SignalRConnectionHandler {
        private let connection: SignalRConnection
        private let record: ConnectionServer.Record

        init(_ connection: SignalRConnection, _ record: ConnectionServer.Record) {
            self.connection = connection
            self.record = record
        }

        func received(_ bytes: UnsafeRawBufferPointer) {
            let message = TransportMessage(count: 1 << 16, .text) { $0.copyBytes(from: repeatElement(0x61, count: 1 << 16)) }
            while connection.isOpen { connection.send(message) }
            record.events.withLock { $0.append("done sending") }
        }
        func drained() {}
        func interrupted() {}
        func resumed() {}
        func closed(_ reason: SignalRCloseReason) {
            record.events.withLock { $0.append("closed") }
            record.reasons.withLock { $0.append(reason) }
        }
    }

    @Test("close or refuse nonsense, and serve the next")
    func nonsense() async throws {
        var options = SignalRConnectionOptions()
        options.maxMessageBytes = 1024
        try await ConnectionServer.run(options) { server, client throws in
            for query in ["?id", "?id=&id=x", "?&&&=", "?id=%", "?id=%zz%zz", "?ID=\u{e9}", "?id=" + String(repeating: "%41", count: 22)] {
                let reply = try client.request("GET", query)
                #expect([400, 404].contains(reply.status), "\(query)")
            }
            for query in ["?negotiateVersion=99999999999999999999", "?negotiateVersion=%31", "?negotiateVersion=+1", "?negotiateVersion"] {
                #expect(try client.negotiate(query).status == 200, "\(query)")
            }
            let large = try client.webSocket("")
            large.sendFrame(1, [UInt8](repeating: 0x61, count: 1025))
            #expect(large.readFrame()?.closeCode == 1009)
            let unmasked = try client.webSocket("")
            unmasked.send([0x81, 0x01, 0x61])
            #expect(unmasked.readFrame()?.closeCode == 1002)
            let garbage = try client.webSocket("")
            garbage.sendFrame(1, [0xFF, 0xFE])
            #expect(garbage.readFrame()?.closeCode == 1007)
            let next = try client.webSocket("")
            next.sendText("served")
            #expect(next.readText() == "served")
        }
    }

    @Test("may be many, on all loops, by every transport at once")
    func crowd() async throws {
        try await ConnectionServer.run(loops: 4) { server, client throws in
            var sockets: [RawClient] = []
            var polls: [(String, RawClient)] = []
            for index in 0..<40 {
                let socket = try client.webSocket(index % 2 == 0 ? "" : "?id=\(try client.connect().token)")
                sockets.append(socket)
                let token = try client.beginPolling()
                polls.append((token, try client.beginPoll(token)))
            }
            for (index, socket) in sockets.enumerated() { socket.sendText("\(index)") }
            for (index, socket) in sockets.enumerated() { #expect(socket.readText() == "\(index)") }
            for (index, poll) in polls.enumerated() { _ = try client.post(poll.0, "\(index)") }
            for (index, poll) in polls.enumerated() { #expect(try poll.1.readReply().text == "\(index)") }
            #expect(server.connections.count == 80)
        }
    }
}
