/// How a token is signed (RFC 7518 § 3.1); each key is for one of them, whatever a token says.
public enum JSONWebTokenAlgorithm: String, Sendable, CaseIterable {
    /// HMAC with SHA-256: whoever verifies can sign.
    case hs256 = "HS256"
    /// RSA with SHA-256 (PKCS #1 v1.5).
    case rs256 = "RS256"
    /// ECDSA on P-256 with SHA-256.
    case es256 = "ES256"
}
