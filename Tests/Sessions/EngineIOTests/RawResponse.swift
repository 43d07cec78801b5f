/// An HTTP response as it came.
struct RawResponse {
    let status: Int
    /// Field values by lower-case name; of repeated ones the last.
    let headers: [String: String]
    let body: String

    init(reading connection: RawConnection) throws {
        let line = try connection.readLine().split(separator: " ")
        status = line.count > 1 ? Int(line[1]) ?? 0 : 0
        var headers: [String: String] = [:]
        while true {
            let field = try connection.readLine()
            guard !field.isEmpty else { break }
            let parts = field.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
        }
        self.headers = headers
        let count = headers["content-length"].flatMap { Int($0) } ?? 0
        body = status == 101 ? "" : String(decoding: try connection.read(count), as: UTF8.self)
    }
}

/// Requests to the Engine.IO server under test, each on a connection of its own.
struct RawClient: Sendable {
    let port: Int
    var path = "/engine.io/"

    /// Sends a request and returns before the answer came.
    func begin(_ method: String, _ query: String, body: [UInt8]? = nil, headers: [(String, String)] = []) throws -> RawConnection {
        let connection = try RawConnection(port: port)
        var head = "\(method) \(path)?\(query) HTTP/1.1\r\nHost: localhost:\(port)\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if let body { head += "Content-Length: \(body.count)\r\n" }
        try connection.write(Array((head + "\r\n").utf8) + (body ?? []))
        return connection
    }

    func request(_ method: String, _ query: String, body: [UInt8]? = nil, headers: [(String, String)] = []) throws -> RawResponse {
        try RawResponse(reading: begin(method, query, body: body, headers: headers))
    }

    /// The query of requests for a session.
    func session(_ sid: String, transport: String = "polling") -> String { "EIO=4&transport=\(transport)&sid=\(sid)" }

    /// Opens a session by polling and returns its id.
    func open(_ extra: String = "") throws -> String {
        let response = try request("GET", "EIO=4&transport=polling" + extra)
        guard response.status == 200 else { throw RawConnection.Failed(operation: "handshake: \(response.status) \(response.body)") }
        return Self.sid(of: response.body)
    }

    /// The id in an open packet.
    static func sid(of packet: String) -> String {
        let parts = packet.split(separator: "\"")
        return parts.count > 3 ? String(parts[3]) : ""
    }

    func get(_ sid: String) throws -> RawResponse { try request("GET", session(sid)) }
    func beginGet(_ sid: String) throws -> RawConnection { try begin("GET", session(sid)) }
    func post(_ sid: String, _ body: String) throws -> RawResponse { try request("POST", session(sid), body: Array(body.utf8)) }
    func webSocket(_ query: String = "EIO=4&transport=websocket") throws -> RawWebSocket {
        try RawWebSocket(port: port, path: path + "?" + query)
    }
}
