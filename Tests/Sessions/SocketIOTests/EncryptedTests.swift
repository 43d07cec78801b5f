import Foundation
import TestClient
import Testing
import WayleaveEventLoop
import WayleaveServer
import WayleaveSocketIO
import WayleaveTLS

/// Socket.IO over https and wss, where connections move between loops together with their encryption.
@Suite struct EncryptedTests {
    let files: TestCertificates
    let fixture: Fixture

    init() throws {
        let files = try TestCertificates()
        let pair = try files.make(["localhost"])
        self.files = files
        fixture = try Fixture(loops: 4, on: .tcp(port: 0, tls: TLSConfiguration(chainFile: pair.chainFile, keyFile: pair.keyFile))) {
            io, _ in
            io.onConnection { socket in
                socket.on("echo") { (text: String) in socket.emit("echoed", text) }
                socket.on("all") { (text: String) in io.emit("all", text) }
            }
        }
    }

    private func connect(_ version: Int32) throws -> RawClient {
        try RawClient(port: fixture.running.address.port, tls: .with { $0.version = version })
    }

    private func get(_ sid: String) -> String { "GET /socket.io/?EIO=4&transport=polling&sid=\(sid) HTTP/1.1\r\nHost: a\r\n\r\n" }

    private func post(_ sid: String, _ body: String) -> String {
        "POST /socket.io/?EIO=4&transport=polling&sid=\(sid) HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    @Test(
        "polls arrive on any loop, several requests in one record, and each is answered where its session lives",
        arguments: [TLSOptions.tls12, TLSOptions.tls13])
    func polls(version: Int32) throws {
        let sid = try String(
            connect(version).request("GET", "/socket.io/?EIO=4&transport=polling").text.dropFirst(9).prefix(20))
        let first = try connect(version)
        first.send(post(sid, "40") + get(sid))
        #expect(try first.readReply().text == "ok")
        #expect(try first.readReply().text.hasPrefix("40{\"sid\":\""))
        for number in 0..<16 {
            let client = try connect(version)
            let text = String(repeating: "\(number)", count: number * 3000)
            client.send(post(sid, "42[\"echo\",\"\(text)\"]") + get(sid))
            #expect(try client.readReply().text == "ok")
            #expect(try client.readReply().text == "42[\"echoed\",\"\(text)\"]")
            client.send(post(sid, "42[\"echo\",\"again\"]") + get(sid))
            #expect(try client.readReply().text == "ok")
            #expect(try client.readReply().text == "42[\"echoed\",\"again\"]")
        }
    }

    @Test("a broadcast reaches encrypted sockets on every loop, whole and in order")
    func broadcasts() throws {
        let clients = try (0..<8).map { _ in
            let raw = try connect(TLSOptions.tls13)
            #expect(try raw.upgrade("/socket.io/?EIO=4&transport=websocket").status == 101)
            _ = raw.readText()
            raw.sendText("40")
            #expect(raw.readText()?.hasPrefix("40{\"sid\":") == true)
            return raw
        }
        let large = String(repeating: "x", count: 100_000)
        for text in ["a", "b", large, "c"] { clients[0].sendText("42[\"all\",\"\(text)\"]") }
        for client in clients {
            for text in ["a", "b", large, "c"] { #expect(client.readText() == "42[\"all\",\"\(text)\"]") }
        }
    }
}
