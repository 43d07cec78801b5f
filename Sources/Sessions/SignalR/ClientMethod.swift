/// A method that clients have, declared once with the types of its arguments:
///
/// ```swift
/// let receiveMessage = ClientMethod<String, String>("ReceiveMessage")
/// clients.all.send(receiveMessage, user, text)
/// ```
public struct ClientMethod<each Argument>: Sendable {
    /// The name that clients gave it.
    public let name: String

    /// Declares the method of that name.
    public init(_ name: String) { self.name = name }
}
