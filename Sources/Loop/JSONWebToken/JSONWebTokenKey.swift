internal import COpenSSL
internal import WayleaveBytes
internal import WayleaveJSON

/// A key that verifies tokens, and signs them if it is a secret or a private one; for one algorithm only.
public final class JSONWebTokenKey: Sendable {
    /// The only algorithm it is used with.
    public let algorithm: JSONWebTokenAlgorithm
    /// Its name (`kid`): a token that names a key is verified with keys of that name, or without any name; `nil` for none.
    public let id: String?
    private let material: Material

    private enum Material: Sendable {
        case secret([UInt8])
        case pair(SigningKeyPair)
    }

    /// The shortest secret, as RFC 7518 § 3.2 demands: 32 bytes.
    public static let minSecretBytes = 32

    /// A secret for HS256.
    ///
    /// - Throws: ``JSONWebTokenError/unusableKey(_:)`` for one of fewer than ``minSecretBytes``.
    public static func hs256(secret: [UInt8], id: String? = nil) throws(JSONWebTokenError) -> JSONWebTokenKey {
        guard secret.count >= minSecretBytes else {
            throw .unusableKey("a secret for HS256 has \(secret.count) bytes; give at least \(minSecretBytes), at random")
        }
        return JSONWebTokenKey(.hs256, id, .secret(secret))
    }

    /// A key for RS256, public (`BEGIN PUBLIC KEY`) or private, in PEM.
    ///
    /// - Throws: ``JSONWebTokenError/unusableKey(_:)`` for one that is not RSA's, or of fewer than 2,048 bits.
    public static func rs256(pem: String, id: String? = nil) throws(JSONWebTokenError) -> JSONWebTokenKey {
        JSONWebTokenKey(.rs256, id, .pair(try SigningKeyPair(pem: pem, for: .rs256)))
    }

    /// A key for ES256, public (`BEGIN PUBLIC KEY`) or private, in PEM.
    ///
    /// - Throws: ``JSONWebTokenError/unusableKey(_:)`` for one that is not on P-256.
    public static func es256(pem: String, id: String? = nil) throws(JSONWebTokenError) -> JSONWebTokenKey {
        JSONWebTokenKey(.es256, id, .pair(try SigningKeyPair(pem: pem, for: .es256)))
    }

    /// A public key as SubjectPublicKeyInfo.
    static func pair(_ algorithm: JSONWebTokenAlgorithm, der: [UInt8], id: String?) throws(JSONWebTokenError) -> JSONWebTokenKey {
        JSONWebTokenKey(algorithm, id, .pair(try SigningKeyPair(der: der, for: algorithm)))
    }

    private init(_ algorithm: JSONWebTokenAlgorithm, _ id: String?, _ material: Material) {
        self.algorithm = algorithm
        self.id = id
        self.material = material
    }

    /// Signs a token of these claims; an object by its coding.
    ///
    /// - Throws: ``JSONWebTokenError/unusableKey(_:)`` without a private key, or what encoding the claims throws.
    public func sign<Claims: Encodable>(_ claims: Claims) throws -> String {
        var header: JSONObject = ["alg": .string(algorithm.rawValue), "typ": "JWT"]
        if let id { header["kid"] = .string(id) }
        var writer = ByteWriter(capacity: 512)
        try JSON.encode(JSONValue.object(header)).withUnsafeBytes { Base64.encode($0, into: &writer, urlSafe: true) }
        writer.append(UInt8(ascii: "."))
        try JSON.encode(claims).withUnsafeBytes { Base64.encode($0, into: &writer, urlSafe: true) }
        let signature = try sign(writer.copyBytes())
        writer.append(UInt8(ascii: "."))
        signature.withUnsafeBytes { Base64.encode($0, into: &writer, urlSafe: true) }
        return writer.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }

    private func sign(_ bytes: [UInt8]) throws(JSONWebTokenError) -> [UInt8] {
        switch material {
        case .secret(let secret):
            guard let code = MessageCode.hmacSHA256(bytes, secret) else { throw .unusableKey("OpenSSL made no code with it") }
            return code
        case .pair(let pair): return try pair.sign(bytes)
        }
    }

    /// Whether `signature` is this key's for `bytes`.
    func verifies(_ signature: [UInt8], of bytes: some Collection<UInt8>) -> Bool {
        let bytes = Array(bytes)
        switch material {
        case .secret(let secret):
            guard let code = MessageCode.hmacSHA256(bytes, secret), code.count == signature.count else { return false }
            // In constant time, or the answers' times would tell the code byte by byte.
            return CRYPTO_memcmp(code, signature, code.count) == 0
        case .pair(let pair): return pair.verifies(signature, of: bytes)
        }
    }
}
