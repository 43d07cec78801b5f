internal import WayleaveJSON

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Verifies signed tokens (RFC 7519) in the compact form, strictly: the key, not the token, says how it was signed.
public struct JSONWebTokenVerifier: Sendable {
    /// The keys that may have signed a token.
    public var keys: [JSONWebTokenKey]
    /// Who must have issued it (`iss`); `nil`, the default, takes any.
    public var issuer: String?
    /// For whom it must be, one of these (`aud`); empty, the default, takes any.
    public var audiences: Set<String> = []
    /// By how much the issuer's clock may differ from this one; default five minutes, as ASP.NET Core's.
    public var clockSkew: Duration = .seconds(300)
    /// Whether a token must tell its end; default true.
    public var requiresExpiration = true
    /// Bytes of the longest token that is read; default 8 KiB.
    public var maxTokenBytes = 8192

    /// Creates a verifier with the defaults.
    public init(keys: [JSONWebTokenKey]) { self.keys = keys }

    /// Verifies the signature, then the times, the issuer and the audience; now.
    public func verify(_ token: String) throws(JSONWebTokenError) -> JSONWebToken {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return try verify(token, at: Double(now.tv_sec) + Double(now.tv_nsec) / 1e9)
    }

    /// Verifies the signature, then the times, the issuer and the audience, at a time in seconds since 1970.
    public func verify(_ token: String, at now: Double) throws(JSONWebTokenError) -> JSONWebToken {
        let text = Array(token.utf8)
        guard text.count <= maxTokenBytes else { throw .tooLarge(limit: maxTokenBytes) }
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw .malformed("it has \(parts.count) parts instead of three") }
        let header = try object(parts[0], "header")
        guard let algorithm = header["alg"]?.string else { throw .malformed("its header has no `alg`") }
        guard header["crit"] == nil else { throw .criticalHeader }
        var keyID: String?
        if let value = header["kid"] {
            guard let name = value.string else { throw .malformed("its `kid` is no string") }
            keyID = name
        }
        let candidates = keys.filter { $0.algorithm.rawValue == algorithm && ($0.id == nil || keyID == nil || $0.id == keyID) }
        guard keys.contains(where: { $0.algorithm.rawValue == algorithm }) else {
            throw .algorithmNotAccepted(String(algorithm.prefix(32)))
        }
        guard let signature = Base64URL.decode(parts[2]) else { throw .malformed("its signature is no base64url") }
        let signed = text[..<parts[1].endIndex]
        guard candidates.contains(where: { $0.verifies(signature, of: signed) }) else { throw .badSignature }
        // Only what is known to be the issuer's is looked at.
        let claims = try object(parts[1], "claims")
        return JSONWebToken(keyID: keyID, claims: claims, expiresAt: try check(claims, now))
    }

    /// Checks what the claims say of times and names; returns when the token ends.
    private func check(_ claims: JSONObject, _ now: Double) throws(JSONWebTokenError) -> Double? {
        let skew = max(0, Double(clockSkew.components.seconds) + Double(clockSkew.components.attoseconds) / 1e18)
        let end = try time("exp", claims)
        if let end, now >= end + skew { throw .expired(at: end) }
        if end == nil, requiresExpiration { throw .missingExpiration }
        if let start = try time("nbf", claims), now < start - skew { throw .notYetValid(until: start) }
        let token = JSONWebToken(keyID: nil, claims: claims, expiresAt: end)
        if let issuer, token.issuer != issuer { throw .wrongIssuer }
        if !audiences.isEmpty, audiences.isDisjoint(with: token.audience) { throw .wrongAudience }
        return end
    }

    private func time(_ name: String, _ claims: JSONObject) throws(JSONWebTokenError) -> Double? {
        guard let value = claims[name] else { return nil }
        guard let seconds = value.double, seconds.isFinite else { throw .malformed("its `\(name)` is no number") }
        return seconds
    }

    /// An object whose members have different names: of two with one name, another reader might take the other.
    private func object(_ text: ArraySlice<UInt8>, _ what: String) throws(JSONWebTokenError) -> JSONObject {
        guard let bytes = Base64URL.decode(text) else { throw .malformed("its \(what) is no base64url") }
        guard let value = try? JSON.decode(JSONValue.self, from: bytes), case .object(let object) = value else {
            throw .malformed("its \(what) is no JSON object")
        }
        guard Set(object.members.map(\.name)).count == object.members.count else { throw .malformed("its \(what) names a member twice") }
        return object
    }
}
