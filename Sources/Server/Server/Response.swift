public import WayleaveHTTPWire

/// What a handler answers: status, fields and body.
///
/// `Access-Control-…` fields belong to the policy: the connection leaves a handler's own out and adds the verdict's, on every status.
/// `Date`, `Connection`, `Content-Length` and `Transfer-Encoding` are the connection's business too.
public struct Response: Sendable {
    /// The body as it was given: text is not turned into an array of bytes first.
    enum Storage: Sendable {
        case bytes([UInt8])
        case text(String)
        /// Written piece by piece; its length may be unknown.
        indirect case stream(StreamBody)

        var count: Int {
            switch self {
            case .bytes(let bytes): bytes.count
            case .text(let text): text.utf8.count
            case .stream(let body): body.length ?? 0
            }
        }
    }

    /// The status.
    public var status: HTTPStatus
    /// The body's media type; `nil` leaves the field out, or to ``headers``.
    public var contentType: ContentType?
    /// Further field lines, in order; a name may occur more than once.
    public var headers: [(String, String)]
    var storage: Storage
    package var compression = CompressionChoice.automatic

    /// The body; not sent with statuses that forbid one, nor to HEAD. Empty for a streamed one.
    public var body: [UInt8] {
        get {
            switch storage {
            case .bytes(let bytes): bytes
            case .text(let text): Array(text.utf8)
            case .stream: []
            }
        }
        set { storage = .bytes(newValue) }
    }

    /// Creates a response; without a body its length is 0.
    public init(
        status: HTTPStatus = .ok, contentType: ContentType? = nil, headers: [(String, String)] = [], body: [UInt8] = []
    ) {
        self.init(status, contentType, headers, .bytes(body))
    }

    /// Puts the parts together without touching any twice.
    private init(_ status: HTTPStatus, _ contentType: ContentType?, _ headers: [(String, String)], _ storage: Storage) {
        self.status = status
        self.contentType = contentType
        self.headers = headers
        self.storage = storage
    }

    /// A response whose body is written piece by piece.
    init(status: HTTPStatus, contentType: ContentType?, headers: [(String, String)], stream: StreamBody) {
        self.init(status, contentType, headers, .stream(stream))
    }

    /// Plain text in UTF-8.
    public static func text(_ text: String, status: HTTPStatus = .ok) -> Response {
        Response(status, .plainText, [], .text(text))
    }

    /// JSON that is already encoded.
    public static func json(_ bytes: [UInt8], status: HTTPStatus = .ok) -> Response {
        Response(status: status, contentType: .json, body: bytes)
    }

    /// Bytes of any media type.
    public static func bytes(_ bytes: [UInt8], contentType: ContentType, status: HTTPStatus = .ok) -> Response {
        Response(status: status, contentType: contentType, body: bytes)
    }

    /// A status and nothing else.
    public static func status(_ status: HTTPStatus) -> Response { Response(status: status) }

    /// An error reply whose body is one sentence for whoever sent the request.
    package static func problem(_ status: HTTPStatus, _ sentence: String, headers: [(String, String)] = []) -> Response {
        Response(status, .plainText, headers, .text(sentence + "\n"))
    }
}
