/// A hash table from paths to values that is asked with borrowed bytes: no `String` is made to look a path up.
///
/// Paths come from the program, not from peers, so a plain hash is enough; lookups cost the length of the path.
struct PathTable<Value: Sendable>: Sendable {
    private struct Slot {
        var hash: UInt32 = 0
        /// The entry's index plus one; 0 for an empty slot.
        var entry: Int32 = 0
    }

    private var slots: [Slot] = []
    /// All paths, one after the other, and where each begins and ends.
    private var bytes: [UInt8] = []
    private var bounds: [Range<Int>] = []
    private var values: [Value] = []

    /// Sets what `path` leads to, given what it led to before.
    mutating func update(_ path: String, _ change: (Value?) -> Value) {
        let path = Array(path.utf8)
        if let index = path.withUnsafeBytes({ index(of: $0) }) {
            values[index] = change(values[index])
            return
        }
        values.append(change(nil))
        bounds.append(bytes.count..<(bytes.count + path.count))
        bytes += path
        var capacity = 8
        while capacity < values.count * 2 { capacity *= 2 }
        slots = Array(repeating: Slot(), count: capacity)
        for (index, bounds) in bounds.enumerated() {
            let hash = bytes.withUnsafeBytes { Self.hash(UnsafeRawBufferPointer(rebasing: $0[bounds])) }
            var place = Int(hash) & (capacity - 1)
            while slots[place].entry != 0 { place = (place + 1) & (capacity - 1) }
            slots[place] = Slot(hash: hash, entry: Int32(index + 1))
        }
    }

    subscript(_ path: UnsafeRawBufferPointer) -> Value? { index(of: path).map { values[$0] } }

    @inline(__always)
    private func index(of path: UnsafeRawBufferPointer) -> Int? {
        guard !slots.isEmpty else { return nil }
        let hash = Self.hash(path)
        let mask = slots.count &- 1
        var place = Int(hash) & mask
        // At least half of the slots are empty, so this ends.
        while slots[place].entry != 0 {
            if slots[place].hash == hash {
                let index = Int(slots[place].entry) &- 1
                let bounds = bounds[index]
                if bytes.withUnsafeBytes({ Self.equal(UnsafeRawBufferPointer(rebasing: $0[bounds]), path) }) { return index }
            }
            place = (place &+ 1) & mask
        }
        return nil
    }

    /// Eight bytes at a time, the last ones overlapping.
    @inline(__always)
    static func equal(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
        let n = a.count
        guard n == b.count else { return false }
        guard n >= 8 else {
            for i in 0..<n where a[i] != b[i] { return false }
            return true
        }
        var i = 0
        while i < n &- 8 {
            if a.loadUnaligned(fromByteOffset: i, as: UInt64.self) != b.loadUnaligned(fromByteOffset: i, as: UInt64.self) { return false }
            i &+= 8
        }
        return a.loadUnaligned(fromByteOffset: n &- 8, as: UInt64.self) == b.loadUnaligned(fromByteOffset: n &- 8, as: UInt64.self)
    }

    @inline(__always)
    private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        let n = bytes.count
        var hash = UInt64(truncatingIfNeeded: n) &* 0x9E37_79B9_7F4A_7C15
        if n >= 8 {
            var i = 0
            while i < n &- 8 {
                hash = mixed(hash ^ bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self))
                i &+= 8
            }
            hash = mixed(hash ^ bytes.loadUnaligned(fromByteOffset: n &- 8, as: UInt64.self))
        } else {
            var word: UInt64 = 0
            for i in 0..<n { word = word &<< 8 | UInt64(bytes[i]) }
            hash = mixed(hash ^ word)
        }
        return UInt32(truncatingIfNeeded: hash &>> 32)
    }

    @inline(__always)
    private static func mixed(_ word: UInt64) -> UInt64 {
        let product = word &* 0x9E37_79B9_7F4A_7C15
        return product ^ product &>> 29
    }
}
