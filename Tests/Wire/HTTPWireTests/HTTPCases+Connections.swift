private let host = "Host: a.test\r\n"

extension HTTPCases {
    static let connections: [HTTPCase] = [
        HTTPCase("ws-first-line", .refused, "GET /x HTTP/1.1\r\n \(host)Host: b.test\r\n\r\n"),
        HTTPCase("ws-crlf-cr-end", .refused, "GET /x HTTP/1.1\r\n\(host)\rZGET /smuggled HTTP/1.1\r\n\(host)\r\n"),
        HTTPCase("ws-lf-smuggle-value", .refused, "GET /x HTTP/1.1\r\n\(host)X:\n\nGET /smuggled HTTP/1.1\r\n\(host)\r\n"),
        HTTPCase("conn-close-upper", .accepted, "GET /x HTTP/1.1\r\n\(host)Connection: CLOSE\r\n\r\n", "GET /x \n"),
        HTTPCase("conn-list-first", .accepted, "GET /x HTTP/1.1\r\n\(host)Connection: close, TE\r\n\r\n", "GET /x \n"),
        HTTPCase("conn-tab", .accepted, "GET /x HTTP/1.1\r\n\(host)Connection: close\t\r\n\r\n", "GET /x \n"),
        HTTPCase("conn-close-alone-list", .accepted, "GET /x HTTP/1.1\r\n\(host)Connection: foo, CLOSE\r\n\r\n", "GET /x \n"),
        HTTPCase("conn-two-lines", .accepted, "GET /x HTTP/1.1\r\n\(host)Connection: foo\r\nConnection: close\r\n\r\n", "GET /x \n"),
        HTTPCase("conn-keepalive", .accepted, "GET /x HTTP/1.1\r\n\(host)Connection: keep-alive\r\n\r\n", "GET /x \n"),
        HTTPCase("conn-proxy-connection", .accepted, "GET /x HTTP/1.1\r\n\(host)Proxy-Connection: close\r\n\r\n", "GET /x \n"),
        HTTPCase("conn-http10-keepalive", .accepted, "GET /x HTTP/1.0\r\n\(host)Connection: keep-alive\r\n\r\n", "GET /x \n"),
        HTTPCase("conn-http10-post", .accepted, "POST /x HTTP/1.0\r\n\(host)Content-Length: 5\r\n\r\nhello", "POST /x hello\n"),
        HTTPCase(
            "conn-upgrade-h2c", .accepted,
            "GET /x HTTP/1.1\r\n\(host)Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n",
            "GET /x \n"),
        HTTPCase("conn-upgrade-no-connection", .accepted, "GET /x HTTP/1.1\r\n\(host)Upgrade: websocket\r\n\r\n", "GET /x \n"),
        HTTPCase(
            "pipe-3", .accepted, "GET /x HTTP/1.1\r\n\(host)\r\nGET /y HTTP/1.1\r\n\(host)\r\nGET /z HTTP/1.1\r\n\(host)\r\n",
            "GET /x \nGET /y \nGET /z \n"),
        HTTPCase("pipe-crlf-between", .accepted, "GET /x HTTP/1.1\r\n\(host)\r\n\r\nGET /y HTTP/1.1\r\n\(host)\r\n", "GET /x \nGET /y \n"),
        HTTPCase("pipe-good-then-bad", .refused, "GET /x HTTP/1.1\r\n\(host)\r\nBAD\r\n\r\n", "GET /x \n"),
        HTTPCase(
            "pipe-chunk-garbage-next", .refused,
            "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\nINVALID!!!\r\nGET /smuggled HTTP/1.1\r\n\(host)\r\n"),
        HTTPCase(
            "pipe-close-then-more", .accepted, "GET /x HTTP/1.1\r\n\(host)Connection: close\r\n\r\nGET /smuggled HTTP/1.1\r\n\(host)\r\n",
            "GET /x \n"),
        HTTPCase(
            "pipe-cl0-then", .accepted,
            "POST /x HTTP/1.1\r\n\(host)Content-Length: 0\r\nConnection:keep-alive\r\n\r\nPOST /y HTTP/1.1\r\n\(host)Content-Length: 2\r\n\r\nhi",
            "POST /x \nPOST /y hi\n"),
        HTTPCase(
            "exp-http10", .accepted, "POST /x HTTP/1.0\r\n\(host)Expect: 100-continue\r\nContent-Length: 5\r\n\r\nhello", "POST /x hello\n"),
        HTTPCase("exp-unknown", .refused, "POST /x HTTP/1.1\r\n\(host)Expect: foo\r\nContent-Length: 5\r\n\r\nhello"),
        HTTPCase(
            "exp-100-chunked", .accepted,
            "POST /x HTTP/1.1\r\n\(host)Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            "POST /x hello\n"),
        HTTPCase("inc-method-sp", .waiting, "GET "),
        HTTPCase("inc-line-cr", .waiting, "GET /x HTTP/1.1\r"),
        HTTPCase("inc-line-crlf", .waiting, "GET /x HTTP/1.1\r\n"),
        HTTPCase("inc-name", .waiting, "GET /x HTTP/1.1\r\nHos"),
        HTTPCase("inc-colon", .waiting, "GET /x HTTP/1.1\r\nHost:"),
        HTTPCase("inc-value", .waiting, "GET /x HTTP/1.1\r\nHost: a.te"),
        HTTPCase("inc-chunk-size", .waiting, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5"),
        HTTPCase("inc-chunk-data-cr", .waiting, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r"),
        HTTPCase("inc-trailer", .waiting, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n0\r\nX: "),
    ]
}
