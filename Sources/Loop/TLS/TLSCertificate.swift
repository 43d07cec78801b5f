/// A certificate and its key, as files in PEM form, read at start and at every reload.
public struct TLSCertificate: Sendable, CustomStringConvertible {
    /// The server's certificate, then the intermediate ones in the order they were issued (what certbot calls `fullchain.pem`).
    public var chainFile: String
    /// The private key of the first certificate of the chain.
    public var keyFile: String
    /// What the key is encrypted with; `nil` for a plain key.
    public var passphrase: String?

    /// A certificate whose names are what the certificate itself lists, `*.example.com` standing for one label.
    public init(chainFile: String, keyFile: String, passphrase: String? = nil) {
        self.chainFile = chainFile
        self.keyFile = keyFile
        self.passphrase = passphrase
    }

    /// The files, never the passphrase.
    public var description: String { "\(chainFile) with \(keyFile)" }
}
