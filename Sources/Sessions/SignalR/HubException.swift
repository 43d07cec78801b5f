/// An error whose message the client that called is told, whatever ``SignalRHubOptions/enableDetailedErrors`` says.
///
/// It is also what a client's own error becomes: of its results, and of the streams it sends.
public struct HubException: Error, Sendable, Equatable, CustomStringConvertible {
    public var message: String

    public init(_ message: String) { self.message = message }

    public var description: String { message }
}

/// Makes the texts that clients are told.
enum ErrorText {
    /// `message`, and what happened if the client may know.
    static func make(_ message: String, _ error: any Error, detailed: Bool) -> String {
        guard detailed || error is HubException else { return message }
        return "\(message) \(type(of: error)): \(error)"
    }
}
