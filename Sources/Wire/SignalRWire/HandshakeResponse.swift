import WayleaveBytes
import WayleaveJSON

/// The server's first record.
package enum HandshakeResponse {
    /// The client's protocol is spoken.
    package static let accepted: StaticString = "{}\u{1E}"

    /// It is not, or the handshake went wrong; the connection ends.
    package static func refused(_ error: String) -> [UInt8] {
        var writer = ByteWriter(capacity: error.utf8.count + 16)
        writer.append("{\"error\":")
        JSONText.append(error, to: &writer)
        writer.append("}\u{1E}")
        return writer.copyBytes()
    }
}
