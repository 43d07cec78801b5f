internal import WayleaveBytes
internal import WayleaveEventLoop
internal import WayleaveHTTPWire

/// The answer to GET or HEAD for an open file: conditions, ranges, and the bytes.
struct FileResponse {
    let file: OpenFile
    let mediaType: String
    let options: FileOptions
    let loop: EventLoop

    /// What is sent from memory in one piece: 64 KiB. Larger bodies are read and sent in pieces of that size.
    private static let pieceBytes = 64 * 1024

    /// A part of the body.
    private enum Part: Sendable {
        case text(String)
        case bytes(Range<Int>)

        var count: Int {
            switch self {
            case .text(let text): text.utf8.count
            case .bytes(let range): range.count
            }
        }
    }

    func answer(_ head: RequestHead) -> Response {
        let now = Int64(loop.unixSeconds)
        let conditions = Preconditions(entityTag: file.entityTag, lastModified: file.lastModified, now: now)
        switch conditions.judge(head) {
        case .proceed: break
        case .notModified: return Response(status: .notModified, headers: validators)
        case .failed: return .problem(.preconditionFailed, "The file is not as the request expects it to be.", headers: validators)
        }
        // RFC 9110 § 14.2: ranges are of GET alone.
        var ranges = ByteRanges.whole
        if head.layout.methodKind == .get, conditions.wantsRange(head) { ranges = ByteRanges(head.values("range"), size: file.size) }
        switch ranges {
        case .whole: return body(.ok, [.bytes(0..<file.size)], mediaType, [])
        case .unsatisfiable:
            return .problem(
                .rangeNotSatisfiable, "The file has only \(file.size) bytes.",
                headers: [("Content-Range", "bytes */\(file.size)")] + validators)
        case .parts(let ranges) where ranges.count == 1:
            return body(.partialContent, [.bytes(ranges[0])], mediaType, [("Content-Range", contentRange(ranges[0]))])
        case .parts(let ranges): return multipart(ranges)
        }
    }

    /// Several ranges in one body (RFC 9110 § 14.6).
    private func multipart(_ ranges: [Range<Int>]) -> Response {
        let boundary = String(UInt64.random(in: .min ... .max), radix: 36) + String(UInt64.random(in: .min ... .max), radix: 36)
        var parts: [Part] = []
        for range in ranges {
            parts.append(
                .text(
                    "\(parts.isEmpty ? "" : "\r\n")--\(boundary)\r\nContent-Type: \(mediaType)\r\nContent-Range: \(contentRange(range))\r\n\r\n"
                ))
            parts.append(.bytes(range))
        }
        parts.append(.text("\r\n--\(boundary)--\r\n"))
        return body(.partialContent, parts, "multipart/byteranges; boundary=\(boundary)", [])
    }

    private func contentRange(_ range: Range<Int>) -> String { "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.size)" }

    /// What every answer about the file says (RFC 9110 § 15.4.5).
    private var validators: [(String, String)] {
        var fields = [("ETag", file.entityTag), ("Last-Modified", HTTPDate(unixSeconds: file.lastModified).description)]
        if let cacheControl = options.cacheControl { fields.append(("Cache-Control", cacheControl)) }
        return fields
    }

    private func body(_ status: HTTPStatus, _ parts: [Part], _ mediaType: String, _ fields: [(String, String)]) -> Response {
        let headers = validators + [("Accept-Ranges", "bytes"), ("X-Content-Type-Options", "nosniff")] + fields
        let type = ContentType(mediaType)
        let length = parts.reduce(0) { $0 + $1.count }
        if length <= Self.pieceBytes {
            guard let bytes = inMemory(parts, length) else { return .problem(.internalServerError, "The file could not be read.") }
            return Response(status: status, contentType: type, headers: headers, body: bytes)
        }
        let file = file
        return .stream(status: status, contentType: type, headers: headers, length: length) { writer in
            for part in parts {
                switch part {
                case .text(let text): try await writer.write(text)
                case .bytes(let range): try await Self.send(file, range, to: writer)
                }
            }
        }
    }

    private func inMemory(_ parts: [Part], _ length: Int) -> [UInt8]? {
        if parts.count == 1, case .bytes(let range) = parts[0] { return file.read(range) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(length)
        for part in parts {
            switch part {
            case .text(let text): bytes += text.utf8
            case .bytes(let range):
                guard let piece = file.read(range) else { return nil }
                bytes += piece
            }
        }
        return bytes
    }

    private static func send(_ file: OpenFile, _ range: Range<Int>, to writer: ResponseWriter) async throws {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let count = min(pieceBytes, range.upperBound - offset)
            guard let piece = await writer.eventLoop.read(file.descriptor, from: offset, count: count) else { throw FileChanged() }
            try await writer.write(piece)
            offset += count
        }
        // The descriptor must stay open until the last piece has been read.
        withExtendedLifetime(file) {}
    }

    /// A file that became shorter, or unreadable, while it was being sent.
    private struct FileChanged: Error, CustomStringConvertible {
        var description: String { "the file changed while it was being sent" }
    }
}
