import WayleaveRooms

/// The adapter of a server that is alone: everything it carries stays in this process.
final class InMemoryAdapter: LoneAdapter {
    let local: LocalSockets

    init(local: LocalSockets) { self.local = local }

    func start() {}
    func close() {}

    func take(_ event: EncodedEvent, for selection: RoomSelection) -> Broadcast? { event.broadcast(selection.flags) }
}
