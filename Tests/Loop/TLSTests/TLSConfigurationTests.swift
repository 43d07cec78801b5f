import Foundation
import TestClient
import Testing
import WayleaveTLS

@Suite("A TLS configuration tells everything that is wrong with it")
struct TLSConfigurationTests {
    let files: TestCertificates
    let good: TestCertificates.Pair

    init() throws {
        files = try TestCertificates()
        good = try files.make(["a.test", "*.b.test"])
    }

    private func faults(_ configuration: TLSConfiguration) -> [String] {
        do throws(TLSConfigurationError) {
            _ = try TLSContext(configuration)
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }

    private func codes(_ chainFile: String, _ keyFile: String, passphrase: String? = nil) -> [String] {
        faults(TLSConfiguration(chainFile: chainFile, keyFile: keyFile, passphrase: passphrase)).map { String($0.prefix { $0 != ":" }) }
    }

    @Test("a certificate with its key is taken, without a warning")
    func taken() throws {
        #expect(codes(good.chainFile, good.keyFile) == [])
        #expect(try TLSContext(TLSConfiguration(chainFile: good.chainFile, keyFile: good.keyFile)).warnings.isEmpty)
    }

    @Test("missing files, a directory, an empty one and one that is not PEM are named, all at once")
    func unreadable() throws {
        let text = try files.write("hello", to: "hello.txt")
        let empty = try files.write("", to: "empty.pem")
        var configuration = TLSConfiguration(certificates: [
            TLSCertificate(chainFile: "missing.pem", keyFile: files.directory.path), TLSCertificate(chainFile: text, keyFile: empty),
        ])
        configuration.handshakeTimeout = .zero
        let told = faults(configuration)
        #expect(told.count == 5, "\(told)")
        #expect(told.contains { $0.hasPrefix("timeout-out-of-range: `handshakeTimeout`") })
        #expect(
            told.contains(
                "tls-file-unreadable: the certificate chain `missing.pem` cannot be read: No such file or directory; "
                    + "give the path of a PEM file that this process's user may read"))
        #expect(told.contains { $0.contains("it is a directory") })
        #expect(told.contains { $0.hasPrefix("tls-not-pem: the certificate chain `\(text)`") })
        #expect(told.contains { $0.hasPrefix("tls-no-key: the key `\(empty)` is empty") })
    }

    @Test("exchanged paths, a signing request and a foreign key are told from each other")
    func mismatched() throws {
        let other = try files.make(["c.test"], file: "other")
        #expect(codes(good.keyFile, good.chainFile) == ["tls-no-certificate", "tls-no-key"])
        #expect(faults(TLSConfiguration(chainFile: good.keyFile, keyFile: good.keyFile)).first?.hasSuffix("exchange the two paths") == true)
        #expect(codes(files.path("server.csr"), good.keyFile) == ["tls-no-certificate"])
        #expect(codes(good.chainFile, other.keyFile) == ["tls-key-mismatch"])
    }

    @Test("a chain in the wrong order says which certificate the key belongs to")
    func order() throws {
        let other = try files.make(["c.test"], file: "other")
        let both = try String(contentsOfFile: other.chainFile, encoding: .utf8) + String(contentsOfFile: good.chainFile, encoding: .utf8)
        let chain = try files.write(both, to: "both.pem")
        let told = faults(TLSConfiguration(chainFile: chain, keyFile: good.keyFile))
        #expect(told.count == 1)
        #expect(told.first?.hasPrefix("tls-chain-order: the key `\(good.keyFile)` belongs to certificate 2") == true)
        let warnings = try TLSContext(TLSConfiguration(chainFile: chain, keyFile: other.keyFile)).warnings.map(\.code)
        #expect(warnings == ["tls-chain-broken"])
    }

    @Test("an encrypted key needs its passphrase, and OpenSSL never asks at the terminal")
    func encrypted() throws {
        let secret = try files.make(["d.test"], file: "secret", passphrase: "open sesame")
        #expect(codes(secret.chainFile, secret.keyFile) == ["tls-key-encrypted"])
        #expect(codes(secret.chainFile, secret.keyFile, passphrase: "wrong") == ["tls-passphrase-wrong"])
        #expect(codes(secret.chainFile, secret.keyFile, passphrase: "open sesame") == [])
        let certificate = TLSCertificate(chainFile: "a", keyFile: "b", passphrase: "open sesame")
        #expect("\(certificate)" == "a with b")
    }

    @Test("a truncated certificate and a truncated key are malformed")
    func malformed() throws {
        let chain = try String(contentsOfFile: good.chainFile, encoding: .utf8).split(separator: "\n")
        let cut = try files.write(([chain[0], chain[1]] + [chain[chain.count - 1]]).joined(separator: "\n"), to: "cut.pem")
        #expect(codes(cut, good.keyFile) == ["tls-certificate-malformed"])
        let key = try String(contentsOfFile: good.keyFile, encoding: .utf8).split(separator: "\n")
        let cutKey = try files.write([key[0], key[1], key[key.count - 1]].joined(separator: "\n"), to: "cut.key")
        #expect(codes(good.chainFile, cutKey) == ["tls-key-malformed"])
    }

    @Test("an expired certificate, one about to expire and a key that all may read are warned of, not refused")
    func warnings() throws {
        func warnings(_ pair: TestCertificates.Pair) throws -> [String] {
            try TLSContext(TLSConfiguration(chainFile: pair.chainFile, keyFile: pair.keyFile)).warnings.map(\.code)
        }
        #expect(try warnings(files.make(["e.test"], file: "expired", days: -1)) == ["tls-certificate-expired"])
        #expect(try warnings(files.make(["e.test"], file: "soon", days: 3)) == ["tls-certificate-expires-soon"])
        chmod(good.keyFile, 0o644)
        #expect(try warnings(good) == ["tls-key-readable-by-all"])
    }

    @Test("a certificate that could never be chosen is refused; one that shares a name is warned of")
    func sharedNames() throws {
        let same = try files.make(["A.test."], file: "same")
        let more = try files.make(["a.test", "z.test"], file: "more")
        func pair(_ pair: TestCertificates.Pair) -> TLSCertificate { TLSCertificate(chainFile: pair.chainFile, keyFile: pair.keyFile) }
        let told = faults(TLSConfiguration(certificates: [pair(good), pair(same)]))
        #expect(told.count == 1 && told[0].hasPrefix("tls-two-certificates-for-one-name"))
        let shared = try TLSContext(TLSConfiguration(certificates: [pair(good), pair(more)]))
        #expect(shared.warnings.map(\.code) == ["tls-two-certificates-for-one-name"])
    }

    @Test("no certificate, unknown ciphers, odd protocols, an endless ticket and a missing list of authorities are faults")
    func otherFaults() {
        #expect(faults(TLSConfiguration(certificates: [])).first?.hasPrefix("tls-no-certificate: `certificates` is empty") == true)
        var configuration = TLSConfiguration(chainFile: good.chainFile, keyFile: good.keyFile)
        configuration.cipherList = "NONSENSE"
        configuration.applicationProtocols = [""]
        configuration.ticketLifetime = .seconds(90_000)
        configuration.clientAuthentication = .required(authoritiesFile: "missing.pem")
        #expect(
            faults(configuration).map { String($0.prefix { $0 != ":" }) } == [
                "tls-protocol-name", "tls-ticket-lifetime-out-of-range", "tls-ciphers-unusable", "tls-file-unreadable",
            ])
    }
}
