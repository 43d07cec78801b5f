/// Reads one PROXY header, in pieces as they come, and not a byte beyond it.
///
/// Strict: what two readers could understand differently is refused.
package struct ProxyHeaderParser: Sendable {
    /// What came of the bytes so far.
    package enum Result: Sendable, Equatable {
        case needMore
        case complete(ProxyHeader)
        /// Not a header; in words.
        case refused(StaticString)

        package static func == (a: Result, b: Result) -> Bool {
            switch (a, b) {
            case (.needMore, .needMore): true
            case (.complete(let a), .complete(let b)): a == b
            case (.refused, .refused): true
            default: false
            }
        }
    }

    /// The longest header that is read, in bytes; in version 1 the standard's limit is 107.
    package static let maxBytes = 536

    private var bytes: [UInt8] = []

    package init() {}

    /// Whether nothing has come yet.
    package var isEmpty: Bool { bytes.isEmpty }

    /// Takes those of `more` that belong to the header.
    package mutating func take(_ more: UnsafeRawBufferPointer) -> (used: Int, result: Result) {
        var used = 0
        while used < more.count {
            let wanted = min(self.wanted(more, from: used), more.count - used)
            bytes.append(contentsOf: more[used..<(used + wanted)])
            used += wanted
            let result = result
            if result != .needMore { return (used, result) }
        }
        return (used, .needMore)
    }

    /// How many bytes surely belong to the header still.
    private func wanted(_ more: UnsafeRawBufferPointer, from start: Int) -> Int {
        // The signatures differ in the first byte.
        guard let first = bytes.first, first == ProxyHeaderV2.signature[0] else { return 1 }
        let end = bytes.count < ProxyHeaderV2.fixedBytes ? ProxyHeaderV2.fixedBytes : ProxyHeaderV2.end(of: bytes)
        return max(1, end - bytes.count)
    }

    private var result: Result {
        switch bytes.first {
        case ProxyHeaderV2.signature[0]: ProxyHeaderV2.read(bytes)
        case UInt8(ascii: "P"): ProxyHeaderV1.read(bytes)
        default: .refused("neither version's signature")
        }
    }
}
