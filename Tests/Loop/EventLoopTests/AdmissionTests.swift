import Testing

@testable import WayleaveEventLoop

/// Who may connect.
@Suite struct AdmissionTests {
    private static func address(_ text: String) -> AddressBits { SocketAddress(host: text, port: 0).bits ?? AddressBits(high: 0, low: 0) }

    private static func admission(_ all: Int, perAddress: Int = 100, new: Int = 100) -> ConnectionAdmission {
        ConnectionAdmission(maxConnections: all, maxPerAddress: perAddress, maxNewPerAddress: new) { $0 == address("127.0.0.1") }
    }

    private static func outcome(_ result: Result<ConnectionTicket, ConnectionRefusal>) -> ConnectionRefusal? {
        if case .failure(let refusal) = result { refusal } else { nil }
    }

    @Test("no more than there may be in all, whoever they are; each that ends makes room for one")
    func inAll() throws {
        let admission = Self.admission(2)
        let first = try admission.admit(Self.address("10.0.0.1"), now: 0).get()
        _ = try admission.admit(nil, now: 0).get()
        #expect(Self.outcome(admission.admit(Self.address("127.0.0.1"), now: 0)) == .tooMany)
        admission.release(first, now: 0)
        #expect(admission.openCount == 1)
        #expect(Self.outcome(admission.admit(Self.address("10.0.0.2"), now: 0)) == nil)
    }

    @Test("an address has its own limit, of which the exempt and those without an address know nothing")
    func perAddress() throws {
        let admission = Self.admission(1000, perAddress: 2)
        var tickets: [ConnectionTicket] = []
        for _ in 0..<2 { tickets.append(try admission.admit(Self.address("10.0.0.1"), now: 0).get()) }
        #expect(Self.outcome(admission.admit(Self.address("10.0.0.1"), now: 5)) == .tooManyOfAddress)
        #expect(Self.outcome(admission.admit(Self.address("10.0.0.2"), now: 5)) == nil)
        for _ in 0..<10 {
            #expect(Self.outcome(admission.admit(Self.address("127.0.0.1"), now: 5)) == nil)
            #expect(Self.outcome(admission.admit(nil, now: 5)) == nil)
        }
        admission.release(tickets[0], now: 6)
        #expect(Self.outcome(admission.admit(Self.address("10.0.0.1"), now: 7)) == nil)
        #expect(Self.outcome(admission.admit(Self.address("10.0.0.1"), now: 8)) == .tooManyOfAddress)
    }

    @Test("an IPv6 peer is its /64 network: changing the rest of the address gains nothing")
    func networks() {
        let admission = Self.admission(1000, perAddress: 1)
        #expect(Self.outcome(admission.admit(Self.address("2001:db8::1"), now: 0)) == nil)
        #expect(Self.outcome(admission.admit(Self.address("2001:db8::ffff:1"), now: 0)) == .tooManyOfAddress)
        #expect(Self.outcome(admission.admit(Self.address("2001:db8:0:1::1"), now: 0)) == nil)
    }

    @Test("an address that opens connections too fast waits for the next second, also when it closes them at once")
    func rate() throws {
        let admission = Self.admission(1000, new: 3)
        for _ in 0..<3 { admission.release(try admission.admit(Self.address("10.0.0.1"), now: 7).get(), now: 7) }
        #expect(Self.outcome(admission.admit(Self.address("10.0.0.1"), now: 7)) == .tooFast)
        #expect(Self.outcome(admission.admit(Self.address("10.0.0.2"), now: 7)) == nil)
        #expect(Self.outcome(admission.admit(Self.address("10.0.0.1"), now: 8)) == nil)
    }

    @Test("what a proxy introduces is counted as its client's")
    func transfer() throws {
        let admission = Self.admission(1000, perAddress: 1)
        var first = try admission.admit(nil, now: 0).get()
        var second = try admission.admit(nil, now: 0).get()
        #expect(admission.transfer(&first, to: Self.address("10.0.0.1"), now: 0) == nil)
        #expect(admission.transfer(&second, to: Self.address("10.0.0.1"), now: 0) == .tooManyOfAddress)
        admission.release(second, now: 0)
        admission.release(first, now: 0)
        #expect(admission.openCount == 0)
        var third = try admission.admit(nil, now: 5).get()
        #expect(admission.transfer(&third, to: Self.address("10.0.0.1"), now: 5) == nil)
    }

    @Test("addresses that have left are forgotten: a hundred thousand of them leave no trace")
    func forgets() throws {
        let admission = Self.admission(10)
        for number in 0..<100_000 {
            let second = number / 1_000
            admission.release(try admission.admit(AddressBits(high: UInt64(number + 2) << 20, low: 1), now: second).get(), now: second)
        }
        #expect(admission.openCount == 0)
        #expect(admission.rememberedCount < 5_000)
    }

    @Test("a loop's budget spreads a storm, and lets a short burst pass")
    func budget() {
        var budget = AcceptBudget(perSecond: 1000)
        var now = EventLoop.Instant(nanoseconds: 1_000_000_000)
        func taken() -> Int {
            budget.fill(now)
            var count = 0
            while budget.take() { count += 1 }
            return count
        }
        #expect(taken() == 100)
        #expect(taken() == 0)
        now = EventLoop.Instant(nanoseconds: 1_010_000_000)
        #expect(taken() == 10)
        now = EventLoop.Instant(nanoseconds: 9_000_000_000)
        #expect(taken() == 100)
    }
}
