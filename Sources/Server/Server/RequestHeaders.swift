internal import WayleaveHTTPWire

/// A request's header fields; names are compared without regard to case.
public struct RequestHeaders: Sendable, Sequence {
    private let head: RequestHead

    init(_ head: RequestHead) { self.head = head }

    /// The number of field lines.
    public var count: Int { head.fieldCount }

    /// The value of the first line of that name.
    public subscript(_ name: String) -> String? { head.value(name) }

    /// The values of all lines of that name, in order.
    public func all(_ name: String) -> [String] { head.values(name) }

    /// Goes through all field lines, in order.
    public func makeIterator() -> AnyIterator<(name: String, value: String)> {
        var next = 0
        return AnyIterator {
            guard next < head.fieldCount else { return nil }
            defer { next += 1 }
            return head.field(at: next)
        }
    }
}
