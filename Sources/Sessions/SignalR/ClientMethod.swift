/// A method that clients have, declared once with the types of its arguments:
///
/// ```swift
/// let receiveMessage = ClientMethod<String, String>("ReceiveMessage")
/// clients.all.send(receiveMessage, user, text)
/// ```
public struct ClientMethod<each Argument>: Sendable {
    public let name: String
    public init(_ name: String) { self.name = name }
}

/// A method that clients have and that answers; the last type is the answer's: `ClientResultMethod<String, Int>("GuessNumber")`
/// takes a `String` and answers an `Int`.
public struct ClientResultMethod<each Argument, Result>: Sendable {
    public let name: String
    public init(_ name: String) { self.name = name }
}
