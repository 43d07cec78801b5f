/// How a test's client speaks TLS. It trusts every certificate; tests look at which one it got.
public struct TLSOptions: Sendable {
    /// The name it asks for; `nil` for none.
    public var serverName: String? = nil
    /// `0x0303` for TLS 1.2, `0x0304` for TLS 1.3, both as the least and the most; `nil` for what there is.
    public var version: Int32? = nil
    /// Offered by ALPN, in this order.
    public var protocols: [String] = []
    /// Cipher suites of TLS 1.2.
    public var ciphers: String? = nil
    /// A session to resume.
    public var session: TLSSavedSession? = nil
    /// Certificate and key that the client shows.
    public var certificate: (chainFile: String, keyFile: String)? = nil
    /// Sends the handshake in pieces of one byte.
    public var isByteWise = false

    public init() {}

    /// Options with `change` made.
    public static func with(_ change: (inout TLSOptions) -> Void) -> TLSOptions {
        var options = TLSOptions()
        change(&options)
        return options
    }

    public static let tls12: Int32 = 0x0303
    public static let tls13: Int32 = 0x0304
}
