internal import CZlib

/// zlib as a WebSocket client uses it (RFC 7692): one compressor and one decompressor, each with its context.
public final class ClientDeflate {
    private let output: UnsafeMutablePointer<z_stream>
    private let input: UnsafeMutablePointer<z_stream>

    public struct Failure: Error { public let code: Int32 }

    public init(windowBits: Int32 = 15, peerWindowBits: Int32 = 15) {
        output = .allocate(capacity: 1)
        output.initialize(to: z_stream())
        input = .allocate(capacity: 1)
        input.initialize(to: z_stream())
        _ = wayleave_deflate_init(output, 6, -windowBits, 8)
        _ = wayleave_inflate_init(input, -peerWindowBits)
    }

    deinit {
        deflateEnd(output)
        inflateEnd(input)
        output.deallocate()
        input.deallocate()
    }

    /// The payload of a message; with `keep: false` it refers to nothing before it.
    public func compress(_ bytes: [UInt8], keep: Bool = true) -> [UInt8] { compress(bytes, keep: keep, flush: Z_SYNC_FLUSH) }

    private func compress(_ bytes: [UInt8], keep: Bool, flush: Int32) -> [UInt8] {
        if !keep { deflateReset(output) }
        // zlib has nothing to do for an empty message (RFC 7692 § 7.2.3.6).
        if bytes.isEmpty { return [0] }
        var bytes = bytes
        var result = [UInt8](repeating: 0, count: bytes.count + bytes.count / 100 + 1024)
        let count = bytes.withUnsafeMutableBufferPointer { source in
            result.withUnsafeMutableBufferPointer { target in
                output.pointee.next_in = source.baseAddress
                output.pointee.avail_in = UInt32(source.count)
                output.pointee.next_out = target.baseAddress
                output.pointee.avail_out = UInt32(target.count)
                deflate(output, flush)
                return target.count - Int(output.pointee.avail_out)
            }
        }
        return Array(result[..<(count - (flush == Z_SYNC_FLUSH ? 4 : 0))])
    }

    /// A message that ends its stream (§ 7.2.3.4) instead of being flushed, with the byte that the rest needs.
    public func compressFinally(_ bytes: [UInt8]) -> [UInt8] {
        defer { deflateReset(output) }
        return compress(bytes, keep: true, flush: Z_FINISH) + [0]
    }

    /// The message of a payload; with `keep: false` it may refer to nothing before it.
    public func decompress(_ payload: [UInt8], keep: Bool = true) throws -> [UInt8] {
        if !keep { inflateReset(input) }
        var bytes = payload + [0, 0, 0xFF, 0xFF]
        var result: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        try bytes.withUnsafeMutableBufferPointer { source in
            input.pointee.next_in = source.baseAddress
            input.pointee.avail_in = UInt32(source.count)
            repeat {
                let count = try piece.withUnsafeMutableBufferPointer { target in
                    input.pointee.next_out = target.baseAddress
                    input.pointee.avail_out = UInt32(target.count)
                    let code = inflate(input, Z_SYNC_FLUSH)
                    guard code == Z_OK || code == Z_BUF_ERROR else { throw Failure(code: code) }
                    return target.count - Int(input.pointee.avail_out)
                }
                result += piece[..<count]
            } while input.pointee.avail_out == 0
        }
        return result
    }

    /// The body of a response with `Content-Encoding: gzip` or `deflate`.
    public static func body(_ bytes: [UInt8], gzip: Bool) throws -> [UInt8] {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        _ = wayleave_inflate_init(stream, gzip ? 31 : 15)
        defer {
            inflateEnd(stream)
            stream.deallocate()
        }
        var bytes = bytes
        var result = [UInt8](repeating: 0, count: 8 << 20)
        let (code, count) = bytes.withUnsafeMutableBufferPointer { source in
            result.withUnsafeMutableBufferPointer { target in
                stream.pointee.next_in = source.baseAddress
                stream.pointee.avail_in = UInt32(source.count)
                stream.pointee.next_out = target.baseAddress
                stream.pointee.avail_out = UInt32(target.count)
                return (inflate(stream, Z_FINISH), target.count - Int(stream.pointee.avail_out))
            }
        }
        guard code == Z_STREAM_END, stream.pointee.avail_in == 0 else { throw Failure(code: code) }
        return Array(result[..<count])
    }
}
