internal import COpenSSL

/// Reading a private key, encrypted or not.
enum PrivateKeyFile {
    /// What the passphrase callback is given, and whether it was called.
    fileprivate struct Asking {
        let passphrase: [UInt8]?
        var wasAsked = false
    }

    /// The key in `file`; the caller frees it.
    static func read(_ file: PEMFile, passphrase: String?) throws(TLSConfigurationFault) -> OpaquePointer {
        try file.withBIO { bio throws(TLSConfigurationFault) in
            var asking = Asking(passphrase: passphrase.map { Array($0.utf8) })
            let key = withUnsafeMutablePointer(to: &asking) { PEM_read_bio_PrivateKey(bio, nil, passphraseCallback, $0) }
            if let key {
                ERR_clear_error()
                return key
            }
            let error = OpenSSLErrors.takeText()
            if asking.wasAsked {
                if passphrase == nil {
                    throw TLSConfigurationFault(
                        "tls-key-encrypted", "the key `\(file.path)` is encrypted and no passphrase is given",
                        "set `passphrase`, or give the key unencrypted: `openssl pkey -in \(file.path)`")
                }
                throw TLSConfigurationFault(
                    "tls-passphrase-wrong", "the passphrase does not decrypt the key `\(file.path)`", "give the one it was encrypted with")
            }
            guard file.text.contains("PRIVATE KEY-----") else { throw file.notHere("private key", "key") }
            throw TLSConfigurationFault(
                "tls-key-malformed", "the key `\(file.path)` cannot be decoded: \(error)", "copy the file anew from where it was made")
        }
    }
}

// A C callback; formed inside an isolated context it would inherit its isolation.

private func passphraseCallback(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int32, _: Int32, _ argument: UnsafeMutableRawPointer?
) -> Int32 {
    guard let buffer, let asking = argument?.assumingMemoryBound(to: PrivateKeyFile.Asking.self) else { return -1 }
    asking.pointee.wasAsked = true
    guard let passphrase = asking.pointee.passphrase, passphrase.count <= Int(size) else { return -1 }
    for (place, byte) in passphrase.enumerated() { buffer[place] = CChar(bitPattern: byte) }
    return Int32(passphrase.count)
}
