internal import WayleaveHTTPWire
internal import WayleaveServer

/// The HTTP answers of a connection, as the official server words them.
enum ConnectionReplies {
    /// What keeps everybody from storing the answer to a poll.
    static let noCache = [
        ("Cache-Control", "no-cache, no-store"), ("Pragma", "no-cache"), ("Expires", "Thu, 01 Jan 1970 00:00:00 GMT"),
    ]

    private static let text: ContentType = "text/plain"
    private static let bytes: ContentType = "application/octet-stream"

    static func plain(_ status: HTTPStatus, _ sentence: String = "", headers: [(String, String)] = []) -> Response {
        Response(status: status, contentType: text, headers: headers, body: Array(sentence.utf8))
    }

    /// Answers negotiate.
    static func negotiate(_ body: [UInt8]) -> Response {
        var response = Response(status: .ok, contentType: .json, headers: [("Cache-Control", "no-store")], body: body)
        response.mayCompress = false
        return response
    }

    // MARK: Polls

    /// A poll that brings `body`.
    static func poll(_ body: [UInt8]) -> Response {
        var response = Response(status: .ok, contentType: bytes, headers: noCache, body: body)
        // Secrets and what others choose stand in it side by side: its length must not tell of the former (BREACH).
        response.mayCompress = false
        return response
    }
    /// A poll that brought nothing in time.
    static var pollTimedOut: Response { plain(.ok, headers: noCache) }
    /// A poll that a newer one replaces, or that ends with the connection.
    static var pollEnded: Response { plain(.noContent, headers: noCache) }
    static var unknownPoll: Response { plain(.notFound, "No Connection with that ID", headers: noCache) }

    // MARK: POST and DELETE

    static var accepted: Response { plain(.ok) }
    static var deleted: Response { plain(HTTPStatus(202)) }
    /// The connection ended while the POST waited.
    static var disposed: Response { plain(.notFound) }
    static var tooManyPosts: Response {
        plain(HTTPStatus(429), "Too many POSTs wait for this connection; send the next when the last was answered.")
    }
    static var notDeletable: Response { plain(.badRequest, "Cannot terminate this connection using the DELETE endpoint.") }
    static var postToWebSocket: Response { plain(.methodNotAllowed, "POST requests are not allowed for WebSocket connections.") }
}
