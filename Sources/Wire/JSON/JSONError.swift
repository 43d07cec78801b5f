/// Says why JSON could not be decoded or encoded, and where.
public struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of a fault.
    public enum Reason: Sendable, Equatable {
        /// The bytes are not JSON; `expected` is what the grammar allows at `offset`, in bytes from the start.
        case syntax(expected: String, offset: Int)
        /// The bytes hold invalid UTF-8 (RFC 8259 § 8.1).
        case invalidUTF8
        /// More than ``JSON/maxDepth`` containers are nested.
        case tooDeep(limit: Int)
        /// The document has more bytes than can be decoded.
        case tooLarge(limit: Int)
        /// A value has another type than the one asked for.
        case typeMismatch(expected: String, found: String)
        /// An object has no member of this name.
        case missingKey(String)
        /// An array has fewer elements than were asked for.
        case missingElement(expected: String)
        /// A value has the right type, but cannot be accepted; the text says why.
        case invalidValue(String)
    }

    /// The fault.
    public var reason: Reason
    /// Where: `$` is the value that was decoded, `.name` a member and `[0]` an element.
    public var path: String

    package init(_ reason: Reason, path: String = "$") {
        self.reason = reason
        self.path = path
    }

    public var description: String {
        switch reason {
        case .syntax(let expected, let offset): "at byte \(offset): expected \(expected)"
        case .invalidUTF8: "invalid UTF-8"
        case .tooDeep(let limit): "more than \(limit) nested containers"
        case .tooLarge(let limit): "more than \(limit) bytes"
        case .typeMismatch(let expected, let found): "at \(path): expected \(expected), found \(found)"
        case .missingKey(let name): "at \(path): the member \"\(name)\" is missing"
        case .missingElement(let expected): "at \(path): expected \(expected), found the end of the array"
        case .invalidValue(let text): "at \(path): \(text)"
        }
    }
}
