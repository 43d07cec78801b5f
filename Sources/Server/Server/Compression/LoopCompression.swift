internal import WayleaveDeflate

/// The compressors and the decompressor that all connections of a loop share; each is made when it is first needed. Confined to the loop.
final class LoopCompression {
    /// What two users of a compressor must have in common.
    struct Kind: Equatable {
        var format: DeflateFormat
        var level: Int
        var windowBits: Int
        var memoryLevel: Int

        func make() -> Deflater? { Deflater(format, level: level, windowBits: windowBits, memoryLevel: memoryLevel) }
    }

    let inflater = MessageInflater()
    @exclusivity(unchecked) private var deflaters: [(kind: Kind, deflater: Deflater)] = []

    /// More kinds than a server has settings for: what clients ask for (seven window sizes) must not pile compressors up. 16.
    private static let maxDeflaters = 16

    /// A compressor that has forgotten what it did before; `nil` without memory.
    func deflater(_ kind: Kind) -> Deflater? {
        for entry in deflaters where entry.kind == kind {
            entry.deflater.reset()
            return entry.deflater
        }
        guard let made = kind.make() else { return nil }
        if deflaters.count == Self.maxDeflaters { deflaters.removeFirst() }
        deflaters.append((kind, made))
        return made
    }
}
