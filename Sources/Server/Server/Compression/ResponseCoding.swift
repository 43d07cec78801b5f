internal import WayleaveBytes
internal import WayleaveDeflate
internal import WayleaveHTTPWire

/// Decides whether a response is compressed, and what that does to its fields (RFC 9110 § 8.4, § 8.8.3, § 12.5.5).
struct ResponseCoding {
    let settings: ResponseCompression
    /// What the client said.
    let accepted: AcceptEncoding.Verdict

    /// Whether the representation is one that is compressed for those who accept it: then it varies by `Accept-Encoding` for all.
    ///
    /// - Parameter count: the length of the body; `nil` for one that is streamed.
    func isEligible(_ response: Response, count: Int?) -> Bool {
        guard !response.status.forbidsBody, response.status.code != 206, response.compression != .never else { return false }
        let isLong = accepted.refusesIdentity || response.compression.isAlways
        if let count, count == 0 || count < settings.threshold && !isLong { return false }
        var contentType = response.contentType?.value
        for (name, value) in response.headers {
            switch name.utf8.count {
            case 6, 10...16: break
            default: continue
            }
            switch name.lowercased() {
            case "content-encoding", "content-range", "content-digest", "repr-digest", "digest", "content-md5": return false
            case "cache-control" where value.lowercased().contains("no-transform"): return false
            case "content-type": contentType = contentType ?? value
            default: break
            }
        }
        if response.compression.isAlways { return true }
        return contentType.map { settings.covers($0) } ?? false
    }

    /// Compresses the body; `nil` if it is not worth its while.
    func compress(_ response: Response, as coding: ContentCoding, with shared: LoopCompression) -> [UInt8]? {
        let count = response.storage.count
        let format: DeflateFormat = coding == .gzip ? .gzip : .zlib
        let kind = LoopCompression.Kind(format: format, level: settings.level, windowBits: 15, memoryLevel: 8)
        guard count <= settings.maxBytes, let deflater = shared.deflater(kind) else { return nil }
        var writer = ByteWriter(capacity: count / 4 + 64)
        switch response.storage {
        case .bytes(let bytes): bytes.withUnsafeBytes { _ = deflater.compress($0, flush: .finish, into: &writer) }
        case .text(var text): text.withUTF8 { _ = deflater.compress(UnsafeRawBufferPointer($0), flush: .finish, into: &writer) }
        case .stream: return nil
        }
        return writer.count < count || accepted.refusesIdentity ? writer.copyBytes() : nil
    }

    /// Marks the response as one that depends on `Accept-Encoding`.
    static func addVary(_ response: inout Response) {
        guard let place = response.headers.firstIndex(where: { $0.0.lowercased() == "vary" }) else {
            return response.headers.append(("Vary", "Accept-Encoding"))
        }
        let names = response.headers.filter { $0.0.lowercased() == "vary" }.flatMap { $0.1.lowercased().split(separator: ",") }
        guard !names.contains(where: { ["*", "accept-encoding"].contains($0.filter { $0 != " " && $0 != "\t" }) }) else { return }
        response.headers[place].1 += response.headers[place].1.isEmpty ? "Accept-Encoding" : ", Accept-Encoding"
    }

    /// Says that the body is coded; a strong validator, which names the uncoded bytes, becomes a weak one, and ranges are not on offer.
    static func mark(_ response: inout Response, as coding: ContentCoding) {
        response.headers.removeAll { $0.0.lowercased() == "accept-ranges" }
        for i in response.headers.indices where response.headers[i].0.lowercased() == "etag" && response.headers[i].1.hasPrefix("\"") {
            response.headers[i].1 = "W/" + response.headers[i].1
        }
        response.headers.append(("Content-Encoding", coding.name))
    }
}
