import Testing
import WayleaveEngineIO
import WayleaveEngineIOWire

@Suite("Engine.IO session: heartbeats")
struct HeartbeatMachineTests {
    @Test("the ping is due an interval after the handshake, the pong a timeout after that")
    func deadlines() {
        var bench = MachineBench(.webSocket)
        #expect(bench.deadline == 300)
        bench.at(300.4)
        #expect(bench.fire() == .sendPing)
        #expect(bench.deadline == 500)
        bench.at(350)
        _ = bench.packet(.pong)
        #expect(bench.deadline == 650)
    }

    @Test("a missing pong ends the session")
    func timeout() {
        var bench = MachineBench(.webSocket)
        bench.at(300)
        _ = bench.fire()
        bench.at(500)
        #expect(bench.fire() == [.closeWebSocket, .remove, .notifyClosed])
        #expect(bench.machine.closeReason == .pingTimeout)
        #expect(bench.deadline == .infinity)
    }

    @Test("a pending poll is answered with the ping alone")
    func pollingPing() {
        var bench = MachineBench()
        _ = bench.poll()
        bench.at(300)
        #expect(bench.fire() == .answerPoll)
        #expect(bench.batch().text == "2")
    }

    @Test("a poll that comes when the pong is overdue finds no session, however late the timer is", arguments: [500.0, 501, 700])
    func lateTimer(time: Double) {
        var bench = MachineBench()
        bench.at(300)
        _ = bench.fire()
        bench.at(time)
        #expect(bench.poll() == [.refuseUnknownSession, .remove, .notifyClosed])
        #expect(bench.machine.closeReason == .pingTimeout)
    }

    @Test("even when the timer of the ping has not fired yet")
    func veryLateTimer() {
        var bench = MachineBench()
        bench.at(499)
        #expect(bench.poll() == .acceptPoll)
        bench = MachineBench()
        bench.at(500)
        #expect(bench.poll() == [.refuseUnknownSession, .remove, .notifyClosed])
    }

    @Test("a POST may still bring an overdue pong, but no other packet saves the session")
    func overduePost() {
        for (type, survives) in [(EnginePacketType.pong, true), (.message, false)] {
            var bench = MachineBench()
            bench.at(300)
            _ = bench.fire()
            bench.at(505)
            #expect(bench.machine.dataArrived() == .acceptData)
            _ = bench.packet(type)
            let actions = bench.machine.dataEnded(now: bench.now)
            #expect(actions == (survives ? .answerData : [.answerData, .remove, .notifyClosed]))
        }
    }

    @Test("pongs nobody asked for do not put off the ping")
    func unsolicited() {
        var bench = MachineBench(.webSocket)
        bench.at(250)
        _ = bench.packet(.pong)
        #expect(bench.deadline == 300)
    }

    @Test("when the loop was held up, a pong that may lie in the socket gets one more turn, once")
    func stalledLoop() {
        var bench = MachineBench(.webSocket)
        bench.at(300)
        _ = bench.fire()
        bench.at(800)
        #expect(bench.fire() == [])
        #expect(bench.deadline == 805)
        var answered = bench
        _ = answered.packet(.pong)
        #expect(answered.deadline == 1100)
        bench.at(900)
        #expect(bench.fire() == [.closeWebSocket, .remove, .notifyClosed])
    }

    @Test("when the loop slept through ping and pong, a connected client is still asked first")
    func sleptThrough() {
        var bench = MachineBench(.webSocket)
        bench.at(5000)
        #expect(bench.fire() == .sendPing)
        #expect(bench.deadline == 5200)
        var absent = MachineBench()
        absent.at(5000)
        #expect(absent.fire() == [.remove, .notifyClosed])
    }

    @Test("no pong is expected while reading is paused")
    func paused() {
        var bench = MachineBench(.webSocket)
        bench.machine.pauseReading()
        bench.at(300)
        _ = bench.fire()
        bench.at(500)
        #expect(bench.fire() == [])
        bench.at(650)
        _ = bench.machine.resumeReading(now: bench.now)
        #expect(bench.deadline == 850)
    }
}
