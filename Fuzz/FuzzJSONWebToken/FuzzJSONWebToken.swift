import FuzzSupport
import WayleaveBytes
import WayleaveJSON
import WayleaveJSONWebToken

/// The secret of the seeds.
private let secret = Array("0123456789abcdef0123456789abcdef".utf8)
private let key = try? JSONWebTokenKey.hs256(secret: secret)
private let now = 1_800_000_000.0

/// A bearer token as anybody may send it, claims that were signed whatever they say, and an issuer's set of keys.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = FuzzInput(start, count)
    guard let key else { preconditionFailure("the secret is long enough") }
    var verifier = JSONWebTokenVerifier(keys: [key])
    verifier.requiresExpiration = input.choice & 1 == 0
    verifier.clockSkew = .seconds(Int(input.choice >> 8 & 0xFF))
    if input.choice & 2 != 0 { verifier.issuer = "i" }
    if input.choice & 4 != 0 { verifier.audiences = ["a", "b"] }
    if input.choice & 8 != 0 { verifier.maxTokenBytes = 200 }
    let text = String(decoding: input.data, as: UTF8.self)
    checkToken(text, verifier)
    checkClaims(input.data, key, verifier)
    for found in (try? JSONWebTokenKey.keySet(text)) ?? [] {
        precondition(found.algorithm != .hs256, "a published key is no secret")
        precondition((try? found.sign(["sub": "x"])) == nil, "a public key signs nothing")
        checkToken(text, JSONWebTokenVerifier(keys: [found]))
    }
    return 0
}

/// Whatever is taken is one canonical text: three parts of base64url, an object twice, `HS256`, and in time.
private func checkToken(_ text: String, _ verifier: JSONWebTokenVerifier) {
    guard let token = try? verifier.verify(text, at: now) else { return }
    precondition(text.utf8.count <= verifier.maxTokenBytes, "a token keeps to the limit")
    let parts = text.split(separator: "." as Character, omittingEmptySubsequences: false)
    precondition(parts.count == 3, "a token has three parts")
    let bytes = parts.map { decode($0) }
    for (part, bytes) in zip(parts, bytes) { expectSame(encode(bytes), String(part), "a part is the only text of its bytes") }
    guard let header = try? JSON.decode([String: JSONValue].self, from: bytes[0]),
        case .object(let claims)? = try? JSON.decode(JSONValue.self, from: bytes[1])
    else { preconditionFailure("header and claims are objects") }
    expectSame(header["alg"]?.string, "HS256", "the key's algorithm")
    precondition(header["crit"] == nil && bytes[2].count == 32, "nothing critical, and a whole code")
    expectSame(token.claims, claims, "the claims are those that were signed")
    checkTimes(token, verifier)
}

private func checkTimes(_ token: JSONWebToken, _ verifier: JSONWebTokenVerifier) {
    let skew = Double(verifier.clockSkew.components.seconds)
    if let end = token.expiresAt { precondition(now < end + skew, "it has not ended") }
    precondition(token.expiresAt != nil || !verifier.requiresExpiration, "its end is known")
    if let begin = token.claims["nbf"]?.double { precondition(now >= begin - skew, "it has begun") }
    precondition(verifier.issuer == nil || token.issuer == verifier.issuer, "the issuer is the one")
    precondition(verifier.audiences.isEmpty || !verifier.audiences.isDisjoint(with: token.audience), "it is for this server")
}

/// Signed claims are taken only as far as they hold, and unchanged.
private func checkClaims(_ data: [UInt8], _ key: JSONWebTokenKey, _ verifier: JSONWebTokenVerifier) {
    guard let value = try? JSON.decode(JSONValue.self, from: data), let text = try? key.sign(value) else { return }
    do {
        let token = try verifier.verify(text, at: now)
        guard case .object(let object) = value else { preconditionFailure("claims are an object") }
        precondition(Set(object.members.map(\.name)).count == object.members.count, "no claim comes twice")
        checkTimes(token, verifier)
        // Any other last letter of the signature is another token.
        let other = text.dropLast() + (text.last == "A" ? "Q" : "A")
        precondition((try? verifier.verify(String(other), at: now)) == nil, "a changed signature is none")
    } catch JSONWebTokenError.badSignature {
        preconditionFailure("what was signed does not verify")
    } catch {}
}

private func decode(_ text: Substring) -> [UInt8] {
    let standard = text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
    let padded = Array(String(standard).utf8) + Array(repeating: UInt8(ascii: "="), count: (4 - text.utf8.count % 4) % 4)
    guard let bytes = padded.withUnsafeBytes({ Base64.decode($0) }) else { preconditionFailure("a part is no base64url") }
    return bytes
}

private func encode(_ bytes: [UInt8]) -> String {
    var writer = ByteWriter()
    bytes.withUnsafeBytes { Base64.encode($0, into: &writer, urlSafe: true) }
    return String(decoding: writer.copyBytes(), as: UTF8.self)
}
