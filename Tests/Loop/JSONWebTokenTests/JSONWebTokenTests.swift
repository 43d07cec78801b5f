import Foundation
import Testing
import WayleaveJSON

@testable import WayleaveJSONWebToken

@Suite("JSON Web Tokens")
struct JSONWebTokenTests {
    /// RFC 7515 § A.1.
    private static let secret = Base64URL.decode(
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow".utf8)
    private static let claims = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
    private static let hs256 = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.\(claims).dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    /// RFC 7515 § A.3, the key as SubjectPublicKeyInfo.
    private static let es256 =
        "eyJhbGciOiJFUzI1NiJ9.\(claims).DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
    private static let expiry = 1_300_819_380.0

    private static func key() throws -> JSONWebTokenKey { try .hs256(secret: try #require(secret)) }
    private static func verifier(_ change: (inout JSONWebTokenVerifier) -> Void = { _ in }) throws -> JSONWebTokenVerifier {
        var verifier = JSONWebTokenVerifier(keys: [try key()])
        change(&verifier)
        return verifier
    }

    /// The curve's point of RFC 7515 § A.3 in PEM.
    private static func publicKeyOfTheRFC() throws -> String {
        let x = try #require(Base64URL.decode("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU".utf8))
        let y = try #require(Base64URL.decode("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0".utf8))
        let prefix: [UInt8] = [
            0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03,
            0x01,
            0x07, 0x03, 0x42, 0x00, 0x04,
        ]
        return pem(Data(prefix + x + y).base64EncodedString(options: .lineLength64Characters))
    }

    private static func pem(_ base64: String) -> String { "-----BEGIN PUBLIC KEY-----\n\(base64)\n-----END PUBLIC KEY-----\n" }

    /// Makes a key pair by OpenSSL's command.
    private static func pair(_ arguments: String...) throws -> (privateKey: String, publicKey: String) {
        let privateKey = try openssl(["genpkey"] + arguments, input: "")
        return (privateKey, try openssl(["pkey", "-pubout"], input: privateKey))
    }

    private static func openssl(_ arguments: [String], input: String) throws -> String {
        let process = Process()
        let (standardInput, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.standardInput = standardInput
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        standardInput.fileHandleForWriting.write(Data(input.utf8))
        try standardInput.fileHandleForWriting.close()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    private static func encoded(_ text: String) -> String {
        Data(text.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    @Test("of RFC 7515 are verified until they expire and the clock skew is over")
    func vectors() throws {
        let token = try Self.verifier().verify(Self.hs256, at: Self.expiry - 1)
        #expect(token.issuer == "joe" && token.expiresAt == Self.expiry && token.claims["http://example.com/is_root"]?.bool == true)
        #expect(try Self.verifier().verify(Self.hs256, at: Self.expiry + 299).issuer == "joe")
        #expect(throws: JSONWebTokenError.expired(at: Self.expiry)) { try Self.verifier().verify(Self.hs256, at: Self.expiry + 300) }
        #expect(throws: JSONWebTokenError.expired(at: Self.expiry)) { try Self.verifier().verify(Self.hs256) }
        let verifier = JSONWebTokenVerifier(keys: [try .es256(pem: Self.publicKeyOfTheRFC())])
        #expect(try verifier.verify(Self.es256, at: Self.expiry - 1).issuer == "joe")
    }

    @Test("are verified with the keys that an issuer publishes")
    func keySet() throws {
        // RFC 7515 § A.2 and A.3.
        let rs256 =
            "eyJhbGciOiJSUzI1NiJ9.\(Self.claims).cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt"
            + "_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOL"
            + "n6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"
        let modulus =
            "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG"
            + "6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6"
            + "_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"
        let keys = try JSONWebTokenKey.keySet(
            """
            {"keys":[{"kty":"RSA","kid":"r","n":"\(modulus)","e":"AQAB","use":"sig","alg":"RS256"},
            {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"},
            {"kty":"OKP","crv":"Ed25519","x":"AAAA"},{"kty":"RSA","use":"enc","n":"!","e":"!"}]}
            """)
        #expect(keys.map(\.algorithm) == [.rs256, .es256] && keys.map(\.id) == ["r", nil])
        let verifier = JSONWebTokenVerifier(keys: keys)
        #expect(try verifier.verify(rs256, at: Self.expiry - 1).issuer == "joe")
        #expect(try verifier.verify(Self.es256, at: Self.expiry - 1).issuer == "joe")
        for set in [
            "[]", "{", "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}", "{\"keys\":[{\"kty\":\"RSA\"}]}",
            "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQAB\",\"y\":\"AQAB\"}]}",
        ] {
            #expect(throws: JSONWebTokenError.self) { try JSONWebTokenKey.keySet(set) }
        }
    }

    @Test("are signed and verified with each algorithm, and by no other key")
    func roundTrips() throws {
        let rsa = try Self.pair("-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048")
        let curve = try Self.pair("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256")
        let others = try Self.pair("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256")
        let claims: JSONValue = ["sub": "alice", "exp": 2000, "aud": ["a", "b"]]
        for (signing, verifying) in [
            (try Self.key(), try Self.key()), (try .rs256(pem: rsa.privateKey), try .rs256(pem: rsa.publicKey)),
            (try .es256(pem: curve.privateKey), try .es256(pem: curve.publicKey)),
        ] {
            let token = try signing.sign(claims)
            let verified = try JSONWebTokenVerifier(keys: [verifying]).verify(token, at: 1000)
            #expect(verified.subject == "alice" && verified.audience == ["a", "b"])
            let secret = try JSONWebTokenKey.hs256(secret: Array(repeating: 7, count: 32))
            let strangers = JSONWebTokenVerifier(keys: [secret, try .es256(pem: others.publicKey)])
            #expect(throws: JSONWebTokenError.self) { try strangers.verify(token, at: 1000) }
        }
        #expect(throws: JSONWebTokenError.self) { try JSONWebTokenKey.es256(pem: curve.publicKey).sign(claims) }
    }

    @Test("are not taken unsigned, nor signed with a public key as if it were a secret")
    func algorithms() throws {
        let publicKey = try Self.publicKeyOfTheRFC()
        let verifier = JSONWebTokenVerifier(keys: [try .es256(pem: publicKey)])
        let confused = try JSONWebTokenKey.hs256(secret: Array(publicKey.utf8)).sign(["sub": "mallory", "exp": 2000] as JSONValue)
        #expect(throws: JSONWebTokenError.algorithmNotAccepted("HS256")) { try verifier.verify(confused, at: 0) }
        for name in ["none", "None", "hs256", "", "ES384"] {
            let token = "\(Self.encoded("{\"alg\":\"\(name)\"}")).\(Self.claims)."
            #expect(throws: JSONWebTokenError.algorithmNotAccepted(name)) { try verifier.verify(token, at: 0) }
        }
        #expect(throws: JSONWebTokenError.algorithmNotAccepted("HS256")) { try JSONWebTokenVerifier(keys: []).verify(Self.hs256, at: 0) }
    }

    @Test("that are changed in any character are refused")
    func tampering() throws {
        let verifier = try Self.verifier()
        for place in stride(from: 0, to: Self.hs256.utf8.count, by: 3) {
            var text = Array(Self.hs256.utf8)
            text[place] = text[place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            #expect(throws: JSONWebTokenError.self) { try verifier.verify(String(decoding: text, as: UTF8.self), at: 0) }
        }
        // The same signature, spelled with bits that nobody reads, with padding, or cut.
        #expect(throws: JSONWebTokenError.self) { try verifier.verify(Self.hs256.dropLast() + "l", at: 0) }
        for text in [Self.hs256 + "=", String(Self.hs256.dropLast()), Self.hs256 + ".", " " + Self.hs256, "", "..", "a.b", "a.b.c.d"] {
            #expect(throws: JSONWebTokenError.self) { try verifier.verify(text, at: 0) }
        }
    }

    @Test("are held to the times, the issuer and the audience that the verifier wants")
    func claims() throws {
        let key = try Self.key()
        func check(_ claims: JSONValue, _ change: (inout JSONWebTokenVerifier) -> Void = { _ in }) throws {
            _ = try Self.verifier(change).verify(try key.sign(claims), at: 1000)
        }
        #expect(throws: JSONWebTokenError.missingExpiration) { try check([:]) }
        try check([:]) { $0.requiresExpiration = false }
        #expect(throws: JSONWebTokenError.notYetValid(until: 1301)) { try check(["exp": 2000, "nbf": 1301]) }
        try check(["exp": 2000, "nbf": 1300])
        #expect(throws: JSONWebTokenError.malformed("its `exp` is no number")) { try check(["exp": "2000"]) }
        #expect(throws: JSONWebTokenError.wrongIssuer) { try check(["exp": 2000, "iss": "joe"]) { $0.issuer = "jane" } }
        try check(["exp": 2000, "iss": "joe"]) { $0.issuer = "joe" }
        #expect(throws: JSONWebTokenError.wrongAudience) { try check(["exp": 2000, "aud": "me"]) { $0.audiences = ["you"] } }
        #expect(throws: JSONWebTokenError.wrongAudience) { try check(["exp": 2000]) { $0.audiences = ["you"] } }
        try check(["exp": 2000, "aud": ["me", "you"]]) { $0.audiences = ["you"] }
        #expect(throws: JSONWebTokenError.tooLarge(limit: 16)) { try check(["exp": 2000]) { $0.maxTokenBytes = 16 } }
    }

    @Test("name their key, which is then the one that must have signed")
    func keyIDs() throws {
        let (a, b) = (try #require(Self.secret), [UInt8](repeating: 1, count: 32))
        let verifier = JSONWebTokenVerifier(keys: [try .hs256(secret: a, id: "a"), try .hs256(secret: b, id: "b")])
        let claims: JSONValue = ["exp": 2000]
        #expect(try verifier.verify(try JSONWebTokenKey.hs256(secret: b, id: "b").sign(claims), at: 0).keyID == "b")
        #expect(throws: JSONWebTokenError.badSignature) {
            try verifier.verify(try JSONWebTokenKey.hs256(secret: a, id: "b").sign(claims), at: 0)
        }
        #expect(try verifier.verify(try JSONWebTokenKey.hs256(secret: b).sign(claims), at: 0).keyID == nil)
    }

    @Test("with critical extensions, doubled members or no objects are refused")
    func headers() throws {
        let verifier = try Self.verifier()
        func token(_ header: String) -> String { "\(Self.encoded(header)).\(Self.claims).AAAA" }
        #expect(throws: JSONWebTokenError.criticalHeader) { try verifier.verify(token("{\"alg\":\"HS256\",\"crit\":[\"b64\"]}"), at: 0) }
        #expect(throws: JSONWebTokenError.malformed("its header names a member twice")) {
            try verifier.verify(token("{\"alg\":\"none\",\"alg\":\"HS256\"}"), at: 0)
        }
        for header in ["[]", "7", "{", "{\"alg\":7}", "{\"alg\":\"HS256\",\"kid\":7}"] {
            #expect(throws: JSONWebTokenError.self) { try verifier.verify(token(header), at: 0) }
        }
    }

    @Test("have keys that are strong enough, and of the algorithm's kind")
    func keys() throws {
        #expect(throws: JSONWebTokenError.self) { try JSONWebTokenKey.hs256(secret: Array(repeating: 1, count: 31)) }
        let weak = try Self.pair("-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024")
        #expect(throws: JSONWebTokenError.self) { try JSONWebTokenKey.rs256(pem: weak.publicKey) }
        let other = try Self.pair("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384")
        #expect(throws: JSONWebTokenError.self) { try JSONWebTokenKey.es256(pem: other.publicKey) }
        #expect(throws: JSONWebTokenError.self) { try JSONWebTokenKey.rs256(pem: other.privateKey) }
        #expect(throws: JSONWebTokenError.self) { try JSONWebTokenKey.rs256(pem: "no key") }
        #expect(throws: JSONWebTokenError.self) { try JSONWebTokenKey.es256(pem: Self.pem("AAAA")) }
    }
}
