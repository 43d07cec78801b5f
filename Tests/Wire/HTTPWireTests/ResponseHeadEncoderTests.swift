import Testing
import WayleaveBytes
import WayleaveHTTPWire

@Suite struct ResponseHeadEncoderTests {
    private func encode(
        _ status: HTTPStatus, _ fields: [(String, String)] = [], bodyCount: Int = 5, keepAlive: Bool = true, minorVersion: UInt8 = 1
    ) -> (text: String, omitted: Int) {
        var writer = ByteWriter()
        let omitted = ResponseHeadEncoder.encode(
            status, fields: fields, bodyCount: bodyCount, keepAlive: keepAlive, minorVersion: minorVersion,
            date: HTTPDate(unixSeconds: 784_111_777), into: &writer)
        return (String(decoding: writer.copyBytes(), as: UTF8.self), omitted)
    }

    @Test("a head has status, fields, date and length, in that order")
    func plain() {
        #expect(
            encode(.ok, [("Content-Type", "text/plain")]).text
                == "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 5\r\n\r\n")
        #expect(encode(HTTPStatus(599)).text.hasPrefix("HTTP/1.1 599 \r\n"))
        #expect(HTTPStatus(70_000).code == 500 && HTTPStatus(-1).code == 500)
    }

    @Test("no value can split a response: such fields are left out and counted")
    func splitting() {
        for value in ["a\r\nSet-Cookie: x", "a\nb", "a\rb", "a\0b", "a\u{7F}b", "a\u{1}"] {
            let head = encode(.ok, [("X", value), ("Y", "ok\tstill")])
            #expect(head.omitted == 1 && !head.text.contains("X:") && head.text.contains("Y: ok\tstill\r\n"))
        }
        for name in ["", "X Y", "X:", "X\r\n", "Ü", "X\0"] { #expect(encode(.ok, [(name, "v")]).omitted == 1) }
    }

    @Test("framing belongs to the encoder")
    func framing() {
        let head = encode(
            .ok, [("content-LENGTH", "9"), ("Transfer-Encoding", "chunked"), ("Connection", "x"), ("Date", "x"), ("Host", "h")])
        #expect(head.omitted == 4 && head.text.contains("Host: h"))
        for status in [100, 101, 204, 304] { #expect(!encode(HTTPStatus(status)).text.contains("Content-Length")) }
        #expect(encode(.ok, keepAlive: false).text.contains("Connection: close\r\n"))
        #expect(encode(.ok, minorVersion: 0).text.contains("Connection: keep-alive\r\n"))
        #expect(!ResponseHeadEncoder.sendsBody(.ok, to: .head) && ResponseHeadEncoder.sendsBody(.ok, to: .get))
        #expect(!ResponseHeadEncoder.sendsBody(.noContent, to: .get))
    }

    @Test("dates are right across leap years, eras and before 1970")
    func dates() {
        #expect(HTTPDate(unixSeconds: 0).description == "Thu, 01 Jan 1970 00:00:00 GMT")
        #expect(HTTPDate(unixSeconds: -1).description == "Wed, 31 Dec 1969 23:59:59 GMT")
        #expect(HTTPDate(unixSeconds: 951_782_399).description == "Mon, 28 Feb 2000 23:59:59 GMT")
        #expect(HTTPDate(unixSeconds: 951_782_400).description == "Tue, 29 Feb 2000 00:00:00 GMT")
        #expect(HTTPDate(unixSeconds: 4_107_542_400).description == "Mon, 01 Mar 2100 00:00:00 GMT")
        #expect(HTTPDate(unixSeconds: .max).description == "Fri, 31 Dec 9999 23:59:59 GMT")
        #expect(HTTPDate(unixSeconds: .min).description == "Sat, 01 Jan 0000 00:00:00 GMT")
    }
}
