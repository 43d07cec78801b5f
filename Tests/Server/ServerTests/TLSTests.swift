import Foundation
import TestClient
import Testing
import WayleaveServer
import WayleaveTLS

@Suite("A server behind TLS")
struct TLSTests {
    @Test(
        "TLS 1.2 and 1.3 serve requests, and the handler knows that they came encrypted", arguments: [TLSOptions.tls12, TLSOptions.tls13])
    func versions(version: Int32) throws {
        let server = try TLSFixture(server: { $0.get("/secure") { .text("\($0.isSecure)") } })
        let client = try server.client(.with { $0.version = version })
        #expect(client.tls?.version == (version == TLSOptions.tls12 ? "TLSv1.2" : "TLSv1.3"))
        #expect(try client.request("GET", "/secure").text == "true")
        #expect(try client.request("POST", "/echo", body: "body").text == "body")
    }

    @Test("a handshake that comes byte by byte is done all the same", arguments: [TLSOptions.tls12, TLSOptions.tls13])
    func byteWise(version: Int32) throws {
        let server = try TLSFixture()
        let client = try server.client(
            .with {
                $0.version = version
                $0.isByteWise = true
            })
        #expect(try client.request("GET", "/hello").status == 200)
    }

    @Test("the name asked for chooses the certificate; the first one serves unknown names and none")
    func serverNames() throws {
        let server = try TLSFixture(names: [["first.test"], ["second.test", "*.wild.test"], ["exact.wild.test"]])
        let expected: [(String?, String)] = [
            ("first.test", "first.test"), ("second.test", "second.test"), ("SECOND.test", "second.test"), ("x.wild.test", "second.test"),
            ("exact.wild.test", "exact.wild.test"), ("x.y.wild.test", "first.test"), ("wild.test", "first.test"), ("other", "first.test"),
            (nil, "first.test"),
        ]
        for version in [TLSOptions.tls12, TLSOptions.tls13] {
            for (name, certificate) in expected {
                let client = try server.client(
                    .with {
                        $0.serverName = name
                        $0.version = version
                    })
                #expect(client.tls?.commonName == certificate, "\(name ?? "no name")")
            }
        }
    }

    @Test("ALPN agrees on http/1.1, and refuses a client that speaks only something else")
    func protocols() throws {
        let server = try TLSFixture()
        let client = try server.client(.with { $0.protocols = ["h2", "http/1.1"] })
        #expect(client.tls?.applicationProtocol == "http/1.1")
        #expect(try client.request("GET", "/hello").status == 200)
        #expect(try server.client().tls?.applicationProtocol == nil)
        let failure = #expect(throws: TLSClient.Failure.self) { try server.client(.with { $0.protocols = ["h2"] }) }
        #expect(failure?.what.contains("no application protocol") == true)
        #expect(server.logs("tls-handshake-failed", "TLS_NO_SHARED_PROTOCOL"))
    }

    @Test("a ticket resumes the session, also after a reload, and not without tickets", arguments: [TLSOptions.tls12, TLSOptions.tls13])
    func resumption(version: Int32) throws {
        let server = try TLSFixture()
        func connect(_ session: TLSSavedSession?) throws -> RawClient {
            let client = try server.client(
                .with {
                    $0.version = version
                    $0.session = session
                })
            #expect(try client.request("GET", "/hello").status == 200)
            return client
        }
        let first = try connect(nil)
        #expect(first.tls?.isResumed == false)
        let second = try connect(first.tls?.savedSession)
        #expect(second.tls?.isResumed == true)
        try server.running.reloadCertificates()
        #expect(try connect(second.tls?.savedSession).tls?.isResumed == true)
        let without = try TLSFixture(tls: { $0.ticketLifetime = .zero })
        let third = try without.client(.with { $0.version = version })
        #expect(try third.request("GET", "/hello").status == 200)
        let fourth = try without.client(
            .with {
                $0.version = version
                $0.session = third.tls?.savedSession
            })
        #expect(fourth.tls?.isResumed == false)
    }

    @Test("a reload gives new connections the new certificate and leaves open ones alone; a faulty one changes nothing")
    func reload() throws {
        let server = try TLSFixture()
        let old = try server.client()
        #expect(try old.request("GET", "/hello").status == 200)
        _ = try server.files.make(["renewed.test"], file: "server0")
        try server.running.reloadCertificates()
        #expect(try old.request("GET", "/hello").status == 200)
        #expect(try server.client().tls?.commonName == "renewed.test")
        _ = try server.files.write("broken", to: "server0.crt")
        let error = #expect(throws: ServerConfigurationError.self) { try server.running.reloadCertificates() }
        #expect(error?.faults.map(\.code) == ["tls-not-pem"])
        #expect(try server.client().tls?.commonName == "renewed.test")
        #expect(try old.request("GET", "/hello").status == 200)
    }

    @Test("a server whose certificate is wrong does not start, and tells of it together with its other faults")
    func refusesToStart() throws {
        let error = #expect(throws: ServerConfigurationError.self) {
            try Fixture(on: [.tcp(port: 0, tls: TLSConfiguration(chainFile: "none.pem", keyFile: "none.key"))]) {
                $0.get("x") { _ in .text("") }
            }
        }
        #expect(error?.faults.map(\.code) == ["path-not-absolute", "tls-file-unreadable", "tls-file-unreadable"])
    }

    @Test("a client may have to show a certificate")
    func clientCertificates() throws {
        let files = try TestCertificates()
        let known = try files.make(["client"], file: "client")
        let stranger = try files.make(["stranger"], file: "stranger")
        let server = try TLSFixture(tls: { $0.clientAuthentication = .required(authoritiesFile: known.chainFile) })
        func status(_ pair: TestCertificates.Pair?) throws -> Int {
            let client = try server.client(
                .with {
                    $0.certificate = pair.map { ($0.chainFile, $0.keyFile) }
                    $0.version = TLSOptions.tls12
                })
            return try client.request("GET", "/hello").status
        }
        #expect(try status(known) == 200)
        #expect(throws: TLSClient.Failure.self) { try status(nil) }
        #expect(throws: TLSClient.Failure.self) { try status(stranger) }
        #expect(server.logs("tls-handshake-failed", "TLS_CLIENT_CERTIFICATE_MISSING"))
        #expect(server.logs("tls-handshake-failed", "TLS_CLIENT_CERTIFICATE_REFUSED"))
    }

    @Test("old versions and weak ciphers are refused with an alert, and the log says why")
    func weakClients() throws {
        let server = try TLSFixture(tls: { $0.minimumVersion = .tls13 })
        let old = #expect(throws: TLSClient.Failure.self) { try server.client(.with { $0.version = TLSOptions.tls12 }) }
        #expect(old?.what.contains("alert protocol version") == true)
        #expect(server.logs("tls-handshake-failed", "TLS_UNSUPPORTED_VERSION"))
        let strict = try TLSFixture()
        let weak = #expect(throws: TLSClient.Failure.self) {
            try strict.client(
                .with {
                    $0.version = TLSOptions.tls12
                    $0.ciphers = "ECDHE-ECDSA-AES128-SHA"
                })
        }
        #expect(weak?.what.contains("alert handshake failure") == true)
        #expect(strict.logs("tls-handshake-failed", "TLS_NO_SHARED_CIPHER"))
    }
}
