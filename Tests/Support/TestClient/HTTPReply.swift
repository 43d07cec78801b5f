/// A response as a test sees it.
public struct HTTPReply: Sendable {
    public let status: Int
    /// Names in lower case, in order.
    public let fields: [(name: String, value: String)]
    public let body: [UInt8]
    /// The lines after a chunked body.
    public var trailers: [String] = []

    public var text: String { String(decoding: body, as: UTF8.self) }

    /// The only value of a field; `nil` without one, all joined by " | " if there are several.
    public subscript(_ name: String) -> String? {
        let values = fields.filter { $0.name == name }.map(\.value)
        return values.isEmpty ? nil : values.joined(separator: " | ")
    }
}

extension RawClient {
    /// Sends a request with Host and Content-Length added, and reads the reply.
    public func request(
        _ method: String, _ target: String, _ fields: [(String, String)] = [], body: String? = nil
    ) throws -> HTTPReply {
        var text = "\(method) \(target) HTTP/1.1\r\nHost: localhost\r\n"
        for (name, value) in fields { text += "\(name): \(value)\r\n" }
        if let body { text += "Content-Length: \(body.utf8.count)\r\n" }
        send(text + "\r\n" + (body ?? ""))
        return try readReply(toHead: method == "HEAD")
    }

    /// Reads a response framed by Content-Length, by chunks, or without a body.
    public func readReply(toHead: Bool = false) throws -> HTTPReply {
        let head = read(through: "\r\n\r\n")
        let lines = head.split(separator: "\r\n")
        guard let first = lines.first, first.hasPrefix("HTTP/1.1 "), let status = Int(first.dropFirst(9).prefix(3)) else {
            throw Failure(what: "no response but \(head.debugDescription)")
        }
        let fields = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (
                name: parts[0].lowercased(),
                value: parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
            )
        }
        if !toHead, fields.contains(where: { $0.name == "transfer-encoding" }) {
            let (body, trailers) = try readChunks()
            return HTTPReply(status: status, fields: fields, body: body, trailers: trailers)
        }
        let count = fields.first { $0.name == "content-length" }.flatMap { Int($0.value) } ?? 0
        return HTTPReply(status: status, fields: fields, body: toHead ? [] : read(count))
    }

    /// Reads one chunk; `nil` is the last one, and the end of the connection without one is a failure.
    public func readChunk() throws -> [UInt8]? {
        let line = read(through: "\r\n")
        // A carriage return and line feed are one Character.
        guard line.hasSuffix("\r\n"), let count = Int(line.dropLast(), radix: 16) else {
            throw Failure(what: "no chunk but \(line.debugDescription)")
        }
        guard count > 0 else { return nil }
        let chunk = read(count)
        guard readText(2) == "\r\n" else { throw Failure(what: "a chunk is not followed by CRLF") }
        return chunk
    }

    private func readChunks() throws -> (body: [UInt8], trailers: [String]) {
        var body: [UInt8] = []
        while let chunk = try readChunk() { body += chunk }
        var trailers: [String] = []
        while case let line = read(through: "\r\n"), line != "\r\n" {
            guard line.hasSuffix("\r\n") else { throw Failure(what: "the chunked body does not end") }
            trailers.append(String(line.dropLast()))
        }
        return (body, trailers)
    }

    /// Performs a WebSocket handshake and returns the reply; on 101 the connection speaks frames from then on.
    public func upgrade(_ target: String, _ fields: [(String, String)] = []) throws -> HTTPReply {
        let handshake = [
            ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"),
            ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
        ]
        return try request("GET", target, handshake + fields)
    }
}
