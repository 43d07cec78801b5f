/// A frame from the server.
public struct TestFrame: Equatable, Sendable, CustomStringConvertible {
    /// 1 text, 2 binary, 8 close, 9 ping, 10 pong.
    public let opcode: UInt8
    public let payload: [UInt8]
    /// Whether RSV1 is set: permessage-deflate.
    public let isCompressed: Bool

    public init(opcode: UInt8, payload: [UInt8], isCompressed: Bool = false) {
        self.opcode = opcode
        self.payload = payload
        self.isCompressed = isCompressed
    }

    public var text: String { String(decoding: payload, as: UTF8.self) }
    public var closeCode: Int? { opcode == 8 && payload.count > 1 ? Int(payload[0]) << 8 | Int(payload[1]) : nil }
    public var description: String { opcode == 1 ? "text \(text)" : "opcode \(opcode) \(payload.prefix(64))" }
}

extension RawClient {
    /// Sends one masked frame.
    public func sendFrame(_ opcode: UInt8, _ payload: [UInt8], isFinal: Bool = true, compressed: Bool = false) {
        send(Self.frame(opcode, payload, isFinal: isFinal, compressed: compressed))
    }

    /// Sends a text message.
    public func sendText(_ text: String) { sendFrame(1, Array(text.utf8)) }

    /// The bytes of a masked frame.
    public static func frame(_ opcode: UInt8, _ payload: [UInt8], isFinal: Bool = true, compressed: Bool = false) -> [UInt8] {
        let key: [UInt8] = [0x12, 0x34, 0x56, 0x78]
        var bytes: [UInt8] = [(isFinal ? 0x80 : 0) | (compressed ? 0x40 : 0) | opcode]
        switch payload.count {
        case ..<126: bytes.append(0x80 | UInt8(payload.count))
        case ..<65_536: bytes += [0xFE, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
        default: bytes += [0xFF] + (0..<8).reversed().map { UInt8(truncatingIfNeeded: payload.count >> ($0 * 8)) }
        }
        bytes += key
        for (i, byte) in payload.enumerated() { bytes.append(byte ^ key[i & 3]) }
        return bytes
    }

    /// The next frame; `nil` at the end of the connection or after the time-out.
    public func readFrame() -> TestFrame? {
        let head = read(2)
        guard head.count == 2 else { return nil }
        var count = Int(head[1] & 0x7F)
        if count == 126 {
            count = read(2).reduce(0) { $0 << 8 | Int($1) }
        } else if count == 127 {
            count = read(8).reduce(0) { $0 << 8 | Int($1) }
        }
        let payload = read(count)
        return payload.count == count ? TestFrame(opcode: head[0] & 15, payload: payload, isCompressed: head[0] & 0x40 != 0) : nil
    }

    /// The text of the next frame, if it is one.
    public func readText() -> String? { readFrame().flatMap { $0.opcode == 1 ? $0.text : nil } }
}
