import WayleaveSignalRWire

/// Answers a call whose record is gone.
struct HubAnswer {
    let context: HubCallerContext
    let id: String?

    func complete<R: Encodable>(_ value: R) throws {
        if let id { try context.complete(.text(id), value) }
    }

    func complete() {
        if let id { context.completeNull(.text(id)) }
    }
}
