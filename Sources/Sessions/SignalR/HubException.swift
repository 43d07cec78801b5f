/// An error whose message the client that called is told, whatever ``SignalRHubOptions/enableDetailedErrors`` says.
///
/// It is also what a client's own error becomes: of its results, and of the streams it sends.
public struct HubException: Error, Sendable, Equatable, CustomStringConvertible {
    /// What the client is told.
    public var message: String

    /// An error with that message.
    public init(_ message: String) { self.message = message }

    public var description: String { message }
}
