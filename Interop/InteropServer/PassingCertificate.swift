import Foundation
import Wayleave

/// A certificate that signed itself, for `--tls-port` without one: made by OpenSSL's command, forgotten when the server has read it.
enum PassingCertificate {
    /// A configuration for `localhost` and 127.0.0.1, its files in a new temporary directory.
    static func make() throws -> TLSConfiguration {
        let directory = FileManager.default.temporaryDirectory.appending(path: "wayleave-interop-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let chain = directory.appending(path: "certificate.pem").path
        let key = directory.appending(path: "key.pem").path
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30", "-subj",
            "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", chain,
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Options.Fault(description: "`openssl` could not make a certificate; name one with --certificate FILE --key FILE")
        }
        return TLSConfiguration(chainFile: chain, keyFile: key)
    }
}
