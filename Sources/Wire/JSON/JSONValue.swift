import WayleaveBytes

/// Any JSON value, and binary data; decoding and encoding again keeps the order of members and the form of numbers.
public enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
    /// An attachment of a Socket.IO packet; base64 text in plain JSON.
    case binary(Binary)

    /// The member `name` of an object; `nil` for other values.
    public subscript(_ name: String) -> JSONValue? {
        guard case .object(let object) = self else { return nil }
        return object[name]
    }

    /// The element at `index` of an array; `nil` for other values and beyond the end.
    public subscript(_ index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// Whether it is `null`.
    public var isNull: Bool { self == .null }

    /// The boolean, if it is one.
    public var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The string, if it is one.
    public var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    /// The number if it is an integer in the range of `Int`.
    public var int: Int? {
        guard case .number(let value) = self else { return nil }
        return value.int
    }

    /// The number, rounded to the nearest `Double`, if it is one.
    public var double: Double? {
        guard case .number(let value) = self else { return nil }
        return value.double
    }

    /// The elements, if it is an array.
    public var array: [JSONValue]? {
        guard case .array(let value) = self else { return nil }
        return value
    }

    /// The members, if it is an object.
    public var object: JSONObject? {
        guard case .object(let value) = self else { return nil }
        return value
    }

    /// The bytes, if it is an attachment.
    public var binary: Binary? {
        guard case .binary(let value) = self else { return nil }
        return value
    }

    /// Decodes this value as `type`; throws ``JSONError`` with the path and the expected type.
    public func decode<T: Decodable>(_ type: T.Type = T.self) throws -> T {
        let output = JSONOutput()
        output.attachments = []
        try output.encode(self)
        return try output.writer.withUnsafeBytes { try JSON.decode(type, from: $0, attachments: output.attachments ?? []) }
    }

    /// The tree of what `value` encodes to, binary data kept as such.
    public init<T: Encodable>(encoding value: T) throws {
        let output = JSONOutput()
        output.attachments = []
        try output.encode(value)
        self = try output.writer.withUnsafeBytes { try JSON.decode(JSONValue.self, from: $0, attachments: output.attachments ?? []) }
    }
}

extension JSONValue: CustomStringConvertible {
    /// The value as compact JSON.
    public var description: String { (try? JSON.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "(too deep)" }
}
