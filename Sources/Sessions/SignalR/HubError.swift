/// What went wrong with one connection of a hub.
public struct HubError: Error, Sendable, CustomStringConvertible {
    /// The method that was called or the client method that was sent to; `nil` when the connection itself is concerned.
    public var method: String?
    /// The connection's public id; `nil` for what went to several.
    public var connectionID: String?
    /// What happened.
    public var underlying: any Error

    public var description: String {
        "\(method.map { "method \($0), " } ?? "")connection \(connectionID ?? "-"): \(underlying)"
    }
}
