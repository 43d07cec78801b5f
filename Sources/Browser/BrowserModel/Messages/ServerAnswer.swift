/// What a server answers one request with.
public struct ServerAnswer: Sendable, Hashable {
    /// The status code.
    public var status: Int
    /// The header lines as sent.
    public var headers: HeaderList
    /// The body.
    public var body: [UInt8]

    /// Creates an answer.
    public init(status: Int, headers: HeaderList = [:], body: [UInt8] = Array("ok".utf8)) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
