/// An immutable set of byte strings with constant-time lookup that neither allocates nor makes a `String`.
///
/// Open addressing with linear probing at a load of at most one half. The hash is not keyed: only the author of the rules inserts, a peer
/// merely looks up, so the probe length has the bound that it had at construction.
struct ByteTable: Sendable {
    /// One slot: the upper half of the hash as a tag, then the index plus one; zero is an empty slot.
    private let slots: [UInt64]
    private let mask: Int
    private let bytes: [UInt8]
    private let ends: [Int]
    /// The length of the longest key, in bytes: longer questions are answered without hashing.
    let longest: Int

    var count: Int { ends.count - 1 }

    /// Creates a table of `keys`, which must differ; the index of a key is its position.
    init(_ keys: [[UInt8]]) {
        var capacity = 2
        while capacity < keys.count * 2 { capacity *= 2 }
        var slots = [UInt64](repeating: 0, count: capacity)
        var bytes: [UInt8] = []
        var ends = [0]
        for (index, key) in keys.enumerated() {
            let hash = key.withUnsafeBytes(ByteTable.hash)
            var slot = Int(truncatingIfNeeded: hash) & (capacity - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
            slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(index + 1)
            bytes += key
            ends.append(bytes.count)
        }
        self.slots = slots
        self.mask = capacity - 1
        self.bytes = bytes
        self.ends = ends
        self.longest = keys.reduce(0) { max($0, $1.count) }
    }

    /// The index of `key`, compared byte for byte, or with ASCII letters folded if `foldingCase`.
    @inline(__always)
    func index(of key: UnsafeRawBufferPointer, foldingCase: Bool = false) -> Int? {
        guard key.count <= longest else { return nil }
        let hash = ByteTable.hash(key)
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let entry = slots[slot]
            if entry == 0 { return nil }
            if entry >> 32 == hash >> 32 {
                let index = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) &- 1
                let isSame = bytes.withUnsafeBytes { all in
                    let candidate = ByteText.slice(all, ends[index], ends[index + 1])
                    return ByteText.equal(key, candidate) || foldingCase && ByteText.equalFolded(key, candidate)
                }
                if isSame { return index }
            }
            slot = (slot &+ 1) & mask
        }
    }

    /// A 64-bit hash, eight bytes a step, the same for both cases of a letter so that one function serves both comparisons.
    @inline(__always)
    private static func hash(_ key: UnsafeRawBufferPointer) -> UInt64 {
        let count = key.count
        var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
        var i = 0
        while count &- i >= 8 {
            hash = mix(hash, key.loadUnaligned(fromByteOffset: i, as: UInt64.self))
            i &+= 8
        }
        if i < count {
            var word: UInt64 = 0
            if count >= 8 {
                word = key.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
            } else {
                while i < count {
                    word = word &<< 8 | UInt64(key[i])
                    i &+= 1
                }
            }
            hash = mix(hash, word)
        }
        return hash
    }

    @inline(__always)
    private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let product = (hash ^ (word | 0x2020_2020_2020_2020)).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }
}
