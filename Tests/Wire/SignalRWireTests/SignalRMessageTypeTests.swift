import Testing

@testable import WayleaveSignalRWire

@Suite("The kinds of SignalR's messages")
struct SignalRMessageTypeTests {
    @Test("are numbered from 1 to 9")
    func numbers() {
        #expect((1...9).allSatisfy { SignalRMessageType(rawValue: $0) != nil })
        #expect(SignalRMessageType(rawValue: 10) == nil)
    }
}
