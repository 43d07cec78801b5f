internal import CZlib
package import WayleaveBytes

/// A compressor (RFC 1951) that appends to a writer; confined to whoever holds it, freed with it.
///
/// It holds (1 << (windowBits + 2)) + (1 << (memoryLevel + 9)) bytes: 256 KiB at the largest, 10 KiB at the smallest settings.
///
/// Soundness: `stream` is allocated and initialised for the life of the object and never moves, as zlib demands. Input is lent to zlib
/// for one call only, output is written only to room reserved in the writer.
package final class Deflater {
    /// How much of what was put in must come out.
    package enum Flush {
        /// Whatever zlib likes.
        case none
        /// All of it, ended by an empty stored block: the bytes 00 00 FF FF.
        case sync
        /// All of it and the end of the stream; then only ``Deflater/reset()`` is of use.
        case finish

        var code: Int32 {
            switch self {
            case .none: Z_NO_FLUSH
            case .sync: Z_SYNC_FLUSH
            case .finish: Z_FINISH
            }
        }
    }

    private let stream: UnsafeMutablePointer<z_stream>

    /// Creates a compressor; `nil` without memory. Values out of range are brought into it.
    ///
    /// - Parameters:
    ///   - level: 0 (none) to 9 (smallest and slowest).
    ///   - windowBits: how far back repetitions are looked for: 2^9 to 2^15 bytes. 8 is not offered: zlib cannot do it for raw data.
    ///   - memoryLevel: 1 to 9.
    package init?(_ format: DeflateFormat, level: Int = 6, windowBits: Int = 15, memoryLevel: Int = 8) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let level = Int32(truncatingIfNeeded: min(max(level, 0), 9))
        let memoryLevel = Int32(truncatingIfNeeded: min(max(memoryLevel, 1), 9))
        guard wayleave_deflate_init(stream, level, format.windowBits(windowBits), memoryLevel) == Z_OK else { return nil }
    }

    deinit {
        deflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// Compresses `input` and appends what comes out to `writer`.
    ///
    /// - Returns: `false` if the compressor had been finished before.
    @discardableResult
    package func compress(_ input: UnsafeRawBufferPointer, flush: Flush, into writer: inout ByteWriter) -> Bool {
        var rest = input
        // zlib counts input in 32 bits.
        while rest.count > Self.stepBytes {
            guard step(UnsafeRawBufferPointer(rebasing: rest[..<Self.stepBytes]), Z_NO_FLUSH, into: &writer) else { return false }
            rest = UnsafeRawBufferPointer(rebasing: rest[Self.stepBytes...])
        }
        return step(rest, flush.code, into: &writer)
    }

    /// Forgets what was compressed: what follows refers to nothing before it, and a new stream begins.
    package func reset() { deflateReset(stream) }

    private static let stepBytes = 1 << 30

    private func step(_ input: UnsafeRawBufferPointer, _ flush: Int32, into writer: inout ByteWriter) -> Bool {
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = UInt32(truncatingIfNeeded: input.count)
        defer {
            stream.pointee.next_in = nil
            stream.pointee.avail_in = 0
        }
        while true {
            // Never fewer than 7 bytes (zlib.h § deflate), or the marker of a flush could come twice.
            let target = writer.reserve(min(max(Int(stream.pointee.avail_in) / 4, 64), 1 << 20))
            let room = min(writer.capacity - writer.count, 1 << 30)
            stream.pointee.next_out = target
            stream.pointee.avail_out = UInt32(truncatingIfNeeded: room)
            let code = deflate(stream, flush)
            let left = Int(stream.pointee.avail_out)
            writer.commit(room - left)
            switch code {
            case Z_STREAM_END: return true
            // Nothing to do: an empty input behind a flush.
            case Z_BUF_ERROR: return true
            case Z_OK where left > 0: return flush != Z_FINISH
            case Z_OK: continue
            default: return false
            }
        }
    }
}
