/// Methods that clients call, and the clients they call: a `final class`, made anew for each call unless its options say otherwise.
///
/// ```swift
/// final class ChatHub: Hub {
///     func sendMessage(user: String, message: String) { clients.all.send("ReceiveMessage", user, message) }
///
///     static func methods(_ table: inout HubMethods<ChatHub>) { table.add("SendMessage", ChatHub.sendMessage) }
/// }
/// server.hub("/chatHub", ChatHub.self)
/// ```
/// Its methods run on the loop of the connection that calls, and so may share what is confined to it; they must not block.
/// A hub without an initialiser that takes nothing is an ``InjectedHub``.
public typealias Hub = InjectedHub & HubInitializable

/// A hub that a closure makes, with whatever it depends on: `server.hub("/chat") { ChatHub(database: database) }`.
public typealias InjectedHub = HubBase & HubMethodProviding

/// What clients may call of a hub.
public protocol HubMethodProviding: HubBase {
    /// Enters each method into the table, under the name by which clients call it.
    static func methods(_ table: inout HubMethods<Self>)
}

/// A hub that can be made out of nothing.
public protocol HubInitializable {
    init()
}
