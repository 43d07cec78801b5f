/// How octets are split into packets: whole, one by one, or at places that eight octets of the input choose.
public enum Delivery: CaseIterable, Sendable {
    case whole, octets, chosen

    /// The ends of the packets of `count` octets, the last one `count` itself; at least one packet, even of nothing.
    public func ends(of count: Int, seed: UInt64) -> [Int] {
        switch self {
        case .whole: return [count]
        case .octets: return count == 0 ? [0] : Array(1...count)
        case .chosen:
            var ends: [Int] = []
            var state = seed | 1
            var end = 0
            while end < count {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                // Mostly short packets: most of what can go wrong goes wrong within a header.
                let size = 1 + Int((state >> 33) & 0xFF) % (state >> 60 == 0 ? 200 : 17)
                end = min(count, end + size)
                ends.append(end)
            }
            return ends.isEmpty ? [0] : ends
        }
    }
}
