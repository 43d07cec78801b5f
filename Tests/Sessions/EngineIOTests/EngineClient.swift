import Foundation
import TestClient

/// Requests to the Engine.IO server under test, each on a connection of its own.
struct EngineClient: Sendable {
    struct Failed: Error { let operation: String }

    let port: Int
    var path = "/engine.io/"
    /// The revision of the protocol.
    var version = 4

    /// Sends a request and returns before the answer came.
    func begin(_ method: String, _ query: String, body: [UInt8]? = nil, headers: [(String, String)] = []) throws -> RawClient {
        let connection = try RawClient(port: port)
        var head = "\(method) \(path)?\(query) HTTP/1.1\r\nHost: localhost:\(port)\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if let body { head += "Content-Length: \(body.count)\r\n" }
        connection.send(Array((head + "\r\n").utf8) + (body ?? []))
        return connection
    }

    func request(_ method: String, _ query: String, body: [UInt8]? = nil, headers: [(String, String)] = []) throws -> HTTPReply {
        try begin(method, query, body: body, headers: headers).readReply()
    }

    /// The query of requests for a session.
    func session(_ sid: String, transport: String = "polling") -> String { "EIO=\(version)&transport=\(transport)&sid=\(sid)" }

    /// Opens a session by polling and returns its id.
    func open(_ extra: String = "") throws -> String {
        let response = try request("GET", "EIO=\(version)&transport=polling" + extra)
        guard response.status == 200 else { throw Failed(operation: "handshake: \(response.status) \(response.text)") }
        return Self.sid(of: response.text)
    }

    /// The id in an open packet.
    static func sid(of packet: String) -> String {
        let parts = packet.split(separator: "\"")
        return parts.count > 3 ? String(parts[3]) : ""
    }

    func get(_ sid: String) throws -> HTTPReply { try request("GET", session(sid)) }
    func beginGet(_ sid: String) throws -> RawClient { try begin("GET", session(sid)) }
    func post(_ sid: String, _ body: String) throws -> HTTPReply { try request("POST", session(sid), body: Array(body.utf8)) }

    /// Asks for a WebSocket and returns the answer.
    func upgrade(_ query: String = "EIO=4&transport=websocket", headers: [(String, String)] = []) throws -> HTTPReply {
        try RawClient(port: port).upgrade(path + "?" + query, headers)
    }

    func webSocket(_ query: String = "EIO=4&transport=websocket", headers: [(String, String)] = []) throws -> EngineWebSocket {
        try EngineWebSocket(port: port, target: path + "?" + query, headers: headers)
    }
}

/// A WebSocket to the server under test, as Engine.IO's tests speak of it.
final class EngineWebSocket {
    enum Frame: Equatable {
        case text(String)
        case binary([UInt8])
        /// The code, or `nil` for an empty close frame.
        case close(Int?)
        /// Another frame, or the end of the connection.
        case other(UInt8?)
    }

    /// The server did not answer 101.
    struct Refused: Error {
        let status: Int
        let text: String
    }

    private let connection: RawClient

    init(port: Int, target: String, headers: [(String, String)]) throws {
        connection = try RawClient(port: port)
        let reply = try connection.upgrade(target, headers)
        guard reply.status == 101 else { throw Refused(status: reply.status, text: reply.text) }
    }

    func send(_ text: String) { connection.sendText(text) }
    func send(_ binary: [UInt8]) { connection.sendFrame(2, binary) }
    func sendClose() { connection.sendFrame(8, []) }

    /// The next frame that is no ping; a busy machine may let one come in between.
    func receiveMessage() -> Frame {
        while true {
            let frame = receive()
            guard frame == .text("2") else { return frame }
            send("3")
        }
    }

    func receive() -> Frame {
        guard let frame = connection.readFrame() else { return .other(nil) }
        switch frame.opcode {
        case 1: return .text(frame.text)
        case 2: return .binary(frame.payload)
        case 8: return .close(frame.closeCode)
        default: return .other(frame.opcode)
        }
    }
}

/// Blocks the calling thread: precise, unlike a task's sleep on a busy pool.
func pause(milliseconds: Int) { usleep(UInt32(milliseconds * 1000)) }
