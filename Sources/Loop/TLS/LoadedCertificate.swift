internal import COpenSSL

/// A certificate read from its files: chain, key, names; checked to belong together.
struct LoadedCertificate: ~Copyable {
    let source: TLSCertificate
    /// The server's own certificate first; owned.
    let chain: [OpaquePointer]
    /// Owned.
    let key: OpaquePointer
    /// The names it is for, in lower case, without a dot at the end.
    let names: [String]
    let warnings: [TLSConfigurationFault]

    /// Days before its end from which a certificate is warned of.
    private static let daysOfWarning = 14

    init(_ source: TLSCertificate) throws(TLSConfigurationError) {
        var faults: [TLSConfigurationFault] = []
        var warnings: [TLSConfigurationFault] = []
        var chain: [OpaquePointer] = []
        var key: OpaquePointer?
        do throws(TLSConfigurationFault) {
            chain = try PEMFile(source.chainFile, as: "certificate chain").certificates(as: "certificate chain")
        } catch {
            faults.append(error)
        }
        do throws(TLSConfigurationFault) {
            let file = try PEMFile(source.keyFile, as: "key")
            key = try PrivateKeyFile.read(file, passphrase: source.passphrase)
            if file.isReadableByAll, source.passphrase == nil {
                warnings.append(
                    TLSConfigurationFault(
                        "tls-key-readable-by-all", "every user of this system may read the key `\(source.keyFile)`",
                        "`chmod 640` it, and give it to this process's group"))
            }
        } catch {
            faults.append(error)
        }
        if let key, !chain.isEmpty, let fault = Self.mismatch(chain, key, source) { faults.append(fault) }
        guard faults.isEmpty, let key else {
            for certificate in chain { X509_free(certificate) }
            EVP_PKEY_free(key)
            throw TLSConfigurationError(faults: faults)
        }
        self.source = source
        self.chain = chain
        self.key = key
        names = Self.names(of: chain[0])
        self.warnings = warnings + Self.datesInDoubt(chain, source) + Self.orderInDoubt(chain, source)
    }

    deinit {
        for certificate in chain { X509_free(certificate) }
        EVP_PKEY_free(key)
    }

    private static func mismatch(_ chain: [OpaquePointer], _ key: OpaquePointer, _ source: TLSCertificate) -> TLSConfigurationFault? {
        defer { ERR_clear_error() }
        guard X509_check_private_key(chain[0], key) != 1 else { return nil }
        if let place = chain.firstIndex(where: { X509_check_private_key($0, key) == 1 }) {
            return TLSConfigurationFault(
                "tls-chain-order",
                "the key `\(source.keyFile)` belongs to certificate \(place + 1) of `\(source.chainFile)`, not to the first",
                "put the server's own certificate first and the intermediate ones behind it")
        }
        return TLSConfigurationFault(
            "tls-key-mismatch", "the key `\(source.keyFile)` does not belong to the certificate `\(source.chainFile)`",
            "give the key that the certificate was requested with")
    }

    private static func datesInDoubt(_ chain: [OpaquePointer], _ source: TLSCertificate) -> [TLSConfigurationFault] {
        chain.enumerated().compactMap { place, certificate in
            let which = place == 0 ? "the certificate `\(source.chainFile)`" : "certificate \(place + 1) of `\(source.chainFile)`"
            var days: Int32 = 0
            var seconds: Int32 = 0
            if ASN1_TIME_diff(&days, &seconds, nil, X509_get0_notBefore(certificate)) == 1, days > 0 || seconds > 0 {
                return TLSConfigurationFault(
                    "tls-certificate-not-yet-valid", "\(which) begins to be valid in \(time(days, seconds))",
                    "check this machine's clock; clients refuse the certificate until then")
            }
            guard ASN1_TIME_diff(&days, &seconds, nil, X509_get0_notAfter(certificate)) == 1 else { return nil }
            if days < 0 || seconds < 0 {
                return TLSConfigurationFault(
                    "tls-certificate-expired", "\(which) expired \(time(-days, -seconds)) ago", "renew it; clients refuse it")
            }
            guard days < daysOfWarning, place == 0 else { return nil }
            return TLSConfigurationFault(
                "tls-certificate-expires-soon", "\(which) expires in \(time(days, seconds))", "renew it, then reload the certificates")
        }
    }

    private static func time(_ days: Int32, _ seconds: Int32) -> String {
        if days > 0 { return "\(days) \(days == 1 ? "day" : "days")" }
        return "\(seconds / 3600) h \(seconds / 60 % 60) min"
    }

    private static func orderInDoubt(_ chain: [OpaquePointer], _ source: TLSCertificate) -> [TLSConfigurationFault] {
        for place in 1..<max(chain.count, 1) where X509_check_issued(chain[place], chain[place - 1]) != Int32(X509_V_OK) {
            return [
                TLSConfigurationFault(
                    "tls-chain-broken", "certificate \(place + 1) of `\(source.chainFile)` did not issue certificate \(place)",
                    "list the intermediate certificates in order: each issued the one before it")
            ]
        }
        return []
    }

    private static func names(of certificate: OpaquePointer) -> [String] {
        var names: [String] = []
        withUnsafeMutablePointer(to: &names) { wayleave_each_dns_name(certificate, $0, takeNameCallback) }
        return names
    }

    /// Gives the chain and the key to `context`; `nil`, or OpenSSL's words when it wants neither.
    func install(in context: OpaquePointer) -> String? {
        guard SSL_CTX_use_certificate(context, chain[0]) == 1 else { return OpenSSLErrors.takeText() }
        for certificate in chain.dropFirst() where wayleave_ctx_add_chain_certificate(context, certificate) != 1 {
            return OpenSSLErrors.takeText()
        }
        guard SSL_CTX_use_PrivateKey(context, key) == 1 else { return OpenSSLErrors.takeText() }
        return nil
    }
}

// A C callback; formed inside an isolated context it would inherit its isolation.

private func takeNameCallback(_ names: UnsafeMutableRawPointer?, _ bytes: UnsafePointer<UInt8>?, _ count: Int32) {
    guard let names = names?.assumingMemoryBound(to: [String].self), let bytes, count > 0 else { return }
    names.pointee.append(ServerNames.normal(UnsafeBufferPointer(start: bytes, count: Int(count))))
}
