import Testing

@testable import WayleaveSignalRConnections

@Suite("SignalR's transports")
struct SignalRTransportTests {
    @Test("have the names that negotiate gives them")
    func names() { #expect(SignalRTransport.allCases.map(\.rawValue) == ["WebSockets", "ServerSentEvents", "LongPolling"]) }
}
