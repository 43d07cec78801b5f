/// The elements of an array, one after the other; 24 bytes, so that it travels in an existential without a box.
struct JSONUnkeyedDecoding: UnkeyedDecodingContainer {
    private let document: JSONDocument
    private let token: UInt32
    private var element: UInt32
    private var index: UInt32 = 0

    init(document: JSONDocument, token: Int) {
        self.document = document
        self.token = UInt32(truncatingIfNeeded: token)
        element = self.token &+ 1
    }

    var codingPath: [any CodingKey] { document.codingPath(to: Int(token)) }
    var count: Int? { document.elementCount(of: Int(token)) }
    var isAtEnd: Bool { Int(element) >= document.next(after: Int(token)) }
    var currentIndex: Int { Int(index) }

    /// The current element's token.
    @inline(__always)
    private func current(_ expected: @autoclosure () -> String) throws -> Int {
        if isAtEnd { throw JSONError(.missingElement(expected: expected()), path: document.path(to: Int(token)) + "[\(index)]") }
        return Int(element)
    }

    /// Steps over the current element, once it was decoded.
    @inline(__always)
    private mutating func advance() {
        element = UInt32(truncatingIfNeeded: document.next(after: Int(element)))
        index &+= 1
    }

    private mutating func integer<T: FixedWidthInteger>(_ type: T.Type) throws -> T {
        let value = try document.integer(type, at: current("\(type)"))
        advance()
        return value
    }

    mutating func decodeNil() throws -> Bool {
        guard document.isNull(try current("a value")) else { return false }
        advance()
        return true
    }

    mutating func decode(_ type: Bool.Type) throws -> Bool {
        let value = try document.boolean(at: current("Bool"))
        advance()
        return value
    }

    mutating func decode(_ type: String.Type) throws -> String {
        let value = try document.string(at: current("String"))
        advance()
        return value
    }

    mutating func decode(_ type: Double.Type) throws -> Double {
        let value = try document.floatingPoint(type, at: current("Double"))
        advance()
        return value
    }

    mutating func decode(_ type: Float.Type) throws -> Float {
        let value = try document.floatingPoint(type, at: current("Float"))
        advance()
        return value
    }

    mutating func decode(_ type: Int.Type) throws -> Int { try integer(type) }
    mutating func decode(_ type: Int8.Type) throws -> Int8 { try integer(type) }
    mutating func decode(_ type: Int16.Type) throws -> Int16 { try integer(type) }
    mutating func decode(_ type: Int32.Type) throws -> Int32 { try integer(type) }
    mutating func decode(_ type: Int64.Type) throws -> Int64 { try integer(type) }
    mutating func decode(_ type: UInt.Type) throws -> UInt { try integer(type) }
    mutating func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(type) }
    mutating func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(type) }
    mutating func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(type) }
    mutating func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(type) }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        let value = try document.decode(type, at: current("\(type)"))
        advance()
        return value
    }

    mutating func nestedContainer<NestedKey: CodingKey>(keyedBy type: NestedKey.Type) throws -> KeyedDecodingContainer<NestedKey> {
        let container = try JSONElementDecoder(document: document, token: current("an object")).container(keyedBy: type)
        advance()
        return container
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        let container = try JSONElementDecoder(document: document, token: current("an array")).unkeyedContainer()
        advance()
        return container
    }

    mutating func superDecoder() throws -> any Decoder {
        let decoder = JSONElementDecoder(document: document, token: try current("a value"))
        advance()
        return decoder
    }
}
