/// Decodes the value at one token; small enough to travel in an existential without a box.
struct JSONElementDecoder: Decoder {
    let document: JSONDocument
    let token: Int

    var codingPath: [any CodingKey] { document.codingPath(to: token) }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard document.firstByte(token) == UInt8(ascii: "{") else { throw document.mismatch("an object", at: token) }
        return KeyedDecodingContainer(JSONKeyedDecoding<Key>(document: document, token: token))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard document.firstByte(token) == UInt8(ascii: "[") else { throw document.mismatch("an array", at: token) }
        return JSONUnkeyedDecoding(document: document, token: token)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { self }
}

extension JSONElementDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { document.isNull(token) }
    func decode(_ type: Bool.Type) throws -> Bool { try document.boolean(at: token) }
    func decode(_ type: String.Type) throws -> String { try document.string(at: token) }
    func decode(_ type: Double.Type) throws -> Double { try document.floatingPoint(type, at: token) }
    func decode(_ type: Float.Type) throws -> Float { try document.floatingPoint(type, at: token) }
    func decode(_ type: Int.Type) throws -> Int { try document.integer(type, at: token) }
    func decode(_ type: Int8.Type) throws -> Int8 { try document.integer(type, at: token) }
    func decode(_ type: Int16.Type) throws -> Int16 { try document.integer(type, at: token) }
    func decode(_ type: Int32.Type) throws -> Int32 { try document.integer(type, at: token) }
    func decode(_ type: Int64.Type) throws -> Int64 { try document.integer(type, at: token) }
    func decode(_ type: UInt.Type) throws -> UInt { try document.integer(type, at: token) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try document.integer(type, at: token) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try document.integer(type, at: token) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try document.integer(type, at: token) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try document.integer(type, at: token) }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try document.decode(type, at: token) }
}
