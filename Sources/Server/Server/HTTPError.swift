public import WayleaveHTTPWire

/// An error that a handler throws to answer with a status and a sentence; any other error becomes 500 without details.
public struct HTTPError: Error, Sendable {
    /// The status of the answer.
    public var status: HTTPStatus
    /// One sentence for the client.
    public var message: String

    /// Creates an error that is answered with `status` and `message`.
    public init(_ status: HTTPStatus, _ message: String) {
        self.status = status
        self.message = message
    }
}
