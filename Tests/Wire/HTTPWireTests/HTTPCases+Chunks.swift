private let host = "Host: a.test\r\n"

extension HTTPCases {
    static let chunks: [HTTPCase] = [
        HTTPCase("ch-empty", .accepted, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "POST /x \n"),
        HTTPCase(
            "ch-two", .accepted, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n",
            "POST /x hello world\n"),
        HTTPCase(
            "ch-hex-mixed-aA", .accepted,
            "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\naA\r\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n0\r\n\r\n",
            "POST /x xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n"
        ),
        HTTPCase(
            "ch-ext-val", .accepted, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5;a=b;c=d\r\nhello\r\n0;e=f\r\n\r\n",
            "POST /x hello\n"),
        HTTPCase(
            "ch-ext-bws", .accepted, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5 ; a = b\r\nhello\r\n0\r\n\r\n",
            "POST /x hello\n"),
        HTTPCase(
            "ch-trailers", .accepted,
            "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX-T: v\r\nY-T:\r\n\r\n", "POST /x hello\n"),
        HTTPCase(
            "ch-trailer-cl", .accepted,
            "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nContent-Length: 50\r\n\r\n", "POST /x hello\n"),
        HTTPCase(
            "ch-trailer-host", .accepted,
            "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nHost: evil.test\r\n\r\n", "POST /x hello\n"),
        HTTPCase("ch-size-bad-word", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\nZ\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("ch-size-bad-plus", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n+5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase(
            "ch-size-bad-minus-zero", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n-0\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("ch-size-bad-suffix", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5z\r\nhello\r\n0\r\n\r\n"),
        HTTPCase(
            "ch-size-bad-suffix-junk", .refused,
            "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5these-are-ignored\r\nhello\r\n0\r\n\r\n"),
        HTTPCase(
            "ch-size-bad-lead-space", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n 5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("ch-size-bad-dot", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5.0\r\nhello\r\n0\r\n\r\n"),
        HTTPCase(
            "ch-size-bad-quoted", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n\"5\"\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("ch-size-bad-nul", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\u{0}\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("ch-size-bad-vt", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\u{B}\r\nhello\r\n0\r\n\r\n"),
        HTTPCase(
            "ch-size-bad-nbsp", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\u{A0}\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("ch-size-bad-colon", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5:5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase(
            "ch-size-bad-fullwidth", .refused,
            "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n\u{EF}\u{BC}\u{95}\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("ch-size-trail-space", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5 \r\nhello\r\n0\r\n\r\n"),
        HTTPCase("ch-size-trail-tab", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\t\r\nhello\r\n0\r\n\r\n"),
        HTTPCase(
            "ch-ext-unbalanced", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5;a=\"b\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("ch-ext-lf", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5;a\nhello\r\n0\r\n\r\n"),
        HTTPCase(
            "ch-ext-lf-smuggle", .refused,
            "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n2;\nxx\r\n2c\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\n\(host)\r\n\r\n0\r\n\r\n"
        ),
        HTTPCase("ch-ext-crcr", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\r\r;a\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("ch-ext-nul", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5;a=\u{0}\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("ch-size-lf", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n"),
        HTTPCase("ch-data-lf", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\n0\r\n\r\n"),
        HTTPCase("ch-data-cr-x", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\rX0\r\n\r\n"),
        HTTPCase("ch-data-x-lf", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\r\nhelloX\n0\r\n\r\n"),
        HTTPCase("ch-data-long", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\r\nhello!\r\n0\r\n\r\n"),
        HTTPCase("ch-data-short", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n6\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("ch-no-final-crlf", .waiting, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n"),
        HTTPCase(
            "ch-no-final-crlf-next", .refused,
            "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nGET /smuggled HTTP/1.1\r\n\(host)\r\n"),
        HTTPCase("ch-final-x", .waiting, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nXX"),
        HTTPCase(
            "ch-trailer-no-colon", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nXT\r\n\r\n"),
        HTTPCase(
            "ch-trailer-nul", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX: \u{0}\r\n\r\n"),
        HTTPCase("ch-trailer-lf", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX: v\n\r\n"),
        HTTPCase(
            "ch-overflow-2^31", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n80000000\r\nhello\r\n0\r\n\r\n"),
        HTTPCase(
            "ch-overflow-2^63-1", .refused,
            "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\nhello\r\n0\r\n\r\n"),
        HTTPCase(
            "ch-overflow-2^63", .refused,
            "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n8000000000000000\r\nhello\r\n0\r\n\r\n"),
        HTTPCase(
            "ch-overflow-100-digits", .refused,
            "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n9999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999\r\nhello\r\n0\r\n\r\n"
        ),
    ]
}
