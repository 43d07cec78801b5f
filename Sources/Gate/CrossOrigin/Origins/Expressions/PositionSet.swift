/// A set of the positions of an expression, in bits.
struct PositionSet: Hashable {
    private(set) var words: [UInt64] = []

    init() {}

    init(_ position: Int) { insert(position) }

    mutating func insert(_ position: Int) {
        while words.count <= position >> 6 { words.append(0) }
        words[position >> 6] |= 1 << UInt64(position & 63)
    }

    mutating func formUnion(_ other: PositionSet) {
        while words.count < other.words.count { words.append(0) }
        for i in other.words.indices { words[i] |= other.words[i] }
    }

    /// What both have, with the trailing words that are zero left out, so that equal sets are equal values.
    func intersection(_ other: PositionSet) -> PositionSet {
        var result = PositionSet()
        result.words = zip(words, other.words).map { $0 & $1 }
        while result.words.last == 0 { result.words.removeLast() }
        return result
    }

    /// The positions, ascending.
    var positions: [Int] {
        var positions: [Int] = []
        for (index, word) in words.enumerated() {
            var word = word
            while word != 0 {
                positions.append(index << 6 + word.trailingZeroBitCount)
                word &= word - 1
            }
        }
        return positions
    }
}
