package import WayleaveJSON

/// Decodes the arguments of an event or acknowledgement one after the other.
package struct ArgumentReader {
    package let document: JSONDocument
    private var token: Int
    private let end: Int
    /// The number of arguments decoded so far.
    package private(set) var index = 0

    /// Reads the array that `document` holds; `skipping` elements, the event's name, come before the arguments.
    package init(_ document: JSONDocument, skipping: Int) {
        self.document = document
        token = 1
        end = document.tokenCount > 0 ? document.next(after: 0) : 0
        for _ in 0..<skipping where token < end { token = document.next(after: token) }
    }

    /// Decodes the next argument; a missing one is `nil` where the type is optional.
    ///
    /// Throws ``JSONError``, whose path starts at the argument.
    @inline(__always)
    package mutating func next<T: Decodable>(_ type: T.Type) throws -> T {
        guard token < end else { return try missing(type) }
        document.root = token
        let value = try document.decode(type, at: token)
        token = document.next(after: token)
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
    private func missing<T>(_ type: T.Type) throws -> T {
        if let absent = (type as? any AbsentArgument.Type)?.absent as? T { return absent }
        throw JSONError(.missingElement(expected: "\(type)"))
    }
}

/// A type that can stand for an argument that was not sent.
private protocol AbsentArgument {
    static var absent: Self { get }
}

extension Optional: AbsentArgument {
    fileprivate static var absent: Self { nil }
}
