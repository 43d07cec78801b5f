internal import CZlib
package import WayleaveBytes

/// A decompressor (RFC 1951) that stops at a limit; confined to whoever holds it, freed with it. It holds about 40 KiB.
///
/// Soundness: `stream` is allocated and initialised for the life of the object and never moves, as zlib demands. Input and output are lent
/// to zlib for one call only.
package final class Inflater {
    private let stream: UnsafeMutablePointer<z_stream>
    /// What came out, and what went in, since the last reset; the limits are for these.
    package private(set) var produced = 0
    package private(set) var taken = 0

    /// What one call of zlib came to.
    enum Step {
        /// The input is used up.
        case needsInput
        /// The output is full.
        case needsRoom
        case ended
        case invalid
    }

    /// Creates a decompressor; `nil` without memory.
    ///
    /// - Parameter windowBits: how far back the data may refer, 2^9 to 2^15 bytes; what refers farther is invalid.
    package init?(_ format: DeflateFormat, windowBits: Int = 15) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard wayleave_inflate_init(stream, format.windowBits(windowBits)) == Z_OK else { return nil }
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// Begins anew, as if nothing had come.
    package func reset() {
        inflateReset(stream)
        (produced, taken) = (0, 0)
    }

    /// Lets the data that follows refer back to `window`; for raw data, before the first byte.
    package func setWindow(_ window: UnsafeRawBufferPointer) {
        guard let start = window.baseAddress, window.count > 0 else { return }
        inflateSetDictionary(stream, start.assumingMemoryBound(to: UInt8.self), UInt32(truncatingIfNeeded: min(window.count, 1 << 15)))
    }

    /// Inflates `input` and appends what comes out to `writer`, in steps, so that no more than the limits allow is ever held.
    package func inflate(_ input: UnsafeRawBufferPointer, limits: InflateLimits, into writer: inout ByteWriter) -> InflateOutcome {
        var rest = input
        while true {
            let allowed = limits.maxBytes - produced
            let room = min(max(rest.count, 4096), max(allowed, 0) + 1, 64 * 1024)
            let target = UnsafeMutableRawBufferPointer(start: writer.reserve(room), count: room)
            let (written, step) = step(&rest, into: target)
            writer.commit(min(written, max(allowed, 0)))
            if produced > limits.maxBytes { return .tooLarge }
            if limits.exceedsRatio(in: taken, out: produced) { return .ratioExceeded }
            switch step {
            case .needsInput: return .done
            case .needsRoom: continue
            case .ended: return .ended(unused: rest.count)
            case .invalid: return .invalid
            }
        }
    }

    /// Lets zlib work once: takes from the front of `input`, writes to the front of `output`, which must not be empty.
    func step(_ input: inout UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> (written: Int, Step) {
        let offered = min(input.count, 1 << 30)
        let room = min(output.count, 1 << 30)
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = UInt32(truncatingIfNeeded: offered)
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(truncatingIfNeeded: room)
        let code = CZlib.inflate(stream, Z_SYNC_FLUSH)
        let used = offered - Int(stream.pointee.avail_in)
        let written = room - Int(stream.pointee.avail_out)
        let isFull = stream.pointee.avail_out == 0
        stream.pointee.next_in = nil
        stream.pointee.next_out = nil
        (stream.pointee.avail_in, stream.pointee.avail_out) = (0, 0)
        input = UnsafeRawBufferPointer(rebasing: input.dropFirst(used))
        taken += used
        produced += written
        switch code {
        case Z_STREAM_END: return (written, .ended)
        case Z_OK, Z_BUF_ERROR: return (written, isFull ? .needsRoom : input.isEmpty ? .needsInput : code == Z_OK ? .needsRoom : .invalid)
        default: return (written, .invalid)
        }
    }

    /// Whether the data so far ends between two blocks.
    var isBetweenBlocks: Bool { stream.pointee.data_type & 128 != 0 }

    /// Goes on behind the last block of a stream, which may refer back to what came before (RFC 7692 § 7.2.3.4).
    func continueBehindEnd() { inflateResetKeep(stream) }
}
