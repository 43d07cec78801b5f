/// A content coding (RFC 9110 § 8.4.1) that can be made here.
package enum ContentCoding: UInt8, Sendable {
    case gzip
    /// The zlib format, whatever its name says.
    case deflate

    /// Its registered name.
    package var name: String { self == .gzip ? "gzip" : "deflate" }
}
