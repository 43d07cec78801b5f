/// Writes the elements of an array.
struct JSONUnkeyedEncoding: UnkeyedEncodingContainer {
    private let output: JSONOutput
    private let id: JSONContainerID
    private(set) var count = 0

    init(output: JSONOutput, id: JSONContainerID) {
        self.output = output
        self.id = id
    }

    /// Empty: the output keeps no path.
    var codingPath: [any CodingKey] { [] }

    @inline(__always)
    private mutating func begin() throws {
        try output.beginElement(of: id)
        count &+= 1
    }

    private mutating func integer<T: FixedWidthInteger>(_ value: T) throws {
        try begin()
        output.write(integer: value)
    }

    mutating func encodeNil() throws {
        try begin()
        output.writeNull()
    }

    mutating func encode(_ value: Bool) throws {
        try begin()
        output.write(value)
    }

    mutating func encode(_ value: String) throws {
        try begin()
        output.write(value)
    }

    mutating func encode(_ value: Double) throws {
        try begin()
        try output.write(value)
    }

    mutating func encode(_ value: Float) throws {
        try begin()
        try output.write(value)
    }

    mutating func encode(_ value: Int) throws { try integer(value) }
    mutating func encode(_ value: Int8) throws { try integer(value) }
    mutating func encode(_ value: Int16) throws { try integer(value) }
    mutating func encode(_ value: Int32) throws { try integer(value) }
    mutating func encode(_ value: Int64) throws { try integer(value) }
    mutating func encode(_ value: UInt) throws { try integer(value) }
    mutating func encode(_ value: UInt8) throws { try integer(value) }
    mutating func encode(_ value: UInt16) throws { try integer(value) }
    mutating func encode(_ value: UInt32) throws { try integer(value) }
    mutating func encode(_ value: UInt64) throws { try integer(value) }

    mutating func encode<T: Encodable>(_ value: T) throws {
        try begin()
        try output.write(value)
    }

    mutating func nestedContainer<NestedKey: CodingKey>(keyedBy type: NestedKey.Type) -> KeyedEncodingContainer<NestedKey> {
        count += 1
        return KeyedEncodingContainer(
            JSONKeyedEncoding<NestedKey>(output: output, id: output.openNested(object: true) { try output.beginElement(of: id) }))
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        count += 1
        return JSONUnkeyedEncoding(output: output, id: output.openNested(object: false) { try output.beginElement(of: id) })
    }

    mutating func superEncoder() -> any Encoder {
        count += 1
        return output.nestedEncoder { try output.beginElement(of: id) }
    }
}
