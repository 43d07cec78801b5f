internal import COpenSSL

/// A compiled configuration: OpenSSL's context of each certificate, and which name goes to which.
///
/// Soundness of `@unchecked Sendable`: nothing changes after `init`; OpenSSL's contexts may be shared by threads once they are set up.
final class TLSMaterial: @unchecked Sendable {
    /// One `SSL_CTX` a certificate; the first is the default.
    private(set) var contexts: [OpaquePointer] = []
    private var names = ServerNames()
    private(set) var warnings: [TLSConfigurationFault] = []
    let tickets: TicketKeys
    /// The protocols in ALPN's form: each behind a byte that tells its length.
    private let protocols: UnsafeMutableBufferPointer<UInt8>

    init(_ configuration: TLSConfiguration, tickets: TicketKeys) throws(TLSConfigurationError) {
        self.tickets = tickets
        var faults = ConfigurationCheck.faults(configuration)
        let list = configuration.applicationProtocols.flatMap { [UInt8(truncatingIfNeeded: $0.utf8.count)] + Array($0.utf8) }
        protocols = .allocate(capacity: max(list.count, 1))
        _ = protocols.initialize(fromContentsOf: list + (list.isEmpty ? [0] : []))
        hasProtocols = !list.isEmpty
        for (index, certificate) in configuration.certificates.enumerated() {
            do throws(TLSConfigurationError) {
                let loaded = try LoadedCertificate(certificate)
                warnings += loaded.warnings
                contexts.append(try makeContext(loaded, configuration))
                take(loaded.names, of: index, in: configuration.certificates, &faults)
            } catch {
                faults += error.faults
            }
        }
        guard faults.isEmpty else { throw TLSConfigurationError(faults: Self.distinct(faults)) }
    }

    private let hasProtocols: Bool

    deinit {
        for context in contexts { SSL_CTX_free(context) }
        protocols.deallocate()
    }

    /// The same fault of each certificate's context is told once.
    private static func distinct(_ faults: [TLSConfigurationFault]) -> [TLSConfigurationFault] {
        var seen: Set<String> = []
        return faults.filter { seen.insert($0.description).inserted }
    }

    private func take(
        _ own: [String], of index: Int, in certificates: [TLSCertificate], _ faults: inout [TLSConfigurationFault]
    ) {
        let taken = own.compactMap { name in names.add(name, index).flatMap { $0 == index ? nil : (name: name, by: $0) } }
        guard let first = taken.first else { return }
        let both = "`\(certificates[first.by].chainFile)` and `\(certificates[index].chainFile)`"
        if taken.count == own.count {
            faults.append(
                TLSConfigurationFault(
                    "tls-two-certificates-for-one-name", "\(both) are both for `\(first.name)`, and the second one serves no other name",
                    "remove one of them"))
        } else {
            warnings.append(
                TLSConfigurationFault(
                    "tls-two-certificates-for-one-name", "\(both) are both for `\(first.name)`; the first one serves it",
                    "list first the one that shall"))
        }
    }

    private func makeContext(
        _ certificate: borrowing LoadedCertificate, _ configuration: TLSConfiguration
    ) throws(TLSConfigurationError) -> OpaquePointer {
        guard let context = SSL_CTX_new(TLS_server_method()) else {
            let text = OpenSSLErrors.takeText()
            throw TLSConfigurationError(faults: [.init("tls-out-of-memory", "OpenSSL makes no context: \(text)", "free memory")])
        }
        var faults: [TLSConfigurationFault] = []
        wayleave_ctx_harden(context)
        _ = wayleave_ctx_set_minimum_version(context, configuration.minimumVersion == .tls13 ? TLS1_3_VERSION : TLS1_2_VERSION)
        if SSL_CTX_set_cipher_list(context, configuration.cipherList) != 1 {
            let text = OpenSSLErrors.takeText()
            faults.append(
                .init(
                    "tls-ciphers-unusable", "`cipherList` is `\(configuration.cipherList)`, of which nothing can be used: \(text)",
                    "leave the default, or see what `openssl ciphers -v '…'` makes of it"))
        }
        _ = wayleave_ctx_set_groups(context, "X25519:P-256:P-384")
        if let refusal = certificate.install(in: context) {
            faults.append(
                .init(
                    "tls-certificate-refused", "OpenSSL refuses the certificate `\(certificate.source.chainFile)`: \(refusal)",
                    "have one issued with a P-256 or an RSA key of 2048 bits or more, signed with SHA-256"))
        }
        faults += ClientAuthorities.install(configuration.clientAuthentication, in: context)
        guard faults.isEmpty else {
            SSL_CTX_free(context)
            throw TLSConfigurationError(faults: faults)
        }
        installCallbacks(in: context)
        return context
    }

    private func installCallbacks(in context: OpaquePointer) {
        let me = Unmanaged.passUnretained(self).toOpaque()
        SSL_CTX_set_ex_data(context, 0, me)
        wayleave_ctx_set_server_name_callback(context, serverNameCallback, me)
        if hasProtocols { SSL_CTX_set_alpn_select_cb(context, protocolCallback, me) }
        // Tickets of another server that happens to have the same keys are not for this one.
        let name: StaticString = "wayleave"
        SSL_CTX_set_session_id_context(context, name.utf8Start, UInt32(name.utf8CodeUnitCount))
        if tickets.lifetimeSeconds > 0 {
            SSL_CTX_set_timeout(context, tickets.lifetimeSeconds)
            SSL_CTX_set_tlsext_ticket_key_evp_cb(context, ticketCallback)
        } else {
            wayleave_ctx_disable_tickets(context)
        }
    }

    fileprivate func context(for name: UnsafePointer<CChar>) -> OpaquePointer? {
        let bytes = UnsafeRawBufferPointer(start: name, count: strnlen(name, 256))
        return names.certificate(for: ServerNames.normal(bytes)).map { contexts[$0] }
    }

    fileprivate func select(
        _ chosen: UnsafeMutablePointer<UnsafePointer<UInt8>?>, _ length: UnsafeMutablePointer<UInt8>,
        from offered: UnsafePointer<UInt8>, _ count: UInt32
    ) -> Bool {
        var found: UnsafeMutablePointer<UInt8>?
        let code = SSL_select_next_proto(&found, length, protocols.baseAddress, UInt32(protocols.count), offered, count)
        guard code == OPENSSL_NPN_NEGOTIATED, let found else { return false }
        chosen.pointee = UnsafePointer(found)
        return true
    }
}

// C callbacks; formed inside an isolated context they would inherit its isolation. A connection keeps its material alive.

private func material(_ data: UnsafeMutableRawPointer) -> TLSMaterial {
    Unmanaged<TLSMaterial>.fromOpaque(data).takeUnretainedValue()
}

private func serverNameCallback(
    _ ssl: OpaquePointer?, _: UnsafeMutablePointer<Int32>?, _ argument: UnsafeMutableRawPointer?
) -> Int32 {
    guard let ssl, let argument, let name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name) else { return SSL_TLSEXT_ERR_NOACK }
    // A name nobody serves gets the default: the client is the one to judge the certificate.
    guard let context = material(argument).context(for: name) else { return SSL_TLSEXT_ERR_NOACK }
    return SSL_set_SSL_CTX(ssl, context) == nil ? SSL_TLSEXT_ERR_ALERT_FATAL : SSL_TLSEXT_ERR_OK
}

private func protocolCallback(
    _: OpaquePointer?, _ chosen: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ length: UnsafeMutablePointer<UInt8>?,
    _ offered: UnsafePointer<UInt8>?, _ count: UInt32, _ argument: UnsafeMutableRawPointer?
) -> Int32 {
    guard let chosen, let length, let offered, let argument else { return SSL_TLSEXT_ERR_ALERT_FATAL }
    return material(argument).select(chosen, length, from: offered, count) ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL
}

private func ticketCallback(
    _ ssl: OpaquePointer?, _ name: UnsafeMutablePointer<UInt8>?, _ iv: UnsafeMutablePointer<UInt8>?, _ cipher: OpaquePointer?,
    _ mac: OpaquePointer?, _ seals: Int32
) -> Int32 {
    guard let ssl, let name, let iv, let cipher, let mac, let data = SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), 0) else { return -1 }
    return material(data).tickets.handle(name: name, iv: iv, cipher: cipher, mac: mac, seals: seals == 1)
}
