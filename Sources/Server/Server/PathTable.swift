/// A hash table from paths to values that is asked with borrowed bytes: no `String` is made to look a path up.
///
/// Paths come from the program, not from peers, so a plain hash (FNV-1a) is enough; lookups cost the length of the path.
struct PathTable<Value: Sendable>: Sendable {
    private var slots: [(path: [UInt8], value: Value)?] = []
    private var entries: [(path: [UInt8], value: Value)] = []

    /// Sets what `path` leads to, given what it led to before.
    mutating func update(_ path: String, _ change: (Value?) -> Value) {
        let path = Array(path.utf8)
        if let index = entries.firstIndex(where: { $0.path == path }) {
            entries[index].value = change(entries[index].value)
        } else {
            entries.append((path, change(nil)))
        }
        var capacity = 8
        while capacity < entries.count * 2 { capacity *= 2 }
        slots = Array(repeating: nil, count: capacity)
        for entry in entries {
            var place = entry.path.withUnsafeBytes { Self.hash($0) } & (capacity - 1)
            while slots[place] != nil { place = (place + 1) & (capacity - 1) }
            slots[place] = entry
        }
    }

    subscript(_ path: UnsafeRawBufferPointer) -> Value? {
        guard !slots.isEmpty else { return nil }
        var place = Self.hash(path) & (slots.count - 1)
        // At least half of the slots are empty, so this ends.
        while let entry = slots[place] {
            if entry.path.withUnsafeBytes({ Self.equal($0, path) }) { return entry.value }
            place = (place + 1) & (slots.count - 1)
        }
        return nil
    }

    static func equal(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
        guard a.count == b.count else { return false }
        for i in 0..<a.count where a[i] != b[i] { return false }
        return true
    }

    private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: hash ^ hash >> 32) & Int.max
    }
}
