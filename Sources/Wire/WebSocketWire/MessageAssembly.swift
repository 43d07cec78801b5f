/// The bytes of a message that did not come whole in one frame within one read.
///
/// Soundness: `base` is `nil` or points at `capacity` allocated bytes of which the first `count` are initialised.
struct MessageAssembly: ~Copyable {
    private var base: UnsafeMutableRawPointer?
    private(set) var count = 0
    private var capacity = 0

    init() {}

    deinit { base?.deallocate() }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    /// Copies `n` bytes from `source` to the end and unmasks the copy with `key`; `announced` more are expected in the same frame.
    mutating func append(_ source: UnsafeRawPointer, count n: Int, key: UInt32, announced: Int, limit: Int) -> UnsafeRawBufferPointer {
        if capacity &- count < n { grow(to: count + n, announced: announced, limit: limit) }
        guard n > 0, let base else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        let target = base + count
        target.copyMemory(from: source, byteCount: n)
        if key != 0 { WebSocketMask.apply(key, to: target, count: n) }
        count &+= n
        return UnsafeRawBufferPointer(start: target, count: n)
    }

    mutating func removeAll() { count = 0 }

    /// Doubles, so that copying stays linear, but trusts an announcement only for 64 KiB: a peer pays for memory with bytes.
    private mutating func grow(to needed: Int, announced: Int, limit: Int) {
        let hoped = needed + min(announced, 65_536)
        let newCapacity = max(needed, min(max(hoped, capacity * 2, 256), limit))
        let newBase = UnsafeMutableRawPointer.allocate(byteCount: newCapacity, alignment: 16)
        if let base {
            newBase.copyMemory(from: base, byteCount: count)
            base.deallocate()
        }
        base = newBase
        capacity = newCapacity
    }
}
