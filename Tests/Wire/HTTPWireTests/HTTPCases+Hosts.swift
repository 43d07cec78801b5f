private let host = "Host: a.test\r\n"

extension HTTPCases {
    static let hosts: [HTTPCase] = [
        HTTPCase("host-missing", .refused, "GET /x HTTP/1.1\r\n\r\n"),
        HTTPCase("host-missing-other", .refused, "GET /x HTTP/1.1\r\nX: y\r\n\r\n"),
        HTTPCase("host-missing-absolute", .refused, "GET http://a.test/x HTTP/1.1\r\n\r\n"),
        HTTPCase("host-double-same", .refused, "GET /x HTTP/1.1\r\n\(host)\(host)\r\n"),
        HTTPCase("host-double-case", .refused, "GET /x HTTP/1.1\r\n\(host)hOST: b.test\r\n\r\n"),
        HTTPCase("host-tab", .accepted, "GET /x HTTP/1.1\r\nHost:\ta.test\t\r\n\r\n", "GET /x \n"),
        HTTPCase("host-port", .accepted, "GET /x HTTP/1.1\r\nHost: a.test:8080\r\n\r\n", "GET /x \n"),
        HTTPCase("host-port-empty", .accepted, "GET /x HTTP/1.1\r\nHost: a.test:\r\n\r\n", "GET /x \n"),
        HTTPCase("host-pct", .accepted, "GET /x HTTP/1.1\r\nHost: a%41.test\r\n\r\n", "GET /x \n"),
        HTTPCase("host-underscore", .accepted, "GET /x HTTP/1.1\r\nHost: a_b.test\r\n\r\n", "GET /x \n"),
        HTTPCase("host-bad-space", .refused, "GET /x HTTP/1.1\r\nHost: a b\r\n\r\n"),
        HTTPCase("host-bad-query", .refused, "GET /x HTTP/1.1\r\nHost: a?b\r\n\r\n"),
        HTTPCase("host-bad-hash", .refused, "GET /x HTTP/1.1\r\nHost: a#b\r\n\r\n"),
        HTTPCase("host-bad-port-word", .refused, "GET /x HTTP/1.1\r\nHost: a.test:http\r\n\r\n"),
        HTTPCase("host-bad-port-sign", .refused, "GET /x HTTP/1.1\r\nHost: a.test:+80\r\n\r\n"),
        HTTPCase("host-bad-bracket-open", .refused, "GET /x HTTP/1.1\r\nHost: [::1\r\n\r\n"),
        HTTPCase("host-bad-dquote", .refused, "GET /x HTTP/1.1\r\nHost: \"a.test\"\r\n\r\n"),
        HTTPCase("host-bad-backslash", .refused, "GET /x HTTP/1.1\r\nHost: a\\b\r\n\r\n"),
        HTTPCase("host-bad-lt", .refused, "GET /x HTTP/1.1\r\nHost: <a>\r\n\r\n"),
        HTTPCase("host-bad-list", .refused, "GET /x HTTP/1.1\r\nHost: a.test, b.test\r\n\r\n"),
        HTTPCase("host-bad-nul", .refused, "GET /x HTTP/1.1\r\nHost: a\u{0}b\r\n\r\n"),
        HTTPCase("host-spacecolon", .refused, "GET /x HTTP/1.1\r\nHost : a.test\r\n\r\n"),
    ]
}
