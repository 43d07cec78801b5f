/// Immutable bytes that many connections on many loops share by reference: a broadcast is encoded into one of these once.
///
/// Soundness of `@unchecked Sendable`: the storage is written only inside `init` and never again; the reference count is atomic.
package struct SharedBytes: @unchecked Sendable {
    private final class Storage: ManagedBuffer<Int, UInt8> {}
    private let storage: Storage

    /// Copies `bytes`.
    package init(_ bytes: UnsafeRawBufferPointer) {
        self.init(count: bytes.count) { target in target.copyMemory(from: bytes) }
    }

    /// Copies `bytes`.
    package init(_ bytes: [UInt8]) {
        self = bytes.withUnsafeBytes { SharedBytes($0) }
    }

    /// Allocates `count` bytes and lets `fill` write all of them.
    package init(count: Int, fill: (UnsafeMutableRawBufferPointer) -> Void) {
        let buffer = Storage.create(minimumCapacity: max(count, 1)) { _ in count }
        storage = unsafeDowncast(buffer, to: Storage.self)
        storage.withUnsafeMutablePointerToElements { fill(UnsafeMutableRawBufferPointer(start: $0, count: count)) }
    }

    /// By the pointer: `header` is checked for exclusive access each time, which costs more than the rest of a delivery's bookkeeping.
    package var count: Int { storage.withUnsafeMutablePointerToHeader { $0.pointee } }

    /// Calls `body` with the bytes; the pointer is valid as long as this value, or a copy of it, lives.
    @inline(__always)
    package func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try storage.withUnsafeMutablePointers { count, elements in
            try body(UnsafeRawBufferPointer(start: elements, count: count.pointee))
        }
    }

    package func copyBytes() -> [UInt8] { withUnsafeBytes { [UInt8]($0) } }
}
