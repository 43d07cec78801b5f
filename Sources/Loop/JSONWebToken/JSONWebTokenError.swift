/// Why a token is not taken, or a key cannot be used.
public enum JSONWebTokenError: Error, Sendable, Equatable, CustomStringConvertible {
    /// It is no JSON Web Token in the compact form; with what is wrong.
    case malformed(String)
    /// It is longer than the verifier reads, in bytes.
    case tooLarge(limit: Int)
    /// No key of the verifier is for what its header names: `none`, say, or a public key's token signed as if that were a secret.
    case algorithmNotAccepted(String)
    /// Its header names extensions that must be understood (RFC 7515 § 4.1.11), and none is.
    case criticalHeader
    /// No key has signed it.
    case badSignature
    /// It ended at this time, in seconds since 1970, and the clock skew is over too.
    case expired(at: Double)
    /// It begins at this time, in seconds since 1970.
    case notYetValid(until: Double)
    /// It says nothing of its end, and the verifier wants one.
    case missingExpiration
    /// It was issued by somebody else.
    case wrongIssuer
    /// It is for somebody else.
    case wrongAudience
    /// The key cannot be used; with what is wrong and what mends it.
    case unusableKey(String)

    public var description: String {
        switch self {
        case .malformed(let what): "the token is malformed: \(what)"
        case .tooLarge(let limit): "the token is longer than \(limit) bytes"
        case .algorithmNotAccepted(let name): "the token is signed by `\(name)`, and no key of the verifier is for that"
        case .criticalHeader: "the token's header has `crit`, and no extension is understood"
        case .badSignature: "no key of the verifier has signed the token"
        case .expired(let end): "the token ended at \(end) s since 1970"
        case .notYetValid(let start): "the token begins at \(start) s since 1970"
        case .missingExpiration: "the token has no `exp`; set `requiresExpiration` to false to take such"
        case .wrongIssuer: "the token's `iss` is not the one that the verifier wants"
        case .wrongAudience: "the token's `aud` names none that the verifier stands for"
        case .unusableKey(let what): "the key cannot be used: \(what)"
        }
    }
}
