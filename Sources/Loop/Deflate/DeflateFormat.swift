/// What stands around the compressed data.
package enum DeflateFormat: Sendable {
    /// Nothing (RFC 1951): permessage-deflate.
    case raw
    /// The zlib format (RFC 1950): HTTP's coding `deflate`.
    case zlib
    /// The gzip format (RFC 1952): HTTP's coding `gzip`.
    case gzip

    /// zlib's way of asking for the format: the sign or an addend of the window bits.
    func windowBits(_ bits: Int) -> Int32 {
        let bits = Int32(truncatingIfNeeded: min(max(bits, 9), 15))
        switch self {
        case .raw: return -bits
        case .zlib: return bits
        case .gzip: return bits + 16
        }
    }
}
