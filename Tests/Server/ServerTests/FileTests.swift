import Foundation
import TestClient
import Testing
import WayleaveServer

@Suite struct FileTests {
    /// A directory of its own that ends with the test.
    final class Directory {
        let path = NSTemporaryDirectory() + "wayleave-files-\(UUID().uuidString)"
        init() throws { try FileManager.default.createDirectory(atPath: path + "/site/docs", withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(atPath: path) }
        func write(_ name: String, _ bytes: Data) throws { try bytes.write(to: URL(fileURLWithPath: "\(path)/\(name)")) }
        func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }
    }

    let directory: Directory
    let fixture: Fixture

    init() throws {
        let directory = try Directory()
        try directory.write("site/ten.txt", "0123456789")
        try directory.write("site/docs/index.html", "<p>docs")
        try directory.write("site/.secret", "hidden")
        try directory.write("outside.txt", "outside")
        for (link, target) in [("in.txt", "ten.txt"), ("out.txt", "../outside.txt"), ("up", "..")] {
            try FileManager.default.createSymbolicLink(atPath: "\(directory.path)/site/\(link)", withDestinationPath: target)
        }
        self.directory = directory
        fixture = try Fixture { server in
            server.files("/", from: directory.path + "/site")
            var options = FileOptions()
            options.servesHiddenFiles = true
            options.symbolicLinks = .dangerouslyAll
            options.cacheControl = "max-age=60"
            options.index = nil
            server.files("/open", from: directory.path + "/site", options: options)
            options.symbolicLinks = .none
            server.files("/strict", from: directory.path + "/site", options: options)
        }
    }

    private func get(_ path: String, _ fields: [(String, String)] = [], method: String = "GET") throws -> HTTPReply {
        try fixture.client().request(method, path, fields)
    }

    @Test("a file comes with validators, its type, and no guessing")
    func whole() throws {
        let reply = try get("/ten.txt")
        #expect(reply.text == "0123456789")
        #expect(reply["content-type"] == "text/plain; charset=utf-8")
        #expect(reply["x-content-type-options"] == "nosniff")
        #expect(reply["accept-ranges"] == "bytes")
        #expect(reply["cache-control"] == "no-cache")
        #expect(reply["last-modified"]?.hasSuffix(" GMT") == true)
        #expect(reply["etag"]?.hasPrefix("\"") == true)
        #expect(try get("/open/ten.txt")["cache-control"] == "max-age=60")
        let head = try get("/ten.txt", method: "HEAD")
        #expect(head["content-length"] == "10")
        #expect(head["etag"] == reply["etag"])
    }

    @Test(
        "ranges",
        arguments: [
            ("bytes=0-3", "0123", "bytes 0-3/10"), ("bytes=7-", "789", "bytes 7-9/10"), ("bytes=-2", "89", "bytes 8-9/10"),
            ("bytes=5-100", "56789", "bytes 5-9/10"), ("bytes=-100", "0123456789", "bytes 0-9/10"), ("BYTES=1-1", "1", "bytes 1-1/10"),
            ("bytes=2-2,50-", "2", "bytes 2-2/10"), ("bytes= 1-2 ", "12", "bytes 1-2/10"),
            ("bytes=9-99999999999999999999999", "9", "bytes 9-9/10"),
        ])
    func ranges(field: String, body: String, range: String) throws {
        let reply = try get("/ten.txt", [("Range", field), ("Origin", Fixture.allowed)])
        #expect(reply.status == 206)
        #expect(reply.text == body)
        #expect(reply["content-range"] == range)
        #expect(reply["access-control-allow-origin"] == Fixture.allowed)
        #expect(reply["etag"] != nil && reply["cache-control"] != nil)
    }

    @Test(
        "what is no range of bytes is answered with the whole",
        arguments: ["bytes=3-1", "bytes=", "bytes=a-b", "lines=0-1", "bytes=0-1,x", "bytes 0-1", "bytes=--1", "bytes=0-5,3-8", "bytes=,"])
    func noRanges(field: String) throws {
        let reply = try get("/ten.txt", [("Range", field)])
        #expect(reply.status == 200)
        #expect(reply.text == "0123456789")
    }

    @Test("ranges are of GET alone, and too many of them get the whole")
    func otherRanges() throws {
        #expect(try get("/ten.txt", [("Range", "bytes=0-1")], method: "HEAD").status == 200)
        #expect(try get("/ten.txt", [("Range", "bytes=" + Array(repeating: "99-", count: 17).joined(separator: ","))]).status == 200)
    }

    @Test("a range beyond the end is not satisfiable", arguments: ["bytes=10-", "bytes=10-12,20-", "bytes=-0"])
    func unsatisfiable(field: String) throws {
        let reply = try get("/ten.txt", [("Range", field), ("Origin", Fixture.allowed)])
        #expect(reply.status == 416)
        #expect(reply["content-range"] == "bytes */10")
        #expect(reply["access-control-allow-origin"] == Fixture.allowed)
    }

    @Test("several ranges come in several parts")
    func multipart() throws {
        let reply = try get("/ten.txt", [("Range", "bytes=8-, 0-1")])
        #expect(reply.status == 206)
        let type = try #require(reply["content-type"])
        #expect(type.hasPrefix("multipart/byteranges; boundary="))
        let boundary = type.split(separator: "=")[1]
        #expect(
            reply.text == "--\(boundary)\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Range: bytes 8-9/10\r\n\r\n89\r\n"
                + "--\(boundary)\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Range: bytes 0-1/10\r\n\r\n01\r\n--\(boundary)--\r\n"
        )
    }

    @Test("conditions, in their order of precedence")
    func conditions() throws {
        let reply = try get("/ten.txt")
        let tag = try #require(reply["etag"])
        let date = try #require(reply["last-modified"])
        let early = "Sun, 06 Nov 1994 08:49:37 GMT"
        let late = "Wed, 01 Jan 2200 00:00:00 GMT"
        let cases: [([(String, String)], Int)] = [
            ([("If-None-Match", tag)], 304), ([("If-None-Match", "W/\(tag)")], 304), ([("If-None-Match", "*")], 304),
            ([("If-None-Match", "\"a,b\", \(tag)")], 304), ([("If-None-Match", "\"x\""), ("If-None-Match", tag)], 304),
            ([("If-None-Match", "\"x\"")], 200), ([("If-Modified-Since", date)], 304), ([("If-Modified-Since", late)], 304),
            ([("If-Modified-Since", early)], 200), ([("If-Modified-Since", "yesterday")], 200),
            ([("If-None-Match", "\"x\""), ("If-Modified-Since", late)], 200), ([("If-Match", tag)], 200), ([("If-Match", "*")], 200),
            ([("If-Match", "W/\(tag)")], 412), ([("If-Match", "\"x\"")], 412), ([("If-Unmodified-Since", early)], 412),
            ([("If-Unmodified-Since", date)], 200), ([("If-Match", tag), ("If-Unmodified-Since", early)], 200),
            ([("If-Match", tag), ("If-None-Match", tag)], 304), ([("If-Match", "\"x\""), ("Range", "bytes=0-1")], 412),
            ([("If-Range", tag), ("Range", "bytes=0-1")], 206), ([("If-Range", "\"x\""), ("Range", "bytes=0-1")], 200),
            ([("If-Range", "W/\(tag)"), ("Range", "bytes=0-1")], 200), ([("If-Range", early), ("Range", "bytes=0-1")], 200),
            ([("If-None-Match", tag), ("Range", "bytes=0-1")], 304),
        ]
        for (fields, status) in cases {
            let reply = try get("/ten.txt", fields + [("Origin", Fixture.allowed)])
            #expect(reply.status == status, "\(fields)")
            #expect(reply["access-control-allow-origin"] == Fixture.allowed)
            if status == 304 {
                #expect(reply["etag"] == tag && reply["cache-control"] == "no-cache" && reply["content-length"] == nil)
            }
        }
    }

    @Test("a date is a validator of ranges once its second is over")
    func dateOfRange() throws {
        let old = Date(timeIntervalSince1970: 1_000_000_000)
        try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: directory.path + "/site/ten.txt")
        for date in ["Sun, 09 Sep 2001 01:46:40 GMT", "Sunday, 09-Sep-01 01:46:40 GMT", "Sun Sep  9 01:46:40 2001"] {
            #expect(try get("/ten.txt", [("If-Range", date), ("Range", "bytes=0-1")]).status == 206)
        }
        #expect(try get("/ten.txt", [("If-Range", "Sun, 09 Sep 2001 01:46:41 GMT"), ("Range", "bytes=0-1")]).status == 200)
    }

    @Test("a large file is sent piece by piece, whole and in ranges")
    func large() throws {
        let bytes = (0..<1_000_003).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
        try directory.write("site/large.bin", Data(bytes))
        let reply = try get("/large.bin")
        #expect(reply["content-length"] == "1000003")
        #expect(reply.body == bytes)
        #expect(try get("/large.bin", [("Range", "bytes=1-900000")]).body == Array(bytes[1...900_000]))
        let parts = try get("/large.bin", [("Range", "bytes=0-99999,500000-700000")])
        #expect(parts.status == 206)
        #expect(parts.body.firstRange(of: Array(bytes[500_000...700_000])) != nil)
        #expect(try get("/large.bin", method: "HEAD")["content-length"] == "1000003")
    }

    @Test("a directory is sent to its slash, where its index is")
    func directories() throws {
        let reply = try get("/docs?a=1", [("Origin", Fixture.allowed)])
        #expect(reply.status == 308)
        #expect(reply["location"] == "/docs/?a=1")
        #expect(reply["access-control-allow-origin"] == Fixture.allowed)
        #expect(try get("/docs/").text == "<p>docs")
        #expect(try get("/docs/index.html/").status == 404)
        #expect(try get("/open/docs/").status == 404)
        #expect(try get("//docs").status == 404)
    }

    @Test(
        "nothing outside, hidden or linked out of the directory is reachable, unless that was asked for",
        arguments: [
            ("/.secret", 404), ("/%2esecret", 404), ("/open/.secret", 200), ("/open/../ten.txt", 404), ("/open/..", 404),
            ("/open/%2e%2e/outside.txt", 404), ("/in.txt", 200), ("/out.txt", 404), ("/up/outside.txt", 404), ("/open/out.txt", 200),
            ("/open/up/outside.txt", 200), ("/strict/in.txt", 404), ("/strict/ten.txt", 200), ("/strict/docs/index.html", 200),
        ])
    func reach(path: String, status: Int) throws {
        #expect(try get(path).status == status)
    }

    @Test("files are only read")
    func methods() throws {
        #expect(try get("/ten.txt", method: "DELETE")["allow"] == "GET, HEAD, OPTIONS")
        #expect(try get("/ten.txt", method: "OPTIONS").status == 204)
    }

    @Test("options that cannot work are faults at the start")
    func faults() {
        var server = Server()
        var options = FileOptions()
        options.cacheControl = "a\r\nb"
        options.index = "a/b"
        server.files("/", from: "/nonexistent", options: options)
        do {
            _ = try server.start(port: 0)
            Issue.record("the server started")
        } catch let error as ServerConfigurationError {
            #expect(error.faults.map(\.code) == ["directory-unreadable", "cache-control-malformed", "index-not-a-name"])
        } catch { Issue.record(error) }
    }
}
