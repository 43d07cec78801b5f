import WayleaveBytes

/// Encodes the value that is awaited at one place of the output; small enough to travel in an existential without a box.
struct JSONElementEncoder: Encoder {
    let output: JSONOutput
    /// The number of containers around the value, and the writer's count where the value begins.
    private let place: JSONContainerID

    init(output: JSONOutput, level: Int, start: Int) {
        self.output = output
        place = JSONContainerID(depth: level, offset: start)
    }

    /// Empty: the output keeps no path.
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// The container at this place, opened now or by an earlier call (a subclass and its superclass may share one).
    private func container(object: Bool) -> JSONContainerID {
        if output.writer.count == place.offset { return output.open(object: object) }
        if let open = output.reopened(object: object, level: place.depth, start: place.offset) { return open }
        output.fail("a value was encoded twice, as two kinds of value")
        return JSONContainerID(depth: -1, offset: 0)
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(JSONKeyedEncoding<Key>(output: output, id: container(object: true)))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer { JSONUnkeyedEncoding(output: output, id: container(object: false)) }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    /// Makes sure that nothing was written at this place yet.
    @inline(__always)
    private func single() throws {
        if output.writer.count != place.offset { throw JSONError(.invalidValue("a value was encoded twice")) }
    }
}

extension JSONElementEncoder: SingleValueEncodingContainer {
    func encodeNil() throws {
        try single()
        output.writeNull()
    }

    func encode(_ value: Bool) throws {
        try single()
        output.write(value)
    }

    func encode(_ value: String) throws {
        try single()
        output.write(value)
    }

    func encode(_ value: Double) throws {
        try single()
        try output.write(value)
    }

    func encode(_ value: Float) throws {
        try single()
        try output.write(value)
    }

    private func integer<T: FixedWidthInteger>(_ value: T) throws {
        try single()
        output.write(integer: value)
    }

    func encode(_ value: Int) throws { try integer(value) }
    func encode(_ value: Int8) throws { try integer(value) }
    func encode(_ value: Int16) throws { try integer(value) }
    func encode(_ value: Int32) throws { try integer(value) }
    func encode(_ value: Int64) throws { try integer(value) }
    func encode(_ value: UInt) throws { try integer(value) }
    func encode(_ value: UInt8) throws { try integer(value) }
    func encode(_ value: UInt16) throws { try integer(value) }
    func encode(_ value: UInt32) throws { try integer(value) }
    func encode(_ value: UInt64) throws { try integer(value) }

    func encode<T: Encodable>(_ value: T) throws {
        try single()
        try output.write(value)
    }
}
