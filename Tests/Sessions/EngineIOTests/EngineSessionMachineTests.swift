import Testing
import WayleaveBytes
import WayleaveEngineIO
import WayleaveEngineIOWire

/// A machine with a clock that the test turns: interval 300 ms, timeout 200 ms, upgrade timeout 100 ms, close timeout 1 s.
struct MachineBench {
    var machine: EngineSessionMachine
    var now: UInt64 = 0

    init(_ transport: EngineTransport = .polling, _ change: (inout EngineIOOptions) -> Void = { _ in }) {
        var options = EngineIOOptions()
        options.pingInterval = .milliseconds(300)
        options.pingTimeout = .milliseconds(200)
        options.upgradeTimeout = .milliseconds(100)
        options.closeTimeout = .seconds(1)
        change(&options)
        machine = EngineSessionMachine(settings: EngineSettings(options), transport: transport, now: 0)
    }

    /// The machine's deadline in milliseconds.
    var deadline: Double { machine.nextDeadline == .max ? .infinity : Double(machine.nextDeadline) / 1_000_000 }

    mutating func at(_ milliseconds: Double) { now = UInt64(milliseconds * 1_000_000) }
    mutating func poll() -> EngineActions { machine.pollArrived(now: now) }
    mutating func packet(_ type: EnginePacketType) -> EngineActions { machine.packetArrived(type, now: now) }
    mutating func fire() -> EngineActions { machine.timerFired(now: now) }
    mutating func attach() -> EngineActions { machine.webSocketArrived(now: now) }
    mutating func probe() -> EngineActions { machine.candidatePacketArrived(.ping, isProbe: true) }
    mutating func upgrade() -> EngineActions { machine.candidatePacketArrived(.upgrade, isProbe: false) }
    mutating func close(_ reason: EngineCloseReason = .forcedServerClose, discard: Bool = false) -> EngineActions {
        machine.close(reason, discard: discard, now: now)
    }
    mutating func send(_ text: String) -> EngineActions {
        machine.send(Array(text.utf8).withUnsafeBytes { EngineMessage.text($0) })
    }
    /// The payload that answers the poll, and what follows.
    mutating func batch() -> (text: String, followUp: EngineActions) {
        var writer = ByteWriter()
        var batch = PollBatch()
        let followUp = machine.writePollBatch(into: &writer, &batch)
        return (String(decoding: writer.copyBytes(), as: UTF8.self), followUp)
    }
}

@Suite("Engine.IO session: polling")
struct PollingMachineTests {
    @Test("a poll waits while nothing is queued; messages of one turn answer it together")
    func pollWaits() {
        var bench = MachineBench()
        #expect(bench.poll() == .acceptPoll)
        #expect(bench.machine.isPollWritable)
        #expect(bench.send("a") == .scheduleFlush)
        #expect(!bench.machine.isPollWritable)
        #expect(bench.send("b") == [])
        #expect(bench.machine.flushDue() == .answerPoll)
        #expect(bench.batch().text == "4a\u{1e}4b")
        #expect(bench.machine.flushDue() == [])
    }

    @Test("a poll is answered at once with what is queued, at most 16 packets")
    func batches() {
        var bench = MachineBench()
        for number in 0..<20 { #expect(bench.send("\(number)") == []) }
        #expect(bench.poll() == [.acceptPoll, .answerPoll])
        #expect(bench.batch().text == (0..<16).map { "4\($0)" }.joined(separator: "\u{1e}"))
        #expect(bench.poll() == [.acceptPoll, .answerPoll])
        #expect(bench.batch().text == "416\u{1e}417\u{1e}418\u{1e}419")
        #expect(bench.machine.queue.isEmpty)
        #expect(bench.machine.queue.bytes == 0)
    }

    @Test("a poll response stays within maxPayload, unless one packet alone is larger")
    func maxPayload() {
        var bench = MachineBench { $0.maxHttpBufferSize = 10 }
        for text in ["aaaa", "bbbb", "c", "dddddddddddddddd"] { _ = bench.send(text) }
        _ = bench.poll()
        #expect(bench.batch().text == "4aaaa")
        _ = bench.poll()
        #expect(bench.batch().text == "4bbbb\u{1e}4c")
        _ = bench.poll()
        #expect(bench.batch().text == "4dddddddddddddddd")
    }

    @Test("overlapping polls end the session: the first gets a close packet, the second is refused")
    func overlappingPolls() {
        var bench = MachineBench()
        _ = bench.poll()
        #expect(bench.poll() == [.refuseBadRequest, .answerPoll, .remove, .notifyClosed])
        #expect(bench.batch().text == "1")
        #expect(bench.machine.closeReason == .transportError)
    }

    @Test("an aborted poll ends the session")
    func abortedPoll() {
        var bench = MachineBench()
        _ = bench.poll()
        #expect(bench.machine.pollAborted() == [.remove, .notifyClosed])
        #expect(bench.poll() == .refuseUnknownSession)
    }

    @Test("a POST is answered when its packets were read; overlapping ones end the session")
    func posts() {
        var bench = MachineBench()
        #expect(bench.machine.dataArrived() == .acceptData)
        #expect(bench.packet(.message) == .deliver)
        #expect(bench.machine.dataEnded(now: 0) == .answerData)
        bench.machine.pauseReading()
        #expect(bench.machine.dataArrived() == .acceptData)
        #expect(bench.machine.dataEnded(now: 0) == [])
        #expect(bench.machine.dataArrived() == [.refuseBadRequest, .answerData, .remove, .notifyClosed])
    }

    @Test("while reading is paused the answer to a POST waits")
    func paused() {
        var bench = MachineBench()
        bench.machine.pauseReading()
        _ = bench.machine.dataArrived()
        #expect(bench.machine.dataEnded(now: 0) == [])
        #expect(bench.machine.resumeReading(now: 0) == .answerData)
        #expect(bench.machine.resumeReading(now: 0) == [])
    }

    @Test("garbage in a POST ends the session, and the POST is still answered ok")
    func garbage() {
        var bench = MachineBench()
        _ = bench.poll()
        _ = bench.machine.dataArrived()
        #expect(bench.machine.garbageArrived() == [.answerPoll, .answerData, .remove, .notifyClosed])
        #expect(bench.batch().text == "1")
        #expect(bench.machine.dataEnded(now: 0) == [])
        #expect(bench.machine.closeReason == .parseError)
    }

    @Test("the client's close packet ends its pending poll with a noop")
    func clientCloses() {
        var bench = MachineBench()
        _ = bench.poll()
        _ = bench.machine.dataArrived()
        #expect(bench.packet(.close) == [.answerPoll, .answerData, .remove, .notifyClosed])
        #expect(bench.batch().text == "6")
        #expect(bench.machine.closeReason == .transportClose)
    }

    @Test(
        "pings and open packets from a client end the session; stray upgrade packets and noops are ignored",
        arguments: [
            (EnginePacketType.ping, EngineCloseReason.transportError as EngineCloseReason?), (.open, .parseError), (.upgrade, nil),
            (.noop, nil),
        ])
    func strayPackets(type: EnginePacketType, reason: EngineCloseReason?) {
        var bench = MachineBench(.webSocket)
        _ = bench.packet(type)
        #expect(bench.machine.closeReason == reason)
    }

    @Test("a session whose queue is full is closed by the next message")
    func fullQueue() {
        var bench = MachineBench { $0.maxQueuedBytes = 100 }
        #expect(bench.send(String(repeating: "x", count: 500)) == [])
        #expect(bench.send("y") == [.remove, .notifyClosed])
        #expect(bench.machine.closeReason == .transportError)
        #expect(bench.machine.queue.isEmpty)
    }

    @Test("closed by the server, a session delivers what was sent and then a close packet")
    func serverCloses() {
        var bench = MachineBench()
        _ = bench.send("last")
        #expect(bench.close() == .notifyClosed)
        #expect(bench.send("too late") == [])
        #expect(bench.poll() == [.acceptPoll, .answerPoll])
        let (text, followUp) = bench.batch()
        #expect(text == "4last\u{1e}1")
        #expect(followUp == .remove)
        #expect(bench.machine.closeReason == .forcedServerClose)
    }

    @Test("closed by the server with a pending poll, it ends at once")
    func serverClosesPendingPoll() {
        var bench = MachineBench()
        _ = bench.poll()
        #expect(bench.close() == [.answerPoll, .notifyClosed])
        #expect(bench.batch() == ("1", .remove))
    }

    @Test("the last packets of a closed session are not kept for ever")
    func closeTimeout() {
        var bench = MachineBench()
        _ = bench.close()
        #expect(bench.deadline == 1000)
        bench.at(1000)
        #expect(bench.fire() == .remove)
        #expect(bench.poll() == .refuseUnknownSession)
    }

    @Test("discarding does not wait for a poll")
    func discard() {
        var bench = MachineBench()
        _ = bench.send("lost")
        #expect(bench.close(.serverShuttingDown, discard: true) == [.remove, .notifyClosed])
        var polled = MachineBench()
        _ = polled.poll()
        #expect(polled.close(.serverShuttingDown, discard: true) == [.answerPoll, .remove, .notifyClosed])
        #expect(polled.batch().text == "1")
    }
}
