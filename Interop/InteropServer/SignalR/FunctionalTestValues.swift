import Wayleave

/// The error that the official tests expect by its name.
struct InvalidOperationException: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// A value with properties named as in C#.
struct CustomObject: Codable, Sendable {
    var name: String
    var value: Int

    enum CodingKeys: String, CodingKey {
        case name = "Name"
        case value = "Value"
    }
}

/// A value of every kind, with properties named as in C#.
struct ComplexObject: Codable, Sendable {
    var string: String
    var integers: [Int]
    var bytes: Binary
    var guid: String
    var time: Timestamp

    enum CodingKeys: String, CodingKey {
        case string = "String"
        case integers = "IntArray"
        case bytes = "ByteArray"
        case guid = "Guid"
        case time = "DateTime"
    }
}
