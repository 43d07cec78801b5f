/// Writes the members of an object.
struct JSONKeyedEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let output: JSONOutput
    let id: JSONContainerID

    /// Empty: the output keeps no path.
    var codingPath: [any CodingKey] { [] }

    @inline(__always)
    private func begin(_ key: Key) throws { try output.beginMember(key.stringValue, of: id) }

    private func integer<T: FixedWidthInteger>(_ value: T, _ key: Key) throws {
        try begin(key)
        output.write(integer: value)
    }

    func encodeNil(forKey key: Key) throws {
        try begin(key)
        output.writeNull()
    }

    func encode(_ value: Bool, forKey key: Key) throws {
        try begin(key)
        output.write(value)
    }

    func encode(_ value: String, forKey key: Key) throws {
        try begin(key)
        output.write(value)
    }

    func encode(_ value: Double, forKey key: Key) throws {
        try begin(key)
        try output.write(value)
    }

    func encode(_ value: Float, forKey key: Key) throws {
        try begin(key)
        try output.write(value)
    }

    func encode(_ value: Int, forKey key: Key) throws {
        try begin(key)
        output.write(value)
    }

    func encode(_ value: Int8, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: Int16, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: Int32, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: Int64, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: UInt, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: UInt8, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: UInt16, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: UInt32, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: UInt64, forKey key: Key) throws { try integer(value, key) }

    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        try begin(key)
        try output.write(value)
    }

    func nestedContainer<NestedKey: CodingKey>(keyedBy type: NestedKey.Type, forKey key: Key) -> KeyedEncodingContainer<NestedKey> {
        KeyedEncodingContainer(JSONKeyedEncoding<NestedKey>(output: output, id: output.openNested(object: true) { try begin(key) }))
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        JSONUnkeyedEncoding(output: output, id: output.openNested(object: false) { try begin(key) })
    }

    func superEncoder() -> any Encoder { output.nestedEncoder { try output.beginMember("super", of: id) } }

    func superEncoder(forKey key: Key) -> any Encoder { output.nestedEncoder { try begin(key) } }
}
