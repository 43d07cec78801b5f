import WayleaveBytes

/// A parsed request head that owns its bytes: one allocation, immutable, and a reference to copy.
///
/// Soundness of `@unchecked Sendable`: the storage is written only inside `init`, while nobody else holds it, and never again before it has
/// come back to one owner; the reference count is atomic.
/// The storage holds `layout.fieldCount` entries, then `layout.byteCount` bytes, eight bytes an element; slices are checked against both.
package struct RequestHead: @unchecked Sendable {
    private final class Storage: ManagedBuffer<RequestHeadLayout, HeadField> {}
    private var storage: Storage

    /// Copies the head that `parser` has just parsed at the start of `buffer`.
    package init(_ parser: borrowing RequestHeadParser, in buffer: UnsafeRawBufferPointer) {
        self.init(storage: Self.allocate(Self.elements(of: parser.layout)), parser, in: buffer)
    }

    /// Copies the head like ``init(_:in:)``, into the memory of `spare` if nobody else holds that any more and it is large enough.
    ///
    /// Otherwise this head is the spare one of the next time, unless it is large, or belongs to an upgrade and will be kept.
    package init(_ parser: borrowing RequestHeadParser, in buffer: UnsafeRawBufferPointer, reusing spare: inout RequestHead?) {
        let needed = Self.elements(of: parser.layout)
        guard needed <= Self.spareElements, !parser.layout.connectionUpgrade else {
            self.init(parser, in: buffer)
            return
        }
        if spare == nil || !spare!.isUnique() { spare = RequestHead(storage: Self.allocate(Self.spareElements)) }
        self.init(storage: spare!.storage, parser, in: buffer)
    }

    /// What a spare head has room for: fields and eight bytes each, about 2 KiB.
    private static let spareElements = 256

    private static func allocate(_ elements: Int) -> Storage {
        unsafeDowncast(Storage.create(minimumCapacity: elements) { _ in RequestHeadLayout() }, to: Storage.self)
    }

    @inline(__always)
    private static func elements(of layout: RequestHeadLayout) -> Int {
        let stride = MemoryLayout<HeadField>.stride
        return layout.fieldCount &+ (layout.byteCount &+ stride &- 1) / stride
    }

    private init(storage: Storage) { self.storage = storage }

    /// Fills `storage`, which has room for it and which nobody else holds.
    @inline(__always)
    private init(storage: Storage, _ parser: borrowing RequestHeadParser, in buffer: UnsafeRawBufferPointer) {
        self.storage = storage
        let count = parser.layout.fieldCount
        let byteCount = parser.layout.byteCount
        precondition(buffer.count >= byteCount, "the buffer must still hold the head that was parsed")
        let fields = parser.fields
        storage.withUnsafeMutablePointers { header, elements in
            header.pointee = parser.layout
            elements.update(from: fields, count: count)
            guard let source = buffer.baseAddress else { return }
            UnsafeMutableRawPointer(elements + count).copyMemory(from: source, byteCount: byteCount)
        }
    }

    private mutating func isUnique() -> Bool { isKnownUniquelyReferenced(&storage) }

    /// By the pointer: `header` is checked for exclusive access each time.
    package var layout: RequestHeadLayout { storage.withUnsafeMutablePointerToHeader { $0.pointee } }

    package var method: HTTPMethod {
        switch layout.methodKind {
        case .get: .get
        case .head: .head
        case .post: .post
        case .put: .put
        case .delete: .delete
        case .options: .options
        case .patch: .patch
        case .connect: .connect
        case .trace: .trace
        case .other: HTTPMethod(unchecked: string(layout.method))
        }
    }

    /// The request target as sent.
    package var target: String { string(layout.target) }
    /// The path, not decoded; "/" for an absolute-form target without one, "*" in asterisk-form, empty in authority-form.
    package var path: String { withPath { String(decoding: $0, as: UTF8.self) } }
    /// The query, not decoded, without "?"; empty if there is none.
    package var query: String { string(layout.query) }
    /// The host and port asked for: the target's, else the Host field's; empty if HTTP/1.0 sent none.
    package var authority: String { string(layout.authority) }

    /// Calls `body` with the path as ``path`` describes it; the pointer is valid only during the call.
    package func withPath<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        let slice =
            switch layout.targetForm {
            case .asterisk: layout.target
            default: layout.path
            }
        if slice.count == 0, layout.targetForm == .absolute {
            let root: StaticString = "/"
            return try body(UnsafeRawBufferPointer(start: root.utf8Start, count: 1))
        }
        return try withBytes(of: slice, body)
    }

    /// Calls `body` with the query, not decoded; the pointer is valid only during the call.
    package func withQuery<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R { try withBytes(of: layout.query, body) }

    /// Calls `body` with the bytes of `slice`; the pointer is valid only during the call.
    @inline(__always)
    package func withBytes<R>(of slice: HeadSlice, _ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try withFieldsAndBytes { _, bytes in try body(slice.bytes(in: bytes)) }
    }

    /// The number of field lines.
    package var fieldCount: Int { layout.fieldCount }

    /// How many lines of `field` there are.
    package func lineCount(_ field: KnownField) -> Int { layout.lineCount(field) }

    /// Calls `body` with the value of the first line of `field`, or `nil`; the pointer is valid only during the call.
    @inline(__always)
    package func withValue<R>(_ field: KnownField, _ body: (UnsafeRawBufferPointer?) throws -> R) rethrows -> R {
        try withFieldsAndBytes { fields, bytes in
            guard let index = layout.firstIndex(field), index < fields.count else { return try body(nil) }
            return try body(fields[index].value.bytes(in: bytes))
        }
    }

    /// Calls `body` with the value of every line of `field`, in order.
    package func forEachValue(_ field: KnownField, _ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
        guard let first = layout.firstIndex(field) else { return }
        try withFieldsAndBytes { fields, bytes in
            guard first < fields.count else { return }
            let name = fields[first].name.bytes(in: bytes)
            for entry in fields[first...] where ASCII.equalsIgnoringCase(entry.name.bytes(in: bytes), name) {
                try body(entry.value.bytes(in: bytes))
            }
        }
    }

    /// Calls `body` with name and value of every field line, in order; the pointers are valid only during the call.
    package func forEachField(_ body: (_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws -> Void) rethrows {
        try withFieldsAndBytes { fields, bytes in
            for entry in fields { try body(entry.name.bytes(in: bytes), entry.value.bytes(in: bytes)) }
        }
    }

    /// The value of the first line of `field`, or `nil`; bytes that are not UTF-8 become U+FFFD.
    package func value(_ field: KnownField) -> String? {
        withValue(field) { $0.map { String(decoding: $0, as: UTF8.self) } }
    }

    /// The value of the first line whose name is `name` in any case, or `nil`.
    package func value(_ name: String) -> String? {
        var name = name
        return name.withUTF8 { wanted in
            withFieldsAndBytes { fields, bytes in
                for entry in fields where ASCII.equalsIgnoringCase(entry.name.bytes(in: bytes), UnsafeRawBufferPointer(wanted)) {
                    return String(decoding: entry.value.bytes(in: bytes), as: UTF8.self)
                }
                return nil
            }
        }
    }

    /// The values of all lines whose name is `name` in any case, in order.
    package func values(_ name: String) -> [String] {
        var name = name
        var values: [String] = []
        name.withUTF8 { wanted in
            forEachField { field, value in
                if ASCII.equalsIgnoringCase(field, UnsafeRawBufferPointer(wanted)) { values.append(String(decoding: value, as: UTF8.self)) }
            }
        }
        return values
    }

    /// Name and value of the field line at `index`, which must be in `0..<fieldCount`.
    package func field(at index: Int) -> (name: String, value: String) {
        withFieldsAndBytes { fields, bytes in
            let entry = fields[index]
            return (
                String(decoding: entry.name.bytes(in: bytes), as: UTF8.self), String(decoding: entry.value.bytes(in: bytes), as: UTF8.self)
            )
        }
    }

    private func string(_ slice: HeadSlice) -> String { withBytes(of: slice) { String(decoding: $0, as: UTF8.self) } }

    @inline(__always)
    private func withFieldsAndBytes<R>(_ body: (UnsafeBufferPointer<HeadField>, UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try storage.withUnsafeMutablePointers { layout, elements in
            let count = layout.pointee.fieldCount
            return try body(
                UnsafeBufferPointer(start: elements, count: count),
                UnsafeRawBufferPointer(start: elements + count, count: layout.pointee.byteCount))
        }
    }
}
