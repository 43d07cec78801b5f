import WayleaveRooms
import WayleaveSignalRConnections
import WayleaveSignalRWire

/// What only some connections have at a time: an idle one does not pay for the room. Confined to the loop.
final class RareHubState {
    var userIdentifier: String?
    var userSeat: RoomSeat<HubCallerContext>?
    var items: [String: any Sendable] = [:]
    var abortBodies: [() -> Void] = []
    /// What is kept for a client that may take the connection up again.
    var buffer: MessageBuffer<KeptRecord>?
    var calls: HubCalls?
    /// Why the connection ended, for ``HubBase/onDisconnected(_:)``.
    var endError: (any Error)?

    /// Whether there is nothing in it.
    var isEmpty: Bool {
        userIdentifier == nil && items.isEmpty && abortBodies.isEmpty && buffer == nil && calls == nil && endError == nil
    }
}
