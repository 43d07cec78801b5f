/// A growable output buffer that encoders append to.
///
/// It is unique (`~Copyable`), keeps its storage when emptied and never shrinks by itself, so that a loop reuses one for every message.
/// Growth is amortised doubling; the caller bounds what it appends.
///
/// Soundness: `base` always points at `capacity` allocated bytes of which the first `count` are initialised;
/// every write goes through `reserve`, which makes room first.
@usableFromInline
package struct ByteWriter: ~Copyable {
    @usableFromInline package var base: UnsafeMutablePointer<UInt8>
    /// The number of bytes written so far; to be changed by the members below only.
    @usableFromInline package var count = 0
    @usableFromInline package var capacity: Int

    /// Creates an empty writer with room for `capacity` bytes before it has to grow.
    package init(capacity: Int = 256) {
        self.capacity = max(capacity, 16)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    package var isEmpty: Bool { count == 0 }

    /// What was written, borrowed.
    package var bytes: RawSpan {
        @_lifetime(borrow self)
        get {
            let span = RawSpan(_unsafeStart: UnsafeRawPointer(base), byteCount: count)
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    /// Calls `body` with what was written; the pointer is valid only during the call.
    @inlinable
    @inline(__always)
    package func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try body(UnsafeRawBufferPointer(start: base, count: count))
    }

    /// Calls `body` with what was written, to be changed in place; the pointer is valid only during the call.
    package mutating func withUnsafeMutableBytes<R>(_ body: (UnsafeMutableRawBufferPointer) throws -> R) rethrows -> R {
        try body(UnsafeMutableRawBufferPointer(start: base, count: count))
    }

    /// A copy of what was written.
    package func copyBytes() -> [UInt8] { Array(UnsafeBufferPointer(start: base, count: count)) }

    /// Forgets the contents, keeps the storage.
    @inlinable
    @inline(__always)
    package mutating func removeAll() { count = 0 }

    /// Drops what was written after the first `newCount` bytes.
    @inlinable
    @inline(__always)
    package mutating func truncate(to newCount: Int) { count = min(count, max(newCount, 0)) }

    /// Makes room for `n` more bytes and returns where they go; follow with ``commit(_:)``.
    @inlinable
    @inline(__always)
    package mutating func reserve(_ n: Int) -> UnsafeMutablePointer<UInt8> {
        if capacity &- count < n { grow(by: n) }
        return base + count
    }

    /// Counts `n` bytes, just written at the place ``reserve(_:)`` returned, as contents.
    @inlinable
    @inline(__always)
    package mutating func commit(_ n: Int) { count &+= n }

    @inline(never)
    @usableFromInline
    package mutating func grow(by n: Int) {
        var newCapacity = capacity * 2
        while newCapacity - count < n { newCapacity *= 2 }
        let newBase = UnsafeMutablePointer<UInt8>.allocate(capacity: newCapacity)
        newBase.update(from: base, count: count)
        base.deallocate()
        base = newBase
        capacity = newCapacity
    }

    @inlinable
    @inline(__always)
    package mutating func append(_ byte: UInt8) {
        reserve(1).pointee = byte
        count &+= 1
    }

    @inlinable
    @inline(__always)
    package mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress, bytes.count > 0 else { return }
        UnsafeMutableRawPointer(reserve(bytes.count)).copyMemory(from: source, byteCount: bytes.count)
        count &+= bytes.count
    }

    @inlinable
    @inline(__always)
    package mutating func append(_ span: RawSpan) {
        span.withUnsafeBytes { append($0) }
    }

    @inlinable
    package mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { append($0) }
    }

    @inlinable
    @inline(__always)
    package mutating func append(_ text: StaticString) {
        append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends the UTF-8 of `text`; literals go to the overload for `StaticString`, which has nothing to look up.
    @_disfavoredOverload
    package mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    /// Appends `value` in decimal.
    package mutating func append(decimal value: Int) {
        if value < 0 { append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        var length = 1
        var bound: UInt = 10
        while rest >= bound, length < 19 {
            length &+= 1
            bound = bound &* 10
        }
        let room = reserve(20)
        var place = length
        repeat {
            place &-= 1
            room[place] = UInt8(truncatingIfNeeded: rest % 10) &+ 48
            rest /= 10
        } while place > 0
        count &+= length
    }
}
