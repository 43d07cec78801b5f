import WayleaveJSON

/// Decodes values one after the other; missing ones read as `null`.
struct ValueReader {
    private let values: [JSONValue]
    private(set) var index = 0

    init(_ values: [JSONValue]) { self.values = values }

    /// Throws `JSONError`, whose path starts at the value.
    mutating func next<T: Decodable>(_ type: T.Type) throws -> T {
        defer { index += 1 }
        return try (index < values.count ? values[index] : .null).decode(type)
    }
}
