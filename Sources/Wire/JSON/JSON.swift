import WayleaveBytes

/// Encodes and decodes `Codable` values as JSON (RFC 8259), strictly and within bounds.
///
/// Decoding refuses anything outside the grammar, invalid UTF-8, more than ``maxDepth`` nested containers and more than
/// `Int32.max` bytes. A repeated name in an object is accepted, as RFC 8259 § 4 allows; which member is decoded is unspecified.
public enum JSON {
    /// The greatest number of containers nested in one another, in both directions: 64.
    public static let maxDepth = 64

    /// Decodes one value from `bytes`; throws ``JSONError`` with the path and the expected type.
    public static func decode<T: Decodable>(_ type: T.Type = T.self, from bytes: [UInt8]) throws -> T {
        try bytes.withUnsafeBytes { try decode(type, from: $0) }
    }

    /// Decodes one value from `text`; throws ``JSONError`` with the path and the expected type.
    public static func decode<T: Decodable>(_ type: T.Type = T.self, from text: String) throws -> T {
        var text = text
        return try text.withUTF8 { try decode(type, from: UnsafeRawBufferPointer($0)) }
    }

    /// Decodes one value from borrowed bytes; `attachments` are what binary placeholders in them stand for (Socket.IO v5).
    package static func decode<T: Decodable>(_ type: T.Type, from bytes: UnsafeRawBufferPointer, attachments: [Binary] = []) throws -> T {
        var document = JSONDocument()
        try document.scan(bytes)
        document.attachments = attachments
        defer { JSONDocument.finish(&document) }
        return try document.decode(type, at: 0)
    }

    /// Encodes `value` compactly; throws ``JSONError`` for numbers JSON cannot express and for too deep a nesting.
    public static func encode<T: Encodable>(_ value: T) throws -> [UInt8] {
        let output = JSONOutput()
        try output.encode(value)
        return output.writer.copyBytes()
    }
}
