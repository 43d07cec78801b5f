/// What a plain HTTP request gets on a port that speaks TLS: an answer in its own tongue, instead of bytes it cannot read.
enum PlainRequestAnswer {
    static let bytes: [UInt8] = {
        let body = "This port speaks TLS; write https:// or wss:// instead of http:// or ws://.\n"
        let head = """
            HTTP/1.1 400 Bad Request\r
            Content-Type: text/plain; charset=utf-8\r
            Content-Length: \(body.utf8.count)\r
            Vary: Origin\r
            Cache-Control: no-store\r
            Connection: close\r
            \r

            """
        return Array((head + body).utf8)
    }()
}
