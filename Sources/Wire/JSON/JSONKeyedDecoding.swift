/// The members of an object, by name.
struct JSONKeyedDecoding<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let document: JSONDocument
    let token: Int

    var codingPath: [any CodingKey] { document.codingPath(to: token) }

    var allKeys: [Key] {
        var keys: [Key] = []
        var name = token + 1
        let end = document.next(after: token)
        while name < end {
            if let key = Key(stringValue: document.stringValue(name)) { keys.append(key) }
            name = document.next(after: name + 1)
        }
        return keys
    }

    func contains(_ key: Key) -> Bool { document.member(key.stringValue, of: token) != nil }

    @inline(__always)
    private func value(_ key: Key) throws -> Int {
        if let value = document.member(key.stringValue, of: token) { return value }
        throw missing(key)
    }

    @inline(never)
    private func missing(_ key: Key) -> JSONError { JSONError(.missingKey(key.stringValue), path: document.path(to: token)) }

    func decodeNil(forKey key: Key) throws -> Bool { document.isNull(try value(key)) }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try document.boolean(at: value(key)) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try document.string(at: value(key)) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try document.floatingPoint(type, at: value(key)) }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try document.floatingPoint(type, at: value(key)) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try document.integer(type, at: value(key)) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try document.integer(type, at: value(key)) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try document.integer(type, at: value(key)) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try document.integer(type, at: value(key)) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try document.integer(type, at: value(key)) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try document.integer(type, at: value(key)) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try document.integer(type, at: value(key)) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try document.integer(type, at: value(key)) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try document.integer(type, at: value(key)) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try document.integer(type, at: value(key)) }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try document.decode(type, at: value(key)) }

    func nestedContainer<NestedKey: CodingKey>(keyedBy type: NestedKey.Type, forKey key: Key) throws -> KeyedDecodingContainer<NestedKey> {
        try JSONElementDecoder(document: document, token: value(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try JSONElementDecoder(document: document, token: value(key)).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder {
        guard let value = document.member("super", of: token) else {
            throw JSONError(.missingKey("super"), path: document.path(to: token))
        }
        return JSONElementDecoder(document: document, token: value)
    }

    func superDecoder(forKey key: Key) throws -> any Decoder { JSONElementDecoder(document: document, token: try value(key)) }
}
