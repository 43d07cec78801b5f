import WayleaveBytes

/// Bytes that travel as a binary attachment in Socket.IO, and as base64 text in plain JSON.
public struct Binary: Sendable, Hashable {
    /// The bytes.
    public var bytes: [UInt8]

    /// Wraps `bytes`.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Decodes base64 text (RFC 4648 § 4), padding optional; `nil` when it is none.
    public init?(base64 text: String) {
        var text = text
        guard let bytes = text.withUTF8({ Base64.decode(UnsafeRawBufferPointer($0)) }) else { return nil }
        self.bytes = bytes
    }

    /// The bytes as base64 text with padding.
    public var base64: String {
        var writer = ByteWriter(capacity: Base64.encodedCount(of: bytes.count))
        bytes.withUnsafeBytes { Base64.encode($0, into: &writer) }
        return String(decoding: writer.copyBytes(), as: UTF8.self)
    }
}

extension Binary: ExpressibleByArrayLiteral {
    public init(arrayLiteral elements: UInt8...) { bytes = elements }
}

/// This module's own encoder and decoder do not come here: they know attachments.
extension Binary: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let binary = Binary(base64: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "the string is not base64")
        }
        self = binary
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(base64)
    }
}
