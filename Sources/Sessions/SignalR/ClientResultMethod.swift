/// A method that clients have and that answers; the last type is the answer's: `ClientResultMethod<String, Int>("GuessNumber")`
/// takes a `String` and answers an `Int`.
public struct ClientResultMethod<each Argument, Result>: Sendable {
    /// The name that clients gave it.
    public let name: String

    /// Declares the method of that name.
    public init(_ name: String) { self.name = name }
}
