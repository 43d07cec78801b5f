internal import COpenSSL

/// Why a session ended before its time: a stable name and a sentence for the operator.
package struct TLSFailure: Error, Sendable, CustomStringConvertible {
    /// For instance `TLS_UNSUPPORTED_VERSION`.
    package let name: String
    /// What happened, and what mends it where that is known.
    package let message: String

    package init(_ name: String, _ message: String) {
        self.name = name
        self.message = message
    }

    package var description: String { "\(message) (\(name))" }

    /// The failure behind an OpenSSL error.
    init(_ error: UInt) {
        let reason = wayleave_error_reason(error)
        if let known = Self.known[reason] {
            self = known
        } else if reason > SSL_AD_REASON_OFFSET, wayleave_error_is_ssl(error) == 1 {
            let alert = SSL_alert_desc_string_long(reason - SSL_AD_REASON_OFFSET).map { String(cString: $0) } ?? "unknown"
            self.init("TLS_PEER_ALERT", "the peer gave up with the alert `\(alert)`")
        } else {
            self.init("TLS_PROTOCOL", "the peer does not keep to TLS: \(OpenSSLErrors.text(error))")
        }
    }

    /// The peer closed the connection, or it broke, before the handshake was done.
    package static let handshakeAbandoned = TLSFailure("TLS_HANDSHAKE_ABANDONED", "the peer left during the handshake")
    /// The handshake took longer than allowed.
    package static let handshakeTimedOut = TLSFailure("TLS_HANDSHAKE_TIMEOUT", "the handshake did not end in time")
    /// The bytes are those of a plain HTTP request.
    package static let plainRequest = TLSFailure(
        "TLS_PLAIN_HTTP",
        "the peer speaks plain HTTP on a port for TLS; its address should begin with `https` or `wss`")
    /// The peer ended the connection without saying so in TLS: what it sent last may have been cut off (RFC 8446 § 6.1).
    package static let truncated = TLSFailure(
        "TLS_TRUNCATED", "the connection ended without the peer's close_notify: its last words may be missing")

    private static let notTrusted = TLSFailure(
        "TLS_CERTIFICATE_NOT_TRUSTED",
        "the peer does not trust the certificate; is its whole chain in the chain file, and is it issued by an authority the peer knows?")
    private static let notTLS = TLSFailure("TLS_NOT_TLS", "the peer sent something that is not TLS")
    private static let oldVersion = TLSFailure(
        "TLS_UNSUPPORTED_VERSION", "the peer offers only versions older than `minimumVersion`")

    private static let known: [Int32: TLSFailure] = [
        SSL_R_NO_SHARED_CIPHER: TLSFailure("TLS_NO_SHARED_CIPHER", "the peer offers no cipher suite that is allowed here"),
        SSL_R_UNSUPPORTED_PROTOCOL: oldVersion,
        SSL_R_VERSION_TOO_LOW: oldVersion,
        SSL_R_WRONG_VERSION_NUMBER: notTLS,
        SSL_R_UNKNOWN_PROTOCOL: notTLS,
        SSL_R_HTTP_REQUEST: plainRequest,
        SSL_R_HTTPS_PROXY_REQUEST: plainRequest,
        SSL_R_NO_APPLICATION_PROTOCOL: TLSFailure(
            "TLS_NO_SHARED_PROTOCOL", "the peer offers none of `applicationProtocols` by ALPN"),
        SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE: TLSFailure(
            "TLS_CLIENT_CERTIFICATE_MISSING", "the peer shows no certificate, and `clientAuthentication` requires one"),
        SSL_R_CERTIFICATE_VERIFY_FAILED: TLSFailure(
            "TLS_CLIENT_CERTIFICATE_REFUSED", "no authority of `clientAuthentication` vouches for the peer's certificate"),
        SSL_R_NO_SUITABLE_SIGNATURE_ALGORITHM: TLSFailure(
            "TLS_NO_SHARED_SIGNATURE", "the peer takes no signature that the certificate's key can make"),
        SSL_R_NO_SUITABLE_KEY_SHARE: TLSFailure("TLS_NO_SHARED_GROUP", "the peer offers no key exchange that is allowed here"),
        SSL_R_TLSV1_ALERT_UNKNOWN_CA: notTrusted,
        SSL_R_SSLV3_ALERT_BAD_CERTIFICATE: notTrusted,
        SSL_R_SSLV3_ALERT_CERTIFICATE_UNKNOWN: notTrusted,
        SSL_R_SSLV3_ALERT_CERTIFICATE_EXPIRED: TLSFailure(
            "TLS_CERTIFICATE_EXPIRED", "the peer takes the certificate for expired; renew it, then reload the certificates"),
    ]
}
