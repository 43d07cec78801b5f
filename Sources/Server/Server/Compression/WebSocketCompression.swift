internal import WayleaveDeflate
internal import WayleaveWebSocketWire

/// How the WebSockets of a route compress (permessage-deflate, RFC 7692); they do where the client offers it.
///
/// The defaults hold nothing for a connection between messages: the compressor and the decompressor are the loop's, and each message stands
/// alone. Contexts compress many small, similar messages to about half of that, for memory:
///
/// | setting | held for each connection |
/// |---|---|
/// | the defaults | about 100 bytes |
/// | `keepsClientContext` | the end of what the client sent: at most 2^`clientWindowBits` bytes, 32 KiB |
/// | `compressors = .dedicated` | 2^(`serverWindowBits` + 2) + 2^(`memoryLevel` + 9) bytes from the first message on: 256 KiB, or 18 KiB with 11 and 4 |
///
/// Do not compress secrets together with what an attacker chooses: lengths tell (`Documentation/Compression.md`).
public struct WebSocketCompression: Sendable, Hashable {
    /// Who compresses.
    public enum Compressors: Sendable, Hashable {
        /// One for all connections of a loop; no message refers to an earlier one (`server_no_context_takeover`), and a broadcast is
        /// compressed once.
        case shared
        /// One for each connection, made for its first message, which refers to earlier messages unless the client forbids it.
        case dedicated
    }

    /// Messages of fewer bytes are sent as they are. Default 1,024; 0 compresses all but empty
    /// ones, even those that grow by it.
    public var threshold = 1_024
    /// Who compresses. Default ``Compressors/shared``.
    public var compressors = Compressors.shared
    /// Whether the client's messages may refer to earlier ones. Default `false`: clients are told `client_no_context_takeover`.
    public var keepsClientContext = false
    /// The largest window of the server's compressor, 9 to 15: 512 bytes to 32 KiB. Default 15.
    public var serverWindowBits = 15
    /// The largest window of the client's, 9 to 15. Default 15. A client that cannot be told a smaller one keeps no context.
    public var clientWindowBits = 15
    /// zlib's level, 1 (fastest) to 9 (smallest). Default 6.
    public var level = 6
    /// zlib's memory level, 1 to 9. Default 8.
    public var memoryLevel = 8
    /// The most that a message of more than 1 MiB may have grown by, as a factor; others close with 1009. Default 256. Deflate cannot do
    /// more than 1,032, so that turns the limit off; the limit of the message's bytes holds always.
    public var maxRatio = 256

    /// Creates the defaults.
    public init() {}

    /// What could not work.
    package var faults: [ServerConfigurationError.Fault] {
        let bounds: [(name: String, value: Int, range: ClosedRange<Int>)] = [
            ("threshold", threshold, 0...1 << 40), ("serverWindowBits", serverWindowBits, 9...15),
            ("clientWindowBits", clientWindowBits, 9...15), ("level", level, 1...9), ("memoryLevel", memoryLevel, 1...9),
            ("maxRatio", maxRatio, 1...1 << 40),
        ]
        return bounds.filter { !$0.range.contains($0.value) }.map {
            .init(
                "compression-out-of-range", "the WebSocket compression's `\($0.name)` is \($0.value)",
                "set it from \($0.range.lowerBound) to \($0.range.upperBound)")
        }
    }

    var policy: PerMessageDeflate.Policy {
        PerMessageDeflate.Policy(
            keepsServerContext: compressors == .dedicated, keepsClientContext: keepsClientContext, serverWindowBits: serverWindowBits,
            clientWindowBits: clientWindowBits)
    }
}
