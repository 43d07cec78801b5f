import CrossOrigin
import Foundation
import TestClient
import Testing
import WayleaveEventLoop
import WayleaveServer
import WayleaveSocketIO

/// What the reference's own tests say of client files.
@Suite("Socket.IO client files")
struct ClientFileTests {
    private static let bundles = ["socket.io.js", "socket.io.min.js", "socket.io.msgpack.min.js", "socket.io.esm.min.js"]
    private static let source = "/* engine.io */ " + String(repeating: "let a = 1;", count: 20_000)

    /// Serves a directory with all files, but the one named.
    private func serve(
        except missing: String? = nil, addTrailingSlash: Bool = true, _ body: (RawClient) throws -> Void
    ) throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "wayleave-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        for name in Self.bundles + Self.bundles.map({ $0 + ".map" }) + ["secret.js"] where name != missing {
            try Data((name.hasSuffix(".map") ? "{}" : Self.source).utf8).write(to: directory.appending(path: name))
        }
        var options = SocketIOOptions()
        options.clientDirectory = directory.path()
        options.addTrailingSlash = addTrailingSlash
        let fixture = try Fixture(options: options) { _, _ in }
        let client = try RawClient(port: fixture.running.address.port)
        client.companion = fixture
        try body(client)
    }

    @Test("all bundles and their maps are served, with their types, also with a query, large ones whole")
    func all() throws {
        try serve { client in
            for name in Self.bundles {
                let reply = try client.request("GET", "/socket.io/\(name)?buster=1", [("Origin", "https://any.example")])
                #expect(reply.status == 200)
                #expect(reply.text == Self.source)
                #expect(reply["content-type"] == "application/javascript; charset=utf-8")
                #expect(reply["cache-control"] == "public, max-age=0")
                #expect(reply["access-control-allow-origin"] == "*")
                #expect(reply["etag"]?.hasPrefix("\"") == true)
                #expect(reply["x-sourcemap"] == nil)
                let map = try client.request("GET", "/socket.io/\(name).map")
                #expect(map.text == "{}")
                #expect(map["content-type"] == "application/json; charset=utf-8")
            }
        }
    }

    @Test("a bundle comes gzipped to those who accept it, with the weak tag")
    func gzip() throws {
        try serve { client in
            let reply = try client.request("GET", "/socket.io/socket.io.js", [("Accept-Encoding", "gzip,br,deflate")])
            #expect(reply["content-encoding"] == "gzip")
            #expect(reply["vary"]?.contains("Accept-Encoding") == true)
            #expect(reply["etag"]?.hasPrefix("W/\"") == true)
            #expect(try ClientDeflate.body(reply.body, gzip: true) == Array(Self.source.utf8))
            for accepted in ["br", "gzip;q=0", "identity"] {
                let plain = try client.request("GET", "/socket.io/socket.io.js", [("Accept-Encoding", accepted)])
                #expect(plain["content-encoding"] == nil && plain.text == Self.source)
            }
        }
    }

    @Test("who has it already is told so, by the strong tag as by the weak one")
    func notModified() throws {
        try serve { client in
            let tag = try #require(try client.request("GET", "/socket.io/socket.io.js")["etag"])
            for known in [tag, "W/" + tag, "\"other\", " + tag, "*"] {
                let reply = try client.request("GET", "/socket.io/socket.io.js", [("If-None-Match", known)])
                #expect(reply.status == 304)
                #expect(reply["etag"] == tag && reply["cache-control"] == "public, max-age=0")
            }
            #expect(try client.request("GET", "/socket.io/socket.io.js", [("If-None-Match", "\"other\"")]).status == 200)
        }
    }

    @Test("nothing else of the directory is served: the engine is asked; other paths are not found")
    func nothingElse() throws {
        try serve(except: "socket.io.esm.min.js") { client in
            for name in ["secret.js", "socket.io.esm.js", "../socket.io.js", "socket.io.js/", "%73ocket.io.js", "sub/socket.io.js", ""] {
                #expect(try client.request("GET", "/socket.io/\(name)").status == 400, "\(name)")
            }
            #expect(try client.request("GET", "/abcdefghij/socket.io.js").status == 404)
            #expect(try client.request("GET", "/socket.iosocket.io.js").status == 404)
            #expect(try client.request("GET", "/socket.io/socket.io.esm.min.js").status == 404)
            #expect(try client.request("POST", "/socket.io/socket.io.js", body: "").status == 405)
            let head = try client.request("HEAD", "/socket.io/socket.io.js")
            #expect(head.status == 200 && head["content-length"] == "\(Self.source.utf8.count)")
        }
    }

    @Test("serveClient switches it off; then the engine is asked")
    func off() throws {
        var options = SocketIOOptions()
        options.serveClient = false
        options.clientDirectory = "/nonexistent"
        let fixture = try Fixture(options: options) { _, _ in }
        let reply = try RawClient(port: fixture.running.address.port).request("GET", "/socket.io/socket.io.js")
        #expect(reply.status == 400)
        #expect(reply.text == #"{"code":0,"message":"Transport unknown"}"#)
    }

    @Test("without a slash at the end of the path the files lie below it all the same")
    func withoutSlash() throws {
        try serve(addTrailingSlash: false) { client in
            let file = try client.request("GET", "/socket.io/socket.io.js")
            #expect(file.status == 200)
            #expect(try client.request("GET", "/socket.io?EIO=4&transport=polling").status == 200)
        }
    }

    @Test("a directory with none of the files is a fault at the start")
    func emptyDirectory() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "wayleave-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        var options = SocketIOOptions()
        options.clientDirectory = directory.path()
        options.transports = []
        let error = #expect(throws: ServerConfigurationError.self) { _ = try Fixture(options: options) { _, _ in } }
        #expect(error?.faults.map(\.code) == ["client-bundle-missing", "transports-empty"])
    }
}
