internal import COpenSSL

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The contents of a file that should be PEM, and what can be told about them when they are not what they should be.
struct PEMFile {
    /// More than any chain of certificates needs: 1 MiB.
    private static let maxBytes = 1024 * 1024

    let path: String
    let bytes: [UInt8]
    /// Whether every user of the system may read it.
    let isReadableByAll: Bool

    init(_ path: String, as what: String) throws(TLSConfigurationFault) {
        self.path = path
        func unreadable(_ why: String) -> TLSConfigurationFault {
            TLSConfigurationFault(
                "tls-file-unreadable", "the \(what) `\(path)` cannot be read: \(why)",
                "give the path of a PEM file that this process's user may read")
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(String(cString: strerror(errno))) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw unreadable("it is a directory") }
        isReadableByAll = status.st_mode & S_IROTH != 0
        var contents: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 16 * 1024)
        while true {
            let count = read(descriptor, &piece, piece.count)
            guard count >= 0 else { throw unreadable(String(cString: strerror(errno))) }
            guard count > 0 else { break }
            contents += piece[..<count]
            guard contents.count <= Self.maxBytes else { throw unreadable("it is larger than \(Self.maxBytes) bytes") }
        }
        bytes = contents
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Calls `body` with the contents as OpenSSL reads them.
    func withBIO<R>(_ body: (OpaquePointer) throws(TLSConfigurationFault) -> R) throws(TLSConfigurationFault) -> R {
        guard let bio = BIO_new_mem_buf(bytes, Int32(bytes.count)) else {
            throw TLSConfigurationFault("tls-out-of-memory", "no memory to read `\(path)`", "free some")
        }
        defer { BIO_free(bio) }
        return try body(bio)
    }

    /// All certificates of the file, in order; at least one. The caller frees them.
    func certificates(as what: String) throws(TLSConfigurationFault) -> [OpaquePointer] {
        try withBIO { bio throws(TLSConfigurationFault) in
            var found: [OpaquePointer] = []
            while let certificate = PEM_read_bio_X509(bio, nil, noPassphraseCallback, nil) { found.append(certificate) }
            let isAtEnd = wayleave_error_is_no_start_line(ERR_peek_last_error()) == 1
            let error = OpenSSLErrors.takeText()
            guard isAtEnd else {
                for certificate in found { X509_free(certificate) }
                throw TLSConfigurationFault(
                    "tls-certificate-malformed", "certificate \(found.count + 1) of the \(what) `\(path)` cannot be decoded: \(error)",
                    "copy the file anew from where it was issued")
            }
            if found.isEmpty { throw notHere("certificate", what) }
            return found
        }
    }

    /// The fault of a file without any `wanted`, telling what it holds instead.
    func notHere(_ wanted: String, _ what: String) -> TLSConfigurationFault {
        let code = "tls-no-\(wanted == "certificate" ? "certificate" : "key")"
        if bytes.isEmpty { return TLSConfigurationFault(code, "the \(what) `\(path)` is empty", "give a PEM file with a \(wanted)") }
        if bytes.first == 0x30 {
            return TLSConfigurationFault(
                "tls-not-pem", "the \(what) `\(path)` is in DER form, not PEM",
                "convert it: `openssl x509 -inform der` or `openssl pkey -inform der`")
        }
        if wanted == "certificate", text.contains("PRIVATE KEY-----") {
            return TLSConfigurationFault(code, "the \(what) `\(path)` holds a private key and no certificate", "exchange the two paths")
        }
        if wanted != "certificate", text.contains("BEGIN CERTIFICATE-----") {
            return TLSConfigurationFault(code, "the \(what) `\(path)` holds certificates and no private key", "exchange the two paths")
        }
        if text.contains("CERTIFICATE REQUEST-----") {
            return TLSConfigurationFault(
                code, "the \(what) `\(path)` holds a signing request", "give the certificate that was issued for it")
        }
        guard text.contains("-----BEGIN ") else {
            return TLSConfigurationFault(
                "tls-not-pem", "the \(what) `\(path)` is not PEM: it has no line `-----BEGIN …-----`", "give a PEM file with a \(wanted)")
        }
        return TLSConfigurationFault(code, "the \(what) `\(path)` holds no \(wanted)", "give a PEM file with a \(wanted)")
    }
}

// C callbacks; formed inside an isolated context they would inherit its isolation.

/// Without it OpenSSL would ask at the terminal.
private func noPassphraseCallback(
    _: UnsafeMutablePointer<CChar>?, _: Int32, _: Int32, _: UnsafeMutableRawPointer?
) -> Int32 { 0 }
