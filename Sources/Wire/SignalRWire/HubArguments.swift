package import WayleaveJSON

/// Decodes the arguments of an invocation one after the other, straight from its record.
package struct HubArguments {
    package let document: JSONDocument
    private let array: Int
    private var token: Int
    private let end: Int

    /// Reads the array at the token `array`.
    package init(_ document: JSONDocument, array: Int) {
        self.document = document
        self.array = array
        (token, end) = document.elements(of: array, skipping: 0)
    }

    /// The number of arguments in all.
    package var count: Int { document.elementCount(of: array) }
    package var isAtEnd: Bool { token >= end }

    /// Decodes the next argument; `nil` where the type is optional and there is none. Throws ``JSONError``, whose `$` is the array.
    @inline(__always)
    package mutating func next<T: Decodable>(_ type: T.Type) throws -> T {
        guard token < end else { return try missing(type) }
        return try document.decodeElement(type, at: &token, root: array)
    }

    @inline(never)
    private func missing<T>(_ type: T.Type) throws -> T {
        if let absent = (type as? any AbsentHubArgument.Type)?.absent as? T { return absent }
        throw JSONError(.missingElement(expected: "\(type)"), path: "$")
    }

    /// Whether an argument of this type may be left out.
    package static func mayBeAbsent(_ type: Any.Type) -> Bool { type is any AbsentHubArgument.Type }
}

/// A type that can stand for an argument that was not sent.
private protocol AbsentHubArgument {
    static var absent: Self { get }
}

extension Optional: AbsentHubArgument {
    fileprivate static var absent: Self { nil }
}
