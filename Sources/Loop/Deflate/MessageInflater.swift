/// Inflates whole messages of permessage-deflate (RFC 7692 § 7.2.2), one at a time, for all connections of a loop.
///
/// Between messages a connection's context is nothing but the end of what it has sent so far, so no connection needs a decompressor of its
/// own. Output lies in pages that are given back when a message was large. A stream that grows suspiciously is measured before any more of
/// it is kept: a bomb takes time up to the limit, but no memory.
///
/// Soundness: the buffer that is returned is lent until the next call; `tail` lives as long as the object.
package final class MessageInflater {
    /// Why a message cannot be inflated.
    package enum Failure: Error, Equatable {
        /// It is no deflate data, or it does not end where a message must.
        case invalid
        /// It is larger than the limit.
        case tooLarge
        /// It grows beyond the allowed ratio.
        case ratioExceeded
        /// There is no memory for it.
        case outOfMemory
    }

    /// A message that takes more than this leaves nothing behind: 256 KiB.
    private static let keptBytes = 256 * 1024
    /// Beyond 1 MiB, what grew to more than 64 times its size is measured before it is kept.
    private static let suspicion = InflateLimits(maxBytes: .max, maxRatio: 64, ratioFloor: 1 << 20)
    /// How much comes out between two looks at the limits: 256 KiB.
    private static let stepBytes = 256 * 1024
    /// What deflate can grow to at most, for each byte, and what is added for the end of a message.
    private static let largestRatio = 1_032

    private var inflater: Inflater?
    private var buffer = PageBuffer()
    /// What senders leave out (§ 7.2.1): 00 00 FF FF.
    private let tail = UnsafeMutableRawBufferPointer.allocate(byteCount: 4, alignment: 4)

    /// Creates an inflater that allocates when it is first used.
    package init() { tail.copyBytes(from: [0, 0, 0xFF, 0xFF]) }

    deinit { tail.deallocate() }

    /// Inflates `payload`, whose last four bytes, 00 00 FF FF, were left out by the sender.
    ///
    /// - Parameter window: the end of what the sender's earlier messages inflated to, if it keeps its context.
    /// - Returns: the message, lent until the next call.
    package func inflate(
        _ payload: UnsafeRawBufferPointer, window: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0),
        limits: InflateLimits
    ) throws(Failure) -> UnsafeRawBufferPointer {
        guard let inflater = inflater ?? Inflater(.raw) else { throw .outOfMemory }
        self.inflater = inflater
        let (bound, overflows) = (payload.count + 4).multipliedReportingOverflow(by: Self.largestRatio)
        // One more than the limit, to see that it is passed.
        let needed = min(overflows ? .max : bound, limits.maxBytes == .max ? .max : limits.maxBytes + 1)
        guard let target = buffer.prepare(max(needed, 1)) else { throw .outOfMemory }
        inflater.reset()
        inflater.setWindow(window)
        if let count = try run(inflater, payload, target, limits, keeping: false) {
            return UnsafeRawBufferPointer(start: target.baseAddress, count: count)
        }
        // It is large, and it is allowed to be.
        inflater.reset()
        inflater.setWindow(window)
        let count = try run(inflater, payload, target, limits, keeping: true) ?? 0
        return UnsafeRawBufferPointer(start: target.baseAddress, count: count)
    }

    /// Gives back what a message of `count` bytes needed; to be called when the message was handled.
    package func release(_ count: Int) {
        if count > Self.keptBytes { buffer.release() }
    }

    /// Inflates to `target`; returns the length, or `nil` if the message had to be measured and was not kept.
    private func run(
        _ inflater: Inflater, _ payload: UnsafeRawBufferPointer, _ target: UnsafeMutableRawBufferPointer, _ limits: InflateLimits,
        keeping isTrusted: Bool
    ) throws(Failure) -> Int? {
        var place = 0
        var isKept = true
        var input = payload
        var tail = UnsafeRawBufferPointer(tail)
        var inTail = false
        while true {
            let room = min(target.count - place, Self.stepBytes)
            // Deflate cannot grow that far; if it could, it would not be believed.
            guard room > 0 else { throw fail(.tooLarge) }
            let piece = UnsafeMutableRawBufferPointer(rebasing: target[place..<(place + room)])
            let (written, step) = inTail ? inflater.step(&tail, into: piece) : inflater.step(&input, into: piece)
            if inflater.produced > limits.maxBytes { throw fail(.tooLarge) }
            if limits.exceedsRatio(in: inflater.taken, out: inflater.produced) { throw fail(.ratioExceeded) }
            if !isTrusted, isKept, Self.suspicion.exceedsRatio(in: inflater.taken, out: inflater.produced) {
                isKept = false
                // Room for a step is all that measuring needs.
                place = 0
            } else if isKept {
                place += written
            }
            switch step {
            case .needsRoom: continue
            case .needsInput where !inTail: inTail = true
            case .needsInput:
                guard inflater.isBetweenBlocks else { throw fail(.invalid) }
                return isKept ? place : nil
            // A final block: the sender goes on behind it, or the message is complete without the tail.
            case .ended where inTail || input.isEmpty: return isKept ? place : nil
            case .ended: inflater.continueBehindEnd()
            case .invalid: throw fail(.invalid)
            }
        }
    }

    private func fail(_ failure: Failure) -> Failure {
        buffer.release()
        return failure
    }
}
