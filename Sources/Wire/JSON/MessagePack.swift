import WayleaveBytes

/// Encodes and decodes `Codable` values as MessagePack, strictly and within the bounds of ``JSON``.
///
/// Errors are ``JSONError``s: the data model is the same, with ``Binary`` as bytes. Timestamps read as ISO 8601 text, other extensions only
/// as ``Binary``.
public enum MessagePack {
    /// Decodes the one value that `bytes` are; throws ``JSONError`` with the path and the expected type.
    public static func decode<T: Decodable>(_ type: T.Type = T.self, from bytes: [UInt8]) throws -> T {
        var document = JSONDocument()
        return try bytes.withUnsafeBytes { bytes in
            defer { JSONDocument.finish(&document) }
            let used = try document.scan(messagePack: bytes)
            guard used == bytes.count else { throw JSONError(.syntax(expected: "the end", offset: used)) }
            return try document.decode(type, at: 0)
        }
    }

    /// Encodes `value` in the shortest form; throws ``JSONError`` for too deep a nesting.
    public static func encode<T: Encodable>(_ value: T) throws -> [UInt8] {
        let output = JSONOutput(format: .messagePack)
        try output.encode(value)
        return output.writer.copyBytes()
    }
}
