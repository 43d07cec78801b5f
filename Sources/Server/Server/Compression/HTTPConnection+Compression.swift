internal import WayleaveHTTPWire
internal import WayleaveWebSocketWire

/// What compression means to an HTTP connection.
extension HTTPConnection {
    /// Notes what the request whose head was just read says about content codings.
    @inline(never)
    func readAcceptedCodings(_ head: UnsafeRawBufferPointer) {
        acceptedCodings = .none
        let parser = context.parser
        guard parser.pointee.layout.lineCount(.acceptEncoding) > 0 else { return }
        var accepted = AcceptEncoding()
        if parser.pointee.layout.lineCount(.acceptEncoding) == 1 {
            if let value = parser.pointee.value(.acceptEncoding, in: head) { accepted.take(value) }
        } else {
            RequestHead(parser.pointee, in: head).forEachValue(.acceptEncoding) { accepted.take($0) }
        }
        acceptedCodings = accepted.verdict
    }

    /// The response as it goes out where responses are compressed; `nil` if that changes nothing.
    @inline(never)
    func coded(_ response: Response) -> Response? {
        guard response.compression.isAlways || context.site.responseCompression != nil else { return nil }
        var response = response
        if response.status.code == 304, response.compression != .never {
            // RFC 9110 § 15.4.5: the fields that the 200 would have had.
            ResponseCoding.addVary(&response)
            return response
        }
        var settings = context.site.responseCompression ?? ResponseCompression()
        if case .always(let level, let maxBytes) = response.compression {
            settings.level = Int(level)
            settings.maxBytes = Int(maxBytes)
        }
        let coding = ResponseCoding(settings: settings, accepted: acceptedCodings)
        guard coding.isEligible(response, count: response.storage.count) else { return nil }
        ResponseCoding.addVary(&response)
        guard let choice = coding.accepted.choice, let bytes = coding.compress(response, as: choice, with: context.compression) else {
            return response
        }
        ResponseCoding.mark(&response, as: choice)
        response.storage = .bytes(bytes)
        return response
    }

    /// Agrees on permessage-deflate, if the handshake offers it in a way that can be accepted.
    func negotiate(_ compression: WebSocketCompression, _ request: Request) -> SocketCompression? {
        guard request.head.lineCount(.secWebSocketExtensions) > 0 else { return nil }
        guard let agreed = PerMessageDeflate.negotiate(request.head, compression.policy) else { return nil }
        return SocketCompression(compression, agreed, context.compression)
    }
}
