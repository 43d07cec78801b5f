/// Thrown by an event's middleware to refuse it, where no error of the application's own says more; the client is not told.
public struct EventRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    /// Why, for ``Socket/onError(_:)``.
    public var message: String

    /// Creates a refusal.
    public init(_ message: String) { self.message = message }

    public var description: String { message }
}
