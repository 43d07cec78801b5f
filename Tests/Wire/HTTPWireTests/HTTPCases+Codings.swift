private let host = "Host: a.test\r\n"

extension HTTPCases {
    static let codings: [HTTPCase] = [
        HTTPCase(
            "te-ok", .accepted, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "POST /x hello\n"),
        HTTPCase(
            "te-mixed", .accepted, "POST /x HTTP/1.1\r\n\(host)tRANSFER-eNCODING: ChUnKeD\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "POST /x hello\n"
        ),
        HTTPCase(
            "te-nospace", .accepted, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding:chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            "POST /x hello\n"),
        HTTPCase("te-empty-elem-first", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: ,chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("te-empty-elem-last", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked,\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase(
            "te-get", .accepted, "GET /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "GET /x hello\n"),
        HTTPCase("te-bad-chunk", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunk\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("te-bad-xchunked", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: xchunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("te-bad-chunkedx", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunkedx\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase(
            "te-bad-chunkedchunked", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunkedchunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
        ),
        HTTPCase("te-bad-squoted", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: 'chunked'\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase(
            "te-bad-identity-chunked-identity", .refused,
            "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: identity, chunked, identity\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("te-bad-x-chunked-sp", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: x chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("te-bad-param", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked;q=1\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase(
            "te-bad-nbsp", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: \u{A0}chunked\u{A0}\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("te-bad-hi", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: \u{FF}chunked\u{FF}\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("te-bad-vt-lead", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: \u{B}chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("te-bad-nul-trail", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\u{0}\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("te-bad-nul-lead", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: \u{0}chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("te-bad-bs", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\u{8}\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("te-bad-cr-inner", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chun\rked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("te-bad-accent", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: ch\u{96}nked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase(
            "te-twice-list", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked, chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase(
            "te-chunked-then-identity-line", .refused,
            "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase(
            "te-identity-chunked", .refused,
            "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: identity, chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("te-http10", .refused, "POST /x HTTP/1.0\r\n\(host)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("te-name-ws", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding : chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("te-name-tab", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding\t: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("te-name-space-join", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("te-name-junk", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding x: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("te-name-backslash", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer\\Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("te-name-hi", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding\u{FF}: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("te-name-accent", .refused, "POST /x HTTP/1.1\r\n\(host)Transf\u{82}r-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("te-te-field", .accepted, "POST /x HTTP/1.1\r\n\(host)TE: trailers, chunked\r\n\r\n", "POST /x \n"),
        HTTPCase("te-obs-fold", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding:\r\n chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase(
            "te-obs-fold-after", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n abc\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase("te-lf-value", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding:\n chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase(
            "tecl-cl-te", .refused,
            "POST /x HTTP/1.1\r\n\(host)Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase(
            "tecl-te-cl-smuggle", .refused,
            "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n28\r\nGET /smuggled HTTP/1.1\r\n\(host)\r\n\r\n0\r\n\r\n"
        ),
        HTTPCase(
            "tecl-case", .refused,
            "POST /x HTTP/1.1\r\n\(host)content-LengtH: 5\r\nTransFer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase(
            "tecl-bad-cl", .refused,
            "POST /x HTTP/1.1\r\n\(host)Content-Length: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        HTTPCase(
            "tecl-te-identity-cl", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: identity\r\nContent-Length: 5\r\n\r\nhello"),
        HTTPCase("tecl-te-unknown-cl", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: x\r\nContent-Length: 5\r\n\r\nhello"),
        HTTPCase("tecl-te-empty-cl", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding:\r\nContent-Length: 5\r\n\r\nhello"),
        HTTPCase(
            "tecl-te-comma-cl", .refused, "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: ,chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
        HTTPCase(
            "tecl-te-nul-name-cl", .refused,
            "POST /x HTTP/1.1\r\n\(host)\u{0}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
        HTTPCase(
            "tecl-te-vt-name-cl", .refused,
            "POST /x HTTP/1.1\r\n\(host)\u{B}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
    ]
}
