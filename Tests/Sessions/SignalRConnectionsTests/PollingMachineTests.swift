import Testing

@testable import WayleaveSignalRConnections

@Suite("The rules of long polling")
struct PollingMachineTests {
    private var machine = PollingMachine(pollTimeout: 90, disconnectTimeout: 15, now: 0)

    @Test("answer the first poll at once, and keep the next")
    mutating func firstPoll() {
        #expect(machine.pollArrived(now: 1) == .answerFirst)
        #expect(!machine.hasPoll && machine.deadline == 16)
        #expect(machine.pollArrived(now: 2) == .keepPoll)
        #expect(machine.hasPoll && machine.deadline == 92)
    }

    @Test("answer a kept poll with all that one turn sent, once")
    mutating func data() {
        open()
        #expect(machine.pollArrived(now: 2) == .keepPoll)
        #expect(machine.dataQueued() == .scheduleFlush)
        #expect(machine.dataQueued() == [])
        #expect(machine.flushDue(now: 3) == .answerWithData)
        #expect(machine.flushDue(now: 3) == [])
        #expect(machine.deadline == 18)
    }

    @Test("answer a poll at once when something waits for it")
    mutating func waitingData() {
        open()
        #expect(machine.dataQueued() == [])
        #expect(machine.pollArrived(now: 2) == [.keepPoll, .answerWithData])
        #expect(!machine.hasPoll)
    }

    @Test("let a newer poll end the older")
    mutating func newerPoll() {
        open()
        _ = machine.pollArrived(now: 2)
        #expect(machine.pollArrived(now: 5) == [.endOlderPoll, .keepPoll])
        #expect(machine.deadline == 95)
    }

    @Test("answer a poll that nothing came for, and wait for the next")
    mutating func pollTimeout() {
        open()
        _ = machine.pollArrived(now: 2)
        #expect(machine.timerFired(now: 91) == [])
        #expect(machine.timerFired(now: 92) == .answerEmpty)
        #expect(machine.timerFired(now: 106) == [])
        #expect(machine.timerFired(now: 107) == [.remove, .notifyLost])
        #expect(machine.pollArrived(now: 108) == .answerUnknown)
    }

    @Test("give an aborted poll's client the disconnect time-out to come back")
    mutating func abortedPoll() {
        open()
        _ = machine.pollArrived(now: 2)
        machine.pollAborted(now: 40)
        #expect(machine.timerFired(now: 54) == [])
        #expect(machine.pollArrived(now: 54) == .keepPoll)
    }

    @Test("deliver what waits before they tell of the end")
    mutating func end() {
        open()
        _ = machine.dataQueued()
        #expect(machine.applicationEnded(now: 3) == [])
        #expect(machine.pollArrived(now: 4) == [.keepPoll, .answerWithData])
        #expect(machine.pollArrived(now: 5) == [.keepPoll, .answerGone, .remove])
        #expect(machine.pollArrived(now: 6) == .answerUnknown)
    }

    @Test("tell a pending poll of the end at once, or deliver with it what the same turn sent")
    mutating func endWithPoll() {
        open()
        _ = machine.pollArrived(now: 2)
        var other = machine
        #expect(machine.applicationEnded(now: 3) == [.answerGone, .remove])
        _ = other.dataQueued()
        #expect(other.applicationEnded(now: 3) == .answerWithData)
        #expect(other.flushDue(now: 3) == [])
        #expect(other.timerFired(now: 18) == .remove)
    }

    @Test("end at the client's wish, and tell the application once")
    mutating func deletion() {
        open()
        _ = machine.pollArrived(now: 2)
        #expect(machine.deleted() == [.answerGone, .remove, .notifyClosed])
        #expect(machine.deleted() == .notifyClosed || machine.deleted() == [])
        #expect(machine.dataQueued() == [])
        #expect(machine.timerFired(now: 1000) == [])
    }

    private mutating func open() { _ = machine.pollArrived(now: 1) }
}
