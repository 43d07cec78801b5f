import Foundation
import TestClient
import WayleaveServer
import WayleaveTLS

/// A server on a port that speaks TLS, with certificates made for it.
final class TLSFixture {
    let files: TestCertificates
    let fixture: Fixture
    var running: RunningServer { fixture.running }
    var port: Int { fixture.port }

    /// - Parameter names: those of each certificate.
    init(
        names: [[String]] = [["localhost"]], loops: Int = 1, tls change: (inout TLSConfiguration) -> Void = { _ in },
        server configure: (inout Server) -> Void = { _ in }
    ) throws {
        let files = try TestCertificates()
        self.files = files
        let pairs = try names.enumerated().map { try files.make($0.element, file: "server\($0.offset)") }
        var tls = TLSConfiguration(certificates: pairs.map { TLSCertificate(chainFile: $0.chainFile, keyFile: $0.keyFile) })
        change(&tls)
        fixture = try Fixture(loops: loops, on: [.tcp(port: 0, tls: tls)], configure)
    }

    /// A client whose handshake is done, and which keeps the server going.
    func client(_ options: TLSOptions = TLSOptions()) throws -> RawClient {
        let client = try RawClient(port: port, tls: options)
        client.companion = self
        return client
    }

    /// Whether a record with `text` is logged under an event id, soon: a client may hear of its failure first.
    func logs(_ event: String, _ text: String) -> Bool {
        for _ in 0..<200 {
            if fixture.log.all.contains(where: { $0.event == event && $0.message.contains(text) }) { return true }
            Thread.sleep(forTimeInterval: 0.005)
        }
        return false
    }
}
