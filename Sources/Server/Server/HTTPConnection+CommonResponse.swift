internal import CrossOrigin
internal import WayleaveBytes
internal import WayleaveHTTPWire

/// The response that nearly every handler gives, put together in one go.
extension HTTPConnection {
    /// Appends a 200 with a well-known type, no further fields and a small body at hand; `false` if `response` is another one.
    @inline(__always)
    func appendCommon(_ response: Response, _ lines: StaticString, into writer: inout ByteWriter) -> Bool {
        guard response.status.code == 200, methodKind != .head, lines.utf8CodeUnitCount == 0, response.headers.isEmpty,
            let type = response.contentType?.line, type.utf8CodeUnitCount > 0
        else { return false }
        switch response.storage {
        case .bytes(let bytes): bytes.withUnsafeBytes { appendCommon(type, $0, into: &writer) }
        case .text(var text): text.withUTF8 { appendCommon(type, UnsafeRawBufferPointer($0), into: &writer) }
        case .stream: return false
        }
        return true
    }

    @inline(__always)
    private func appendCommon(_ type: StaticString, _ body: UnsafeRawBufferPointer, into writer: inout ByteWriter) {
        writer.append("HTTP/1.1 200 OK\r\n")
        writer.append(type)
        fields.forEachPart { writer.append($0) }
        context.dateAndLength.pointee.withUnsafeBytes { writer.append($0) }
        writer.append(decimal: body.count)
        writer.append("\r\n\r\n")
        writer.append(body)
    }
}
