public import WayleaveHTTPWire

/// What a handler answers: status, fields and body.
///
/// `Access-Control-…` fields belong to the policy: the connection leaves a handler's own out and adds the verdict's, on every status.
/// `Date`, `Connection`, `Content-Length` and `Transfer-Encoding` are the connection's business too.
public struct Response: Sendable {
    /// The status.
    public var status: HTTPStatus
    /// Field lines, in order; a name may occur more than once.
    public var headers: [(String, String)]
    /// The body; not sent with statuses that forbid one, nor to HEAD.
    public var body: [UInt8]

    /// Creates a response; without a body its length is 0.
    public init(status: HTTPStatus = .ok, headers: [(String, String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Plain text in UTF-8.
    public static func text(_ text: String, status: HTTPStatus = .ok) -> Response {
        Response(status: status, headers: [("Content-Type", "text/plain; charset=utf-8")], body: Array(text.utf8))
    }

    /// JSON that is already encoded.
    public static func json(_ bytes: [UInt8], status: HTTPStatus = .ok) -> Response {
        Response(status: status, headers: [("Content-Type", "application/json")], body: bytes)
    }

    /// Bytes of any media type.
    public static func bytes(_ bytes: [UInt8], contentType: String, status: HTTPStatus = .ok) -> Response {
        Response(status: status, headers: [("Content-Type", contentType)], body: bytes)
    }

    /// A status and nothing else.
    public static func status(_ status: HTTPStatus) -> Response { Response(status: status) }

    /// An error reply whose body is one sentence for whoever sent the request.
    package static func problem(_ status: HTTPStatus, _ sentence: String, headers: [(String, String)] = []) -> Response {
        var response = text(sentence + "\n", status: status)
        response.headers += headers
        return response
    }
}
