import WayleaveJSON
import WayleaveSignalRWire

/// One call on its way to its method; borrows the record.
struct HubCall {
    let context: HubCallerContext
    var arguments: HubArguments
    /// `nil` when the client wants no answer.
    let id: InvocationID?
    /// The names of the client's streams that stand for the parameters not yet taken; `nil` for methods without such parameters.
    var uploads: ArraySlice<String>?

    /// Decodes the next argument, or takes the next of the client's streams. Throws ``HubArgumentError``, which nothing else does.
    @inline(__always)
    mutating func next<T: Decodable>(_ type: T.Type) throws -> T {
        if uploads != nil, let upload = takeUpload(type) { return upload }
        do { return try arguments.next(type) } catch { throw HubArgumentError(underlying: error) }
    }

    @inline(never)
    private mutating func takeUpload<T>(_ type: T.Type) -> T? {
        guard let kind = type as? any AnyHubUpload.Type, let id = uploads?.popFirst() else { return nil }
        return context.makeUpload(kind, id) as? T
    }

    static func mayBeAbsent(_ type: Any.Type) -> Bool { HubArguments.mayBeAbsent(type) }
}
