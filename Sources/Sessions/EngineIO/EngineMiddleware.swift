/// What sees every request of the engine before anything else does.
enum EngineMiddleware: Sendable {
    case sync(@Sendable (inout EnginePassage) throws -> Void)
    case async(@concurrent @Sendable (inout EnginePassage) async throws -> Void)

    var isAsync: Bool { if case .async = self { true } else { false } }
}
