internal import WayleaveBytes
internal import WayleaveDeflate
package import WayleaveEventLoop
internal import WayleaveHTTPWire

/// A file that was read, and compressed, once at the start of a server; answering it costs no look at the disk and no compression.
package struct CachedFile: Sendable {
    private let contentType: String
    private let cacheControl: String
    private let entityTag: String
    private let lastModified: Int64
    private let plain: [UInt8]
    /// `nil` if it would not be smaller.
    private let gzip: [UInt8]?

    /// Reads `path`; `nil` if that is no file that can be read, or one of more than `maxBytes`.
    package init?(_ path: String, contentType: String, cacheControl: String, maxBytes: Int) {
        guard case .file(let file) = OpenFile.find(path), file.size <= maxBytes, let bytes = file.read(0..<file.size) else { return nil }
        self.contentType = contentType
        self.cacheControl = cacheControl
        entityTag = file.entityTag
        lastModified = file.lastModified
        plain = bytes
        gzip = Self.compress(bytes)
    }

    private static func compress(_ bytes: [UInt8]) -> [UInt8]? {
        guard let deflater = Deflater(.gzip) else { return nil }
        var writer = ByteWriter(capacity: bytes.count / 3 + 64)
        guard bytes.withUnsafeBytes({ deflater.compress($0, flush: .finish, into: &writer) }) else { return nil }
        return writer.count < bytes.count ? writer.copyBytes() : nil
    }

    /// Answers GET and HEAD, with conditions and content coding.
    package func respond(to request: Request, on loop: EventLoop) -> Response {
        let kind = request.head.layout.methodKind
        guard kind == .get || kind == .head else {
            return kind == .options
                ? Response(status: .noContent, headers: [("Allow", "GET, HEAD, OPTIONS")])
                : .problem(.methodNotAllowed, "Files are only read.", headers: [("Allow", "GET, HEAD, OPTIONS")])
        }
        var accepted = AcceptEncoding()
        request.head.forEachValue(.acceptEncoding) { accepted.take($0) }
        let coded = accepted.verdict.choice == .gzip ? gzip : nil
        // A strong tag names the uncoded bytes; the same content coded has the weak one.
        var validators = [
            ("ETag", coded == nil ? entityTag : "W/" + entityTag), ("Last-Modified", HTTPDate(unixSeconds: lastModified).description),
            ("Cache-Control", cacheControl),
        ]
        if gzip != nil { validators.append(("Vary", "Accept-Encoding")) }
        switch Preconditions(entityTag: entityTag, lastModified: lastModified, now: Int64(loop.unixSeconds)).judge(request.head) {
        case .proceed: break
        case .notModified: return Response(status: .notModified, headers: validators)
        case .failed: return .problem(.preconditionFailed, "The file is not as the request expects it to be.", headers: validators)
        }
        var headers = validators + [("X-Content-Type-Options", "nosniff")]
        if coded != nil { headers.append(("Content-Encoding", ContentCoding.gzip.name)) }
        var response = Response(contentType: ContentType(contentType), headers: headers, body: coded ?? plain)
        response.mayCompress = false
        return response
    }
}
