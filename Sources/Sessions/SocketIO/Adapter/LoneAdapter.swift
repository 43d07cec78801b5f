import WayleaveJSON
import WayleaveRooms

/// An adapter of a server that is alone: whoever is meant is in this process.
protocol LoneAdapter: Adapter {}

extension LoneAdapter {
    func serverCount() async throws -> Int { 1 }

    func broadcast(
        _ event: OutgoingEvent, to selection: RoomSelection, collecting collector: AcknowledgementCollector, within limit: Duration
    ) {
        collector.expect(servers: 1)
        local.broadcast(event, to: selection, node: "", collecting: collector)
    }

    func fetchSockets(_ selection: RoomSelection, within limit: Duration) async throws -> [SocketDetails] {
        await local.fetchSockets(selection)
    }

    func addSockets(_ selection: RoomSelection, to rooms: [String]) { local.addSockets(selection, to: rooms) }
    func delSockets(_ selection: RoomSelection, from rooms: [String]) { local.delSockets(selection, from: rooms) }
    func disconnectSockets(_ selection: RoomSelection, close: Bool) { local.disconnectSockets(selection, close: close) }

    /// There is nobody else.
    func serverSideEmit(_ packet: [JSONValue]) {}
    func serverSideEmitWithAck(_ packet: [JSONValue], within limit: Duration) async throws -> [JSONValue] { [] }
}
