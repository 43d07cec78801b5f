/// A sample of requests, good and bad, with the outcome that RFC 9110 and RFC 9112 ask for.
enum HTTPCases {
    static var all: [HTTPCase] { requestLine + hosts + fields + lengths + codings + chunks + connections + limits }

    private static let host = "Host: a.test\r\n"

    static let limits: [HTTPCase] = [
        HTTPCase("target of 8,000", .accepted, "GET /\(String(repeating: "a", count: 7_999)) HTTP/1.1\r\n\(host)\r\n"),
        HTTPCase("target of 9,000", .refused, "GET /\(String(repeating: "a", count: 8_999)) HTTP/1.1\r\n\(host)\r\n"),
        HTTPCase("target without end", .refused, "GET /\(String(repeating: "a", count: 20_000))"),
        HTTPCase("method without end", .refused, String(repeating: "A", count: 20_000)),
        HTTPCase("value of 7,000", .accepted, "GET / HTTP/1.1\r\n\(host)X: \(String(repeating: "v", count: 7_000))\r\n\r\n"),
        HTTPCase("value without end", .refused, "GET / HTTP/1.1\r\n\(host)X: \(String(repeating: "v", count: 20_000))"),
        HTTPCase("name without end", .refused, "GET / HTTP/1.1\r\n\(host)\(String(repeating: "n", count: 20_000))"),
        HTTPCase("100 fields", .accepted, "GET / HTTP/1.1\r\n\(host)\(String(repeating: "a: b\r\n", count: 99))\r\n"),
        HTTPCase("101 fields", .refused, "GET / HTTP/1.1\r\n\(host)\(String(repeating: "a: b\r\n", count: 100))\r\n"),
        HTTPCase("empty lines without end", .refused, String(repeating: "\r\n", count: 1_000)),
        HTTPCase(
            "chunk extensions without end", .refused,
            "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n\(String(repeating: "1;eeeeeeee\r\nx\r\n", count: 2_000))"),
        HTTPCase(
            "trailers without end", .refused,
            "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n0\r\n\(String(repeating: "a: b\r\n", count: 2_000))"),
    ]
}
