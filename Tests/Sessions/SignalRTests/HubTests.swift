import Testing

@testable import WayleaveSignalR

@Suite("Hubs")
struct HubTests {
    private final class Empty: HubBase, HubInitializable, HubMethodProviding {
        static func methods(_ table: inout HubMethods<Empty>) {}
    }

    @Test("need no methods")
    func needNoMethods() {
        var table = HubMethods<Empty>()
        Empty.methods(&table)
        #expect(table.methods.isEmpty)
    }
}
