package import WayleaveBytes
package import WayleaveHTTPWire

/// The parameters of permessage-deflate that were agreed on in a handshake (RFC 7692 § 7.1), seen from the server.
package struct PerMessageDeflate: Sendable, Equatable {
    /// What a server is ready for.
    package struct Policy: Sendable, Equatable {
        /// Whether the server's compressor may refer back to earlier messages, unless the client forbids it.
        package let keepsServerContext: Bool
        /// Whether the client's may; otherwise it is told not to.
        package let keepsClientContext: Bool
        /// The largest windows, 9 to 15; other values are brought into that range.
        package let serverWindowBits: UInt8
        package let clientWindowBits: UInt8

        package init(keepsServerContext: Bool, keepsClientContext: Bool, serverWindowBits: Int = 15, clientWindowBits: Int = 15) {
            self.keepsServerContext = keepsServerContext
            self.keepsClientContext = keepsClientContext
            self.serverWindowBits = UInt8(truncatingIfNeeded: min(max(serverWindowBits, 9), 15))
            self.clientWindowBits = UInt8(truncatingIfNeeded: min(max(clientWindowBits, 9), 15))
        }
    }

    /// Whether each message from the server stands alone.
    package let serverNoContextTakeover: Bool
    /// Whether each message from the client stands alone.
    package let clientNoContextTakeover: Bool
    /// How far back the server's compressor refers, 9 to 15.
    package let serverWindowBits: UInt8
    /// How far back the client's does, 8 to 15.
    package let clientWindowBits: UInt8
    /// Whether the windows are to be named in the answer.
    private let namesServerWindow: Bool
    private let namesClientWindow: Bool

    /// The answer to the first offer among the request's that can be accepted (§ 5); `nil` declines them all.
    ///
    /// An offer with an unknown, repeated or invalid parameter is declined (§ 7.1), and so is one that wants a server window of 256 bytes,
    /// which zlib cannot do for raw data. Names are compared as they are written.
    package static func negotiate(_ head: RequestHead, _ policy: Policy) -> PerMessageDeflate? {
        var agreed: PerMessageDeflate?
        head.forEachValue(.secWebSocketExtensions) { if agreed == nil { agreed = negotiate($0, policy) } }
        return agreed
    }

    /// The same for the value of one field line.
    package static func negotiate(_ value: UnsafeRawBufferPointer, _ policy: Policy) -> PerMessageDeflate? {
        var offer = DeflateOffer()
        var agreed: PerMessageDeflate?
        let isValid = ExtensionListSyntax.walk(value) { part in
            switch part {
            case .name(let name): offer = DeflateOffer(isDeflate: ASCII.equals(name, "permessage-deflate"))
            case .parameter(let name, let value): offer.take(name, value)
            case .end: agreed = PerMessageDeflate(answering: offer, policy)
            }
            return agreed == nil
        }
        return isValid ? agreed : nil
    }

    private init?(answering offer: DeflateOffer, _ policy: Policy) {
        guard offer.isAcceptable, offer.serverWindowBits != 8 else { return nil }
        serverNoContextTakeover = offer.serverNoContextTakeover || !policy.keepsServerContext
        let serverBits = min(offer.serverWindowBits ?? 15, policy.serverWindowBits)
        serverWindowBits = serverBits
        // § 7.1.2.1: an offer that names it must be answered with it; an answer may name it unasked.
        namesServerWindow = offer.serverWindowBits != nil || serverBits < 15
        let clientBits = min(offer.clientWindowBits ?? 15, policy.clientWindowBits)
        // § 7.1.2.2: an answer may name it only if the offer does. A client whose window cannot be made small enough keeps no context.
        let mayName = offer.namesClientWindow
        namesClientWindow = mayName && clientBits < 15
        clientWindowBits = mayName ? clientBits : 15
        clientNoContextTakeover =
            offer.clientNoContextTakeover || !policy.keepsClientContext || !mayName && policy.clientWindowBits < 15
    }

    /// Appends the whole field line.
    package func appendField(into writer: inout ByteWriter) {
        writer.append("Sec-WebSocket-Extensions: permessage-deflate")
        if serverNoContextTakeover { writer.append("; server_no_context_takeover") }
        if clientNoContextTakeover { writer.append("; client_no_context_takeover") }
        if namesServerWindow {
            writer.append("; server_max_window_bits=")
            writer.append(decimal: Int(serverWindowBits))
        }
        if namesClientWindow {
            writer.append("; client_max_window_bits=")
            writer.append(decimal: Int(clientWindowBits))
        }
        writer.append("\r\n")
    }
}
