internal import COpenSSL

/// An RSA or EC key of OpenSSL.
///
/// Soundness of `@unchecked Sendable`: the key is never changed after `init`, and OpenSSL lets any number of threads use such a key at once,
/// each with a context of its own.
final class SigningKeyPair: @unchecked Sendable {
    private let key: OpaquePointer
    private let algorithm: JSONWebTokenAlgorithm
    private let isPrivate: Bool

    /// The least bits of an RSA key (RFC 7518 § 3.3).
    private static let minRSABits = 2048
    /// The most PEM text that is read, in bytes.
    private static let maxPEMBytes = 64 * 1024

    init(pem: String, for algorithm: JSONWebTokenAlgorithm) throws(JSONWebTokenError) {
        let text = Array(pem.utf8)
        guard text.count <= Self.maxPEMBytes else { throw .unusableKey("the PEM text is longer than \(Self.maxPEMBytes) bytes") }
        guard let bio = BIO_new_mem_buf(text, Int32(text.count)) else { throw .unusableKey("there is no memory to read it") }
        defer { BIO_free(bio) }
        isPrivate = pem.contains("PRIVATE KEY-----")
        let read =
            isPrivate
            ? PEM_read_bio_PrivateKey(bio, nil, refusePassphrase, nil) : PEM_read_bio_PUBKEY(bio, nil, refusePassphrase, nil)
        ERR_clear_error()
        guard let read else {
            throw .unusableKey("the PEM text holds neither a public key nor an unencrypted private one; make one with `openssl pkey`")
        }
        key = read
        self.algorithm = algorithm
        try check()
    }

    /// A public key as SubjectPublicKeyInfo.
    init(der: [UInt8], for algorithm: JSONWebTokenAlgorithm) throws(JSONWebTokenError) {
        let read = der.withUnsafeBufferPointer { buffer in
            var place = buffer.baseAddress
            return d2i_PUBKEY(nil, &place, buffer.count)
        }
        ERR_clear_error()
        guard let read else { throw .unusableKey("its numbers are none of a public key for \(algorithm.rawValue)") }
        key = read
        self.algorithm = algorithm
        isPrivate = false
        try check()
    }

    deinit { EVP_PKEY_free(key) }

    private func check() throws(JSONWebTokenError) {
        switch algorithm {
        case .rs256:
            guard EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA else { throw .unusableKey("it is not RSA's, which RS256 needs") }
            let bits = EVP_PKEY_get_bits(key)
            guard bits >= Self.minRSABits else { throw .unusableKey("it has \(bits) bits; RS256 needs \(Self.minRSABits) or more") }
        case .es256:
            var name = [CChar](repeating: 0, count: 64)
            var count = 0
            guard EVP_PKEY_get_base_id(key) == EVP_PKEY_EC, EVP_PKEY_get_group_name(key, &name, name.count, &count) == 1,
                name.prefix(count).elementsEqual("prime256v1".utf8.map { CChar(bitPattern: $0) })
            else {
                ERR_clear_error()
                throw .unusableKey("it is not on the curve P-256, which ES256 needs")
            }
        case .hs256: throw .unusableKey("HS256 has a secret, not a pair of keys")
        }
    }

    // MARK: Signatures

    func verifies(_ signature: [UInt8], of bytes: [UInt8]) -> Bool {
        let signature = algorithm == .es256 ? Self.encoded(signature) : signature
        guard let signature, let context = EVP_MD_CTX_new() else { return false }
        defer {
            EVP_MD_CTX_free(context)
            ERR_clear_error()
        }
        guard EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key) == 1 else { return false }
        return EVP_DigestVerify(context, signature, signature.count, bytes, bytes.count) == 1
    }

    func sign(_ bytes: [UInt8]) throws(JSONWebTokenError) -> [UInt8] {
        guard isPrivate else { throw .unusableKey("it is public; signing needs the private one") }
        guard let context = EVP_MD_CTX_new() else { throw .unusableKey("there is no memory to sign") }
        defer {
            EVP_MD_CTX_free(context)
            ERR_clear_error()
        }
        var count = 0
        guard EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key) == 1, EVP_DigestSign(context, nil, &count, bytes, bytes.count) == 1
        else { throw .unusableKey("OpenSSL does not sign with it") }
        var signature = [UInt8](repeating: 0, count: count)
        guard EVP_DigestSign(context, &signature, &count, bytes, bytes.count) == 1 else {
            throw .unusableKey("OpenSSL does not sign with it")
        }
        signature.removeLast(signature.count - count)
        guard algorithm == .es256 else { return signature }
        guard let raw = Self.raw(signature) else { throw .unusableKey("OpenSSL made a signature that is none of ES256") }
        return raw
    }

    /// The two numbers of a signature, 32 bytes each (RFC 7518 § 3.4), as OpenSSL reads them; `nil` unless they are 64 bytes.
    private static func encoded(_ raw: [UInt8]) -> [UInt8]? {
        guard raw.count == 64, let signature = ECDSA_SIG_new() else { return nil }
        defer { ECDSA_SIG_free(signature) }
        let (r, s) = (BN_bin2bn(Array(raw[..<32]), 32, nil), BN_bin2bn(Array(raw[32...]), 32, nil))
        guard r != nil, s != nil, ECDSA_SIG_set0(signature, r, s) == 1 else {
            BN_free(r)
            BN_free(s)
            return nil
        }
        let count = i2d_ECDSA_SIG(signature, nil)
        guard count > 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(count))
        return bytes.withUnsafeMutableBufferPointer { buffer in
            var place = buffer.baseAddress
            return i2d_ECDSA_SIG(signature, &place) == count
        } ? bytes : nil
    }

    /// The two numbers of a signature of OpenSSL's, 32 bytes each.
    private static func raw(_ encoded: [UInt8]) -> [UInt8]? {
        let signature = encoded.withUnsafeBufferPointer { buffer in
            var place = buffer.baseAddress
            return d2i_ECDSA_SIG(nil, &place, buffer.count)
        }
        guard let signature else { return nil }
        defer { ECDSA_SIG_free(signature) }
        var raw = [UInt8](repeating: 0, count: 64)
        let written = raw.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return false }
            return BN_bn2binpad(ECDSA_SIG_get0_r(signature), start, 32) == 32
                && BN_bn2binpad(ECDSA_SIG_get0_s(signature), start + 32, 32) == 32
        }
        return written ? raw : nil
    }
}

// A C callback; formed inside an isolated context it would inherit its isolation. Without one OpenSSL would ask the terminal.

private func refusePassphrase(_: UnsafeMutablePointer<CChar>?, _: Int32, _: Int32, _: UnsafeMutableRawPointer?) -> Int32 { -1 }
