internal import WayleaveJSON

extension JSONWebTokenKey {
    /// The most bytes of a key's number: 1,024, which is RSA's of 8,192 bits.
    private static let maxNumberBytes = 1024

    /// The public keys of a JWK set (RFC 7517 § 5), as issuers publish them below `jwks_uri`.
    ///
    /// Keys for other algorithms, or for encryption, are left out.
    /// - Throws: ``JSONWebTokenError/unusableKey(_:)`` for what is no set, and for a key of RS256 or ES256 that cannot be used.
    public static func keySet(_ json: String) throws(JSONWebTokenError) -> [JSONWebTokenKey] {
        guard let set = try? JSON.decode(JSONValue.self, from: json), let keys = set["keys"]?.array else {
            throw .unusableKey("the JWK set is no JSON object with a list of `keys`")
        }
        var found: [JSONWebTokenKey] = []
        for key in keys where key["use"]?.string ?? "sig" == "sig" {
            if let key = try key.publicKey() { found.append(key) }
        }
        return found
    }

    fileprivate static func number(_ name: String, of key: JSONValue) throws(JSONWebTokenError) -> [UInt8] {
        guard let text = key[name]?.string, let bytes = Base64URL.decode(text.utf8), 1...maxNumberBytes ~= bytes.count else {
            throw .unusableKey("the `\(name)` of a key of the JWK set is no number in base64url")
        }
        return bytes
    }
}

extension JSONValue {
    /// The key that a JWK is; `nil` for one of another algorithm.
    fileprivate func publicKey() throws(JSONWebTokenError) -> JSONWebTokenKey? {
        let id = self["kid"]?.string
        let algorithm = self["alg"]?.string
        switch self["kty"]?.string {
        case "RSA" where algorithm ?? "RS256" == "RS256":
            let modulus = try JSONWebTokenKey.number("n", of: self)
            return try .pair(.rs256, der: PublicKeyInfo.rsa(modulus: modulus, exponent: try JSONWebTokenKey.number("e", of: self)), id: id)
        case "EC" where algorithm ?? "ES256" == "ES256" && self["crv"]?.string == "P-256":
            let (x, y) = (try JSONWebTokenKey.number("x", of: self), try JSONWebTokenKey.number("y", of: self))
            guard x.count == 32, y.count == 32 else { throw .unusableKey("a point of the JWK set has no 32 bytes each way") }
            return try .pair(.es256, der: PublicKeyInfo.point(x: x, y: y), id: id)
        default: return nil
        }
    }
}
