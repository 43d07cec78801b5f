/// An event declared once, for all who send or handle it: its name, the types of its arguments, and last the type of its acknowledgement.
///
/// ```swift
/// extension Event {
///     static var message: Event<ChatMessage, Receipt> { .init("chat:message") }
///     static var typing: Event<String, Bool, Void> { .init("chat:typing") }   // two arguments, no acknowledgement
///     static var refresh: Event<Void> { .init("refresh") }                    // neither
/// }
/// socket.on(.message) { message in Receipt(id: archive.add(message)) }
/// io.to("lobby").emit(.typing, "alice", true)
/// ```
///
/// A constant of any type does as well: `enum Chat { static let message = Event<ChatMessage, Receipt>("chat:message") }` and
/// `socket.on(Chat.message)`. Arguments decode straight from the packet; what does not fit is told to ``Socket/onError(_:)`` with its path.
public struct Event<each Argument, Acknowledgement>: Sendable {
    /// The name on the wire.
    public let name: String

    /// Declares an event.
    public init(_ name: String) { self.name = name }
}
