import TestClient
import Testing
import WayleaveHTTPWire
import WayleaveServer

@Suite struct ResponseCompressionTests {
    private static let text = String(repeating: "All work and no play makes Jack a dull boy. ", count: 100)

    private func client(_ configure: (inout ResponseCompression) -> Void = { _ in }) throws -> RawClient {
        var compression = ResponseCompression()
        configure(&compression)
        let settings = compression
        let fixture = try Fixture { server in
            server.responseCompression = settings
            server.get("/text") { _ in .text(Self.text) }
            server.get("/later") { _ async in .text(Self.text) }
            server.get("/tagged") { _ in
                Response(
                    contentType: .json, headers: [("ETag", "\"1\""), ("Vary", "Cookie"), ("Accept-Ranges", "bytes")],
                    body: Array(Self.text.utf8))
            }
            server.get("/secret") { _ in
                var response = Response.text(Self.text)
                response.mayCompress = false
                return response
            }
            server.on(.get, "/as-told") { request in
                Response(
                    status: HTTPStatus(Int(request.headers["x-status"] ?? "200") ?? 200),
                    headers: [(request.headers["x-name"] ?? "X-None", request.headers["x-value"] ?? "")]
                        + (request.headers["x-type"].map { [("Content-Type", $0)] } ?? []), body: Array(Self.text.utf8))
            }
            server.get("/length") { request in .text(String(Self.text.prefix(Int(request.headers["x-count"] ?? "") ?? 0))) }
        }
        return try fixture.client()
    }

    @Test("a body is compressed as the client prefers", arguments: [("gzip, deflate, br", true), ("deflate, gzip;q=0.5", false)])
    func codings(accepted: String, isGzip: Bool) throws {
        let client = try client()
        for path in ["/text", "/later"] {
            let reply = try client.request("GET", path, [("Accept-Encoding", accepted)])
            #expect(reply["content-encoding"] == (isGzip ? "gzip" : "deflate"))
            #expect(reply["vary"]?.contains("Accept-Encoding") == true)
            #expect(reply.body.count < 500)
            #expect(try ClientDeflate.body(reply.body, gzip: isGzip) == Array(Self.text.utf8))
        }
    }

    @Test("without Accept-Encoding, or with a refusal, the body goes out as it is, but varies")
    func identity() throws {
        let client = try client()
        for fields in [[], [("Accept-Encoding", "identity")], [("Accept-Encoding", "gzip;q=0")], [("Accept-Encoding", "br")]] {
            let reply = try client.request("GET", "/text", fields)
            #expect(reply["content-encoding"] == nil)
            #expect(reply.text == Self.text)
            #expect(reply["vary"]?.contains("Accept-Encoding") == true)
        }
    }

    @Test("HEAD gets the fields that GET gets")
    func head() throws {
        let client = try client()
        for path in ["/text", "/tagged", "/secret"] {
            let fields = [("Accept-Encoding", "gzip"), ("Origin", Fixture.allowed)]
            let get = try client.request("GET", path, fields)
            let head = try client.request("HEAD", path, fields)
            #expect(head.fields.filter { $0.name != "date" }.map { "\($0)" } == get.fields.filter { $0.name != "date" }.map { "\($0)" })
            #expect(head.body.isEmpty)
        }
    }

    @Test("a strong validator becomes a weak one, ranges are not offered, Vary is merged, the policy's fields stay")
    func fields() throws {
        let client = try client()
        let reply = try client.request("GET", "/tagged", [("Accept-Encoding", "gzip"), ("Origin", Fixture.allowed)])
        #expect(reply["etag"] == "W/\"1\"")
        #expect(reply["accept-ranges"] == nil)
        #expect(reply["vary"]?.contains("Cookie, Accept-Encoding") == true)
        #expect(reply["vary"]?.contains("Origin") == true)
        #expect(reply["access-control-allow-origin"] == Fixture.allowed)
        let plain = try client.request("GET", "/tagged")
        #expect(plain["etag"] == "\"1\"")
        #expect(plain["accept-ranges"] == "bytes")
    }

    @Test(
        "what is coded already, partial, without a body, not to be transformed, or gains nothing, is left alone",
        arguments: [
            ["x-name": "Content-Encoding", "x-value": "br", "x-type": "text/plain"],
            ["x-name": "Content-Range", "x-value": "bytes 0-1/5", "x-type": "text/plain", "x-status": "206"],
            ["x-name": "Cache-Control", "x-value": "public, no-transform", "x-type": "text/plain"], ["x-type": "image/png"],
            ["x-type": "video/mp4"],
            ["x-type": "application/octet-stream"], [:],
        ])
    func leftAlone(fields: [String: String]) throws {
        let reply = try client().request("GET", "/as-told", [("Accept-Encoding", "gzip")] + fields.map { ($0.key, $0.value) })
        #expect(reply["content-encoding"] == fields["x-value"].flatMap { $0 == "br" ? "br" : nil })
        #expect(reply.text == Self.text)
    }

    @Test("204 and 304 have no body to compress; 304 says what the 200 varies by", arguments: ["204", "304"])
    func withoutBody(status: String) throws {
        let client = try client()
        let reply = try client.request("GET", "/as-told", [("Accept-Encoding", "gzip"), ("x-status", status), ("x-type", "text/plain")])
        #expect(reply["content-encoding"] == nil)
        #expect(reply["vary"]?.contains("Accept-Encoding") ?? false == (status == "304"))
        #expect(try client.request("GET", "/hello").text == "Hello, World!")
    }

    @Test("errors are compressed too", arguments: ["404", "500"])
    func errors(status: String) throws {
        let reply = try client().request("GET", "/as-told", [("Accept-Encoding", "gzip"), ("x-status", status), ("x-type", "text/html")])
        #expect(reply["content-encoding"] == "gzip")
    }

    @Test("the threshold and the upper bound are exact; a client that refuses identity overrules the threshold")
    func bounds() throws {
        let client = try client {
            $0.threshold = 1_000
            $0.maxBytes = 2_000
        }
        for (count, isCompressed) in [(999, false), (1_000, true), (2_000, true), (2_001, false)] {
            let reply = try client.request("GET", "/length", [("Accept-Encoding", "gzip"), ("x-count", "\(count)")])
            #expect((reply["content-encoding"] == "gzip") == isCompressed, "\(count)")
        }
        let forced = try client.request("GET", "/length", [("Accept-Encoding", "gzip, identity;q=0"), ("x-count", "10")])
        #expect(try ClientDeflate.body(forced.body, gzip: true).count == 10)
    }

    @Test("a response can be kept from being compressed, and so can a server")
    func off() throws {
        #expect(try client().request("GET", "/secret", [("Accept-Encoding", "gzip")]).text == Self.text)
        let fixture = try Fixture { $0.get("/text") { _ in .text(Self.text) } }
        let reply = try fixture.client().request("GET", "/text", [("Accept-Encoding", "gzip")])
        #expect(reply["content-encoding"] == nil)
        #expect(reply["vary"]?.contains("Accept-Encoding") != true)
    }

    @Test("requests on one connection do not inherit each other's codings")
    func keepAlive() throws {
        let client = try client()
        #expect(try client.request("GET", "/text", [("Accept-Encoding", "gzip")])["content-encoding"] == "gzip")
        #expect(try client.request("GET", "/text")["content-encoding"] == nil)
        #expect(
            try client.request("GET", "/text", [("Accept-Encoding", "br"), ("Accept-Encoding", "deflate")])["content-encoding"] == "deflate"
        )
    }
}
