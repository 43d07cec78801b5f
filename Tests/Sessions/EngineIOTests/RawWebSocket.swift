/// A blocking WebSocket client (RFC 6455) that shows frames as they are. It masks with zeros, which leave the payload readable.
final class RawWebSocket {
    enum Frame: Equatable {
        case text(String)
        case binary([UInt8])
        /// The code, or `nil` for an empty close frame.
        case close(Int?)
        case other(UInt8)
    }

    struct Refused: Error {
        let status: Int
        let body: String
    }

    let connection: RawConnection

    /// Connects; throws ``Refused`` when the server does not answer 101.
    init(port: Int, path: String, headers: [(String, String)] = []) throws {
        connection = try RawConnection(port: port)
        var head = "GET \(path) HTTP/1.1\r\nHost: localhost:\(port)\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        head += "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        try connection.write(head + "\r\n")
        let response = try RawResponse(reading: connection)
        guard response.status == 101 else { throw Refused(status: response.status, body: response.body) }
    }

    func send(_ text: String) throws { try sendFrame(0x81, Array(text.utf8)) }
    func send(_ binary: [UInt8]) throws { try sendFrame(0x82, binary) }

    func sendFrame(_ first: UInt8, _ payload: [UInt8]) throws {
        var frame: [UInt8] = [first]
        switch payload.count {
        case ..<126: frame.append(0x80 | UInt8(payload.count))
        case ..<65_536: frame += [0x80 | 126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
        default: frame += [0x80 | 127] + (0..<8).reversed().map { UInt8(truncatingIfNeeded: payload.count >> ($0 * 8)) }
        }
        try connection.write(frame + [0, 0, 0, 0] + payload)
    }

    func receive() throws -> Frame {
        let head = try connection.read(2)
        var count = Int(head[1] & 0x7F)
        if count >= 126 { count = try connection.read(count == 126 ? 2 : 8).reduce(0) { $0 << 8 | Int($1) } }
        let payload = try connection.read(count)
        switch head[0] & 0x0F {
        case 1: return .text(String(decoding: payload, as: UTF8.self))
        case 2: return .binary(payload)
        case 8: return .close(payload.count >= 2 ? Int(payload[0]) << 8 | Int(payload[1]) : nil)
        default: return .other(head[0])
        }
    }
}
