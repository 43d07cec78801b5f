private let host = "Host: a.test\r\n"

extension HTTPCases {
    static let lengths: [HTTPCase] = [
        HTTPCase("cl-zero", .accepted, "POST /x HTTP/1.1\r\n\(host)Content-Length: 0\r\n\r\n", "POST /x \n"),
        HTTPCase("cl-octal-trap", .accepted, "POST /x HTTP/1.1\r\n\(host)Content-Length: 010\r\n\r\n0123456789", "POST /x 0123456789\n"),
        HTTPCase("cl-ows", .accepted, "POST /x HTTP/1.1\r\n\(host)Content-Length: \t5\t \r\n\r\nhello", "POST /x hello\n"),
        HTTPCase("cl-nospace", .accepted, "POST /x HTTP/1.1\r\n\(host)Content-Length:5\r\n\r\nhello", "POST /x hello\n"),
        HTTPCase("cl-get-body", .accepted, "GET /x HTTP/1.1\r\n\(host)Content-Length: 5\r\n\r\nhello", "GET /x hello\n"),
        HTTPCase("cl-head-body", .accepted, "HEAD /x HTTP/1.1\r\n\(host)Content-Length: 5\r\n\r\nhello", "HEAD /x hello\n"),
        HTTPCase("cl-options-body", .accepted, "OPTIONS /x HTTP/1.1\r\n\(host)Content-Length: 5\r\n\r\nhello", "OPTIONS /x hello\n"),
        HTTPCase(
            "cl-delete-smuggle", .accepted,
            "DELETE /x HTTP/1.1\r\n\(host)Content-Length: 45\r\n\r\nGET /smuggled HTTP/1.1\r\n\(host)X: yyyy",
            "DELETE /x GET /smuggled HTTP/1.1\r\n\(host)X: yyyy\n"),
        HTTPCase("cl-bad-minus", .refused, "POST /x HTTP/1.1\r\n\(host)Content-Length: -5\r\n\r\nhello"),
        HTTPCase("cl-bad-minus-zero", .refused, "POST /x HTTP/1.1\r\n\(host)Content-Length: -0\r\n\r\nhello"),
        HTTPCase("cl-bad-decimal", .refused, "POST /x HTTP/1.1\r\n\(host)Content-Length: 5.0\r\n\r\nhello"),
        HTTPCase("cl-bad-suffix-semicolon", .refused, "POST /x HTTP/1.1\r\n\(host)Content-Length: 5;\r\n\r\nhello"),
        HTTPCase("cl-bad-quoted", .refused, "POST /x HTTP/1.1\r\n\(host)Content-Length: \"5\"\r\n\r\nhello"),
        HTTPCase("cl-bad-empty", .refused, "POST /x HTTP/1.1\r\n\(host)Content-Length:\r\n\r\nhello"),
        HTTPCase("cl-bad-comma-only", .refused, "POST /x HTTP/1.1\r\n\(host)Content-Length: ,\r\n\r\nhello"),
        HTTPCase("cl-bad-nul", .refused, "POST /x HTTP/1.1\r\n\(host)Content-Length: 5\u{0}\r\n\r\nhello"),
        HTTPCase("cl-bad-vt", .refused, "POST /x HTTP/1.1\r\n\(host)Content-Length: \u{B}5\r\n\r\nhello"),
        HTTPCase("cl-bad-fullwidth", .refused, "POST /x HTTP/1.1\r\n\(host)Content-Length: \u{EF}\u{BC}\u{95}\r\n\r\nhello"),
        HTTPCase("cl-cr-trail", .refused, "POST /x HTTP/1.1\r\n\(host)Content-Length: 5\r\r\n\r\nhello"),
        HTTPCase("cl-overflow-2^31", .refused, "POST /x HTTP/1.1\r\n\(host)Content-Length: 2147483648\r\n\r\nhello"),
        HTTPCase("cl-overflow-2^32+5", .refused, "POST /x HTTP/1.1\r\n\(host)Content-Length: 4294967301\r\n\r\nhello"),
        HTTPCase("cl-overflow-2^64+5", .refused, "POST /x HTTP/1.1\r\n\(host)Content-Length: 18446744073709551621\r\n\r\nhello"),
        HTTPCase(
            "cl-zeros-2^64", .accepted, "POST /x HTTP/1.1\r\n\(host)Content-Length: 0000000000000000000000000000005\r\n\r\nhello",
            "POST /x hello\n"),
        HTTPCase("cl-dup-same", .refused, "POST /x HTTP/1.1\r\n\(host)Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"),
        HTTPCase("cl-dup-diff-last0", .refused, "POST /x HTTP/1.1\r\n\(host)Content-Length: 5\r\nContent-Length: 0\r\n\r\nhello"),
        HTTPCase("cl-dup-diff-case", .refused, "POST /x HTTP/1.1\r\n\(host)Content-Length: 5\r\ncontent-length: 3\r\n\r\nhello"),
        HTTPCase("cl-dup-zeros", .refused, "POST /x HTTP/1.1\r\n\(host)Content-Length: 5\r\nContent-Length: 05\r\n\r\nhello"),
        HTTPCase("cl-name-nel", .refused, "POST /x HTTP/1.1\r\n\(host)Content-Length\u{85}: 5\r\n\r\nhello"),
        HTTPCase("cl-obs-fold-digits", .refused, "POST /x HTTP/1.1\r\n\(host)Content-Length: 0\r\n 5\r\n\r\nhello"),
        HTTPCase("cl-lf-before", .refused, "POST /x HTTP/1.1\r\n\(host)X: y\nContent-Length: 5\r\n\r\nhello"),
        HTTPCase("cl-none-post", .accepted, "POST /x HTTP/1.1\r\n\(host)\r\n", "POST /x \n"),
        HTTPCase("cl-extra-crlf", .accepted, "POST /x HTTP/1.1\r\n\(host)Content-Length: 5\r\n\r\nhello\r\n", "POST /x hello\n"),
        HTTPCase("cl-short-wait", .waiting, "POST /x HTTP/1.1\r\n\(host)Content-Length: 10\r\n\r\nhello"),
        HTTPCase(
            "cl-incomplete-smuggle", .waiting, "POST /x HTTP/1.1\r\n\(host)Content-Length: 200\r\n\r\nGET /smuggled HTTP/1.1\r\n\(host)\r\n"
        ),
    ]
}
