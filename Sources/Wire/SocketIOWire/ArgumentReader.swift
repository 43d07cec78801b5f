package import WayleaveJSON

/// Decodes the arguments of an event or acknowledgement one after the other.
package struct ArgumentReader {
    package let document: JSONDocument
    private let array: Int
    private let skipping: Int
    private var token: Int
    private let end: Int
    /// The number of arguments decoded so far.
    package private(set) var index = 0

    /// Reads the array at the token `array`; `skipping` elements, the event's name, come before the arguments.
    package init(_ document: JSONDocument, array: Int = 0, skipping: Int) {
        self.document = document
        self.array = array
        self.skipping = skipping
        (token, end) = document.elements(of: array, skipping: skipping)
    }

    /// Decodes the next argument; a missing one is `nil` where the type is optional.
    ///
    /// Throws ``JSONError``, whose `$` is the packet's array: `$[0]` is an event's name, or an acknowledgement's first value.
    @inline(__always)
    package mutating func next<T: Decodable>(_ type: T.Type) throws -> T {
        guard token < end else { return try missing(type) }
        let value = try document.decodeElement(type, at: &token, root: array)
        index &+= 1
        return value
    }

    /// Decodes all arguments that are left.
    package mutating func rest() throws -> [JSONValue] {
        var values: [JSONValue] = []
        while token < end { values.append(try next(JSONValue.self)) }
        return values
    }

    @inline(never)
    private mutating func missing<T>(_ type: T.Type) throws -> T {
        if let absent = (type as? any AbsentArgument.Type)?.absent as? T {
            index &+= 1
            return absent
        }
        throw JSONError(.missingElement(expected: "\(type)"), path: "$[\(skipping + index)]")
    }
}

/// A type that can stand for an argument that was not sent.
private protocol AbsentArgument {
    static var absent: Self { get }
}

extension Optional: AbsentArgument {
    fileprivate static var absent: Self { nil }
}
