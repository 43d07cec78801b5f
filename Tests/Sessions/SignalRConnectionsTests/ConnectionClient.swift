import Foundation
import TestClient

/// Requests to the server under test, each on a connection of its own.
struct ConnectionClient: Sendable {
    struct Failed: Error { let what: String }

    let port: Int
    var path = "/echo"

    /// What negotiate answered.
    struct Negotiated {
        let json: [String: Any]
        var id: String { json["connectionId"] as? String ?? "" }
        /// What goes in `?id=`.
        var token: String { json["connectionToken"] as? String ?? id }
        var transports: [String] {
            (json["availableTransports"] as? [[String: Any]] ?? []).compactMap { $0["transport"] as? String }
        }
    }

    /// Sends a request and returns before the answer came.
    func begin(_ method: String, _ query: String = "", _ fields: [(String, String)] = [], body: String? = nil) throws -> RawClient {
        try begin(method, at: path + query, fields, body: body)
    }

    func begin(_ method: String, at target: String, _ fields: [(String, String)] = [], body: String? = nil) throws -> RawClient {
        let client = try RawClient(port: port)
        var head = "\(method) \(target) HTTP/1.1\r\nHost: localhost:\(port)\r\n"
        for (name, value) in fields { head += "\(name): \(value)\r\n" }
        if let body { head += "Content-Length: \(body.utf8.count)\r\n" }
        client.send(head + "\r\n" + (body ?? ""))
        return client
    }

    func request(_ method: String, _ query: String = "", _ fields: [(String, String)] = [], body: String? = nil) throws -> HTTPReply {
        try begin(method, query, fields, body: body).readReply()
    }

    func negotiate(_ query: String = "?negotiateVersion=1", _ fields: [(String, String)] = []) throws -> HTTPReply {
        try request("POST", "/negotiate" + query, fields, body: "")
    }

    func connect(_ query: String = "?negotiateVersion=1", _ fields: [(String, String)] = []) throws -> Negotiated {
        let reply = try negotiate(query, fields)
        guard reply.status == 200, let json = try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: Any] else {
            throw Failed(what: "negotiate: \(reply.status) \(reply.text)")
        }
        return Negotiated(json: json)
    }

    func webSocket(_ query: String, _ fields: [(String, String)] = []) throws -> RawClient {
        let client = try RawClient(port: port)
        let reply = try client.upgrade(path + query, fields)
        guard reply.status == 101 else { throw Failed(what: "upgrade: \(reply.status) \(reply.text)") }
        return client
    }

    func upgrade(_ query: String, _ fields: [(String, String)] = []) throws -> HTTPReply {
        try RawClient(port: port).upgrade(path + query, fields)
    }

    func poll(_ token: String) throws -> HTTPReply { try request("GET", "?id=\(token)") }
    func beginPoll(_ token: String) throws -> RawClient { try begin("GET", "?id=\(token)") }
    func post(_ token: String, _ body: String) throws -> HTTPReply { try request("POST", "?id=\(token)", body: body) }

    /// Opens an event stream and reads its head; the reply's body is left to be read.
    func events(_ token: String) throws -> (client: RawClient, head: String) {
        let client = try begin("GET", "?id=\(token)", [("Accept", "text/event-stream")])
        return (client, client.read(through: "\r\n\r\n"))
    }

    /// Begins a long-polling connection and returns its token.
    func beginPolling(_ query: String = "?negotiateVersion=1") throws -> String {
        let token = try connect(query).token
        let first = try poll(token)
        guard first.status == 200, first.body.isEmpty else { throw Failed(what: "first poll: \(first.status) \(first.text)") }
        return token
    }
}
