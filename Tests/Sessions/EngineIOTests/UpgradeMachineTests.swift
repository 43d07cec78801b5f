import Testing
import WayleaveEngineIO
import WayleaveEngineIOWire

@Suite("Engine.IO session: upgrade")
struct UpgradeMachineTests {
    @Test("probe, upgrade: the session moves and its queue follows in order")
    func upgrade() {
        var bench = MachineBench()
        #expect(bench.attach() == .acceptCandidate)
        #expect(bench.deadline == 100)
        #expect(bench.probe() == .sendProbeReply)
        #expect(bench.send("meanwhile") == [])
        #expect(bench.upgrade() == [.adoptCandidate, .flushWebSocket, .notifyUpgraded])
        #expect(bench.machine.transport == .webSocket)
        #expect(bench.machine.nextQueued() != nil)
        #expect(bench.deadline == 300)
    }

    @Test("a pending poll ends with a noop as soon as the probe arrives, and so does a poll after it")
    func noop() {
        var bench = MachineBench()
        _ = bench.poll()
        _ = bench.attach()
        #expect(bench.probe() == [.sendProbeReply, .answerPollWithNoop])
        #expect(bench.poll() == [.acceptPoll, .answerPollWithNoop])
        #expect(!bench.machine.isPollWritable)
    }

    @Test("until the probe polling goes on as before")
    func attachedOnly() {
        var bench = MachineBench()
        _ = bench.attach()
        _ = bench.poll()
        #expect(bench.send("a") == .scheduleFlush)
        #expect(bench.machine.flushDue() == .answerPoll)
    }

    @Test("after the upgrade polls and POSTs are refused without harm")
    func afterwards() {
        var bench = MachineBench()
        _ = bench.attach()
        _ = bench.probe()
        _ = bench.upgrade()
        #expect(bench.poll() == .refuseBadRequest)
        #expect(bench.machine.dataArrived() == .refuseBadRequest)
        #expect(bench.machine.phase == .open)
    }

    @Test("a second WebSocket is closed, during the upgrade and after it, and the first goes on")
    func second() {
        var bench = MachineBench()
        _ = bench.attach()
        #expect(bench.attach() == .acceptAndCloseWebSocket)
        _ = bench.probe()
        #expect(bench.attach() == .acceptAndCloseWebSocket)
        _ = bench.upgrade()
        #expect(bench.attach() == .acceptAndCloseWebSocket)
        #expect(bench.machine.phase == .open)
    }

    @Test("an upgrade that is not completed in time is dropped; polling goes on with what was queued")
    func timeout() {
        var bench = MachineBench()
        _ = bench.attach()
        _ = bench.probe()
        _ = bench.send("kept")
        bench.at(100)
        #expect(bench.fire() == .closeCandidate)
        #expect(bench.poll() == [.acceptPoll, .answerPoll])
        #expect(bench.batch().text == "4kept")
        #expect(bench.attach() == .acceptCandidate)
    }

    @Test("whatever else the candidate says ends it, and only it")
    func strangeCandidate() {
        var bench = MachineBench()
        _ = bench.attach()
        #expect(bench.upgrade() == .closeCandidate)
        _ = bench.attach()
        #expect(bench.machine.candidatePacketArrived(.message, isProbe: false) == .closeCandidate)
        _ = bench.attach()
        #expect(bench.machine.candidatePacketArrived(.ping, isProbe: false) == .closeCandidate)
        _ = bench.attach()
        #expect(bench.machine.candidateGarbageArrived() == .closeCandidate)
        _ = bench.attach()
        #expect(bench.machine.candidateClosed() == [])
        #expect(bench.machine.phase == .open)
        #expect(bench.deadline == 300)
    }

    @Test("upgrades that are switched off are refused")
    func switchedOff() {
        var bench = MachineBench { $0.allowUpgrades = false }
        #expect(bench.attach() == .refuseBadRequest)
        #expect(bench.machine.phase == .open)
    }

    @Test("a ping that falls due during the upgrade travels on the new transport")
    func pingMeanwhile() {
        var bench = MachineBench { $0.upgradeTimeout = .seconds(10) }
        _ = bench.attach()
        _ = bench.probe()
        bench.at(300)
        #expect(bench.fire() == [])
        _ = bench.upgrade()
        guard case .control(.ping) = bench.machine.nextQueued() else {
            Issue.record("the ping is not in the queue")
            return
        }
    }

    @Test("closed by the server during an upgrade, the session ends with it")
    func closedMeanwhile() {
        var bench = MachineBench()
        _ = bench.attach()
        _ = bench.probe()
        _ = bench.send("last")
        #expect(bench.close() == .notifyClosed)
        #expect(bench.upgrade() == [.adoptCandidate, .flushWebSocket, .closeWebSocket, .remove])
    }

    @Test("a session that ends takes its candidate along")
    func endsMeanwhile() {
        var bench = MachineBench()
        _ = bench.attach()
        #expect(bench.machine.garbageArrived() == [.closeCandidate, .remove, .notifyClosed])
    }
}
