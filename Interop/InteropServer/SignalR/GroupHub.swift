import Wayleave

/// The hub of groups, and of methods that take their time, `/groups`: for strangers' clients, and for the drills.
final class GroupHub: Hub {
    func id() -> String { context.connectionId }
    func join(group: String) { groups.add(context.connectionId, to: group) }
    func leave(group: String) { groups.remove(context.connectionId, from: group) }
    func tell(group: String, text: String) { clients.group(group).send("Told", text) }
    func tellOthersInGroup(group: String, text: String) { clients.othersInGroup(group).send("Told", text) }
    func tellOthers(text: String) { clients.others.send("Told", text) }
    func tellClient(id: String, text: String) { clients.client(id).send("Told", text) }
    func tellCaller(text: String) { clients.caller.send("Told", text) }

    func wait(milliseconds: Int) async throws -> Int {
        try await Task.sleep(for: .milliseconds(min(max(milliseconds, 0), 60_000)))
        return milliseconds
    }
    /// Takes a stream and does not read it.
    func neglect(milliseconds: Int, items: HubUpload<JSONValue>) async throws -> Int { try await wait(milliseconds: milliseconds) }

    static func methods(_ table: inout HubMethods<GroupHub>) {
        table.add("Id", GroupHub.id)
        table.add("Join", GroupHub.join)
        table.add("Leave", GroupHub.leave)
        table.add("Tell", GroupHub.tell)
        table.add("TellOthersInGroup", GroupHub.tellOthersInGroup)
        table.add("TellOthers", GroupHub.tellOthers)
        table.add("TellClient", GroupHub.tellClient)
        table.add("TellCaller", GroupHub.tellCaller)
        table.add("Wait", GroupHub.wait)
        table.add("Neglect", GroupHub.neglect)
    }
}
