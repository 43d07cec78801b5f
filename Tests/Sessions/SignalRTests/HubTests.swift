import Testing

@testable import WayleaveSignalR

@Suite("Hubs")
struct HubTests {
    private final class Empty: Hub {}

    @Test("are classes")
    func areClasses() { #expect(Empty() !== Empty()) }
}
