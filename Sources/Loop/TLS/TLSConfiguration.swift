/// How a listener speaks TLS: certificates, versions, protocols, tickets.
///
/// ```swift
/// try await server.run(on: [.tcp(port: 443, tls: TLSConfiguration(chainFile: "fullchain.pem", keyFile: "privkey.pem"))])
/// ```
public struct TLSConfiguration: Sendable {
    /// The certificates. The client's server name chooses; the first one serves clients that send no name, or an unknown one.
    public var certificates: [TLSCertificate]
    /// The oldest version spoken; default TLS 1.2.
    public var minimumVersion = TLSVersion.tls12
    /// What may be agreed on by ALPN, best first; default `http/1.1`, the one protocol served.
    ///
    /// A client that offers others only is refused with the alert `no_application_protocol` (RFC 7301 § 3.2); one that offers none is served.
    public var applicationProtocols = ["http/1.1"]
    /// The cipher suites of TLS 1.2 in OpenSSL's notation; default: ephemeral keys and authenticated encryption only.
    ///
    /// Those of TLS 1.3 are all sound and stay OpenSSL's.
    public var cipherList = "ECDHE+AESGCM:ECDHE+CHACHA20"
    /// How long a client may resume without a full handshake; default two hours, at most a day. `.zero` issues no tickets.
    ///
    /// Their keys are random, never leave the process, and are replaced as often.
    public var ticketLifetime = Duration.seconds(7200)
    /// From the connection's start to the end of the handshake; default 10 s.
    public var handshakeTimeout = Duration.seconds(10)
    /// Whether clients must show certificates; default: they are not asked.
    public var clientAuthentication = TLSClientAuthentication.none

    /// A configuration with several certificates, the first of which is the default.
    public init(certificates: [TLSCertificate]) { self.certificates = certificates }

    /// A configuration with one certificate.
    public init(chainFile: String, keyFile: String, passphrase: String? = nil) {
        certificates = [TLSCertificate(chainFile: chainFile, keyFile: keyFile, passphrase: passphrase)]
    }
}
