public import WayleaveJSON

/// Thrown by a middleware to refuse a connection; the client's `connect_error` event carries both fields.
public struct ConnectError: Error, Sendable, Equatable {
    /// What the client's error says.
    public var message: String
    /// More for the client's code to read, as `error.data`.
    public var data: JSONValue?

    /// Creates a refusal.
    public init(_ message: String, data: JSONValue? = nil) {
        self.message = message
        self.data = data
    }
}
