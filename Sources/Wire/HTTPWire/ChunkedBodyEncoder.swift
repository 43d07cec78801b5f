package import WayleaveBytes

/// Writes a chunked body (RFC 9112 § 7.1).
package enum ChunkedBodyEncoder {
    /// Appends the line in front of a chunk of `count` bytes; a chunk of none would end the body and is not begun.
    package static func appendSize(_ count: Int, into writer: inout ByteWriter) {
        guard count > 0 else { return }
        let digits = (64 - count.leadingZeroBitCount + 3) / 4
        for place in (0..<digits).reversed() {
            let digit = UInt8(truncatingIfNeeded: count >> (place * 4)) & 15
            writer.append(digit < 10 ? digit + 48 : digit + 87)
        }
        writer.append("\r\n")
    }

    /// Appends the last chunk and the trailer fields that may be ones (RFC 9110 § 6.5.1).
    ///
    /// - Returns: how many of `trailers` were left out, being malformed or about framing, routing, authentication or the policy.
    @discardableResult
    package static func appendEnd(trailers: [(String, String)] = [], into writer: inout ByteWriter) -> Int {
        var omitted = 0
        writer.append("0\r\n")
        for (name, value) in trailers {
            if isForbidden(name.lowercased()) || !ResponseHeadEncoder.appendField(name, value, into: &writer) { omitted += 1 }
        }
        writer.append("\r\n")
        return omitted
    }

    private static func isForbidden(_ name: String) -> Bool {
        forbidden.contains(name) || name.hasPrefix("access-control-")
    }

    private static let forbidden: Set<String> = [
        "age", "authorization", "cache-control", "connection", "content-encoding", "content-length", "content-range", "content-type",
        "cookie",
        "date", "expires", "host", "location", "proxy-authenticate", "set-cookie", "te", "trailer", "transfer-encoding", "upgrade", "vary",
        "www-authenticate",
    ]
}
