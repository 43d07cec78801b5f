import Testing
import WayleaveHTTPWire

@Suite struct HTTPCaseTests {
    private func check(_ machine: borrowing HTTPMachine, _ example: HTTPCase, _ how: String) {
        let status = machine.refusal?.status.code
        if let requests = example.requests { #expect(machine.requests == requests, "\(example.id) \(how)") }
        switch example.expectation {
        case .accepted:
            #expect(status == nil && machine.requestCount > 0 && !machine.isWaiting, "\(example.id) \(how): \(status ?? 0)")
        case .refused:
            #expect(status != nil, "\(example.id) \(how): \(machine.requests)")
        case .waiting:
            #expect(status == nil && machine.isWaiting && machine.requestCount == 0, "\(example.id) \(how): \(status ?? 0)")
        }
    }

    @Test("every case ends as RFC 9112 asks, received whole", arguments: HTTPCases.all)
    func whole(_ example: HTTPCase) {
        var machine = HTTPMachine()
        machine.receive(example.bytes[...])
        check(machine, example, "whole")
    }

    @Test("octet by octet nothing ends differently, not even by status", arguments: HTTPCases.all)
    func octets(_ example: HTTPCase) {
        var whole = HTTPMachine()
        whole.receive(example.bytes[...])
        var machine = HTTPMachine()
        for i in example.bytes.indices { machine.receive(example.bytes[i...i]) }
        check(machine, example, "octets")
        #expect(machine.refusal?.status == whole.refusal?.status, "\(example.id)")
        #expect(machine.requests == whole.requests, "\(example.id)")
    }

    @Test("random segments end the same way", arguments: HTTPCases.all)
    func segments(_ example: HTTPCase) {
        var random = SeededGenerator(seed: UInt64(example.bytes.count) &* 77)
        for _ in 0..<4 {
            var machine = HTTPMachine()
            var i = 0
            while i < example.bytes.count {
                let end = min(example.bytes.count, i + Int.random(in: 1...40, using: &random))
                machine.receive(example.bytes[i..<end])
                i = end
            }
            check(machine, example, "segments")
        }
    }
}
