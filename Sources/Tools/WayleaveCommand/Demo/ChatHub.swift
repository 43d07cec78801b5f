import Wayleave

/// The chat's rooms as a SignalR hub.
final class ChatHub: InjectedHub {
    private let hall: ChatHall

    init(hall: ChatHall) { self.hall = hall }

    func join(room name: String, name member: String) -> Joined {
        leave()
        groups.add(context.connectionId, to: hall.room(name))
        return hall.join(hall.room(name), id: context.connectionId, name: member)
    }

    func say(text: String) { hall.say(text, id: context.connectionId, by: "SignalR") }

    override func onDisconnected(_ error: (any Error)?) async throws { leave() }

    private func leave() { hall.leave(id: context.connectionId) { groups.remove(context.connectionId, from: $0) } }

    static func methods(_ table: inout HubMethods<ChatHub>) {
        table.add("Join", ChatHub.join)
        table.add("Say", ChatHub.say)
    }
}
