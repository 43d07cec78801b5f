package import WayleaveBytes

/// Writes response heads (RFC 9112 § 4 and § 5) that a caller's values cannot split: a field that is not one is left out and reported.
package enum ResponseHeadEncoder {
    /// Writes a whole head, up to and including the empty line.
    ///
    /// The encoder alone decides framing: Content-Length, Transfer-Encoding, Connection and Date among `fields` are left out.
    /// - Parameters:
    ///   - fields: the handler's fields.
    ///   - fieldLines: complete field lines, each ended by CRLF, from trusted code (the gate's CORS lines); copied as they are.
    ///   - bodyCount: the body's length in bytes; with HEAD that of the body GET would get. Left out where RFC 9110 § 8.6 forbids it.
    ///   - minorVersion: of the request: HTTP/1.0 clients are told when the connection stays open, others when it closes.
    /// - Returns: how many of `fields` were left out because they are no fields or are the encoder's.
    @discardableResult
    package static func encode(
        _ status: HTTPStatus, fields: [(String, String)] = [],
        fieldLines: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0),
        bodyCount: Int, keepAlive: Bool, minorVersion: UInt8 = 1, date: HTTPDate?, into writer: inout ByteWriter
    ) -> Int {
        var omitted = 0
        appendStatusLine(status, into: &writer)
        for (name, value) in fields {
            if isManaged(name) || !appendField(name, value, into: &writer) { omitted += 1 }
        }
        writer.append(fieldLines)
        appendEnd(status, bodyCount: bodyCount, keepAlive: keepAlive, minorVersion: minorVersion, date: date, into: &writer)
        return omitted
    }

    /// Appends `HTTP/1.1 200 OK` and CRLF.
    package static func appendStatusLine(_ status: HTTPStatus, into writer: inout ByteWriter) {
        if status.code == 200 {
            writer.append("HTTP/1.1 200 OK\r\n")
            return
        }
        writer.append("HTTP/1.1 ")
        writer.append(decimal: status.code)
        writer.append(UInt8(ascii: " "))
        writer.append(status.phrase)
        writer.append("\r\n")
    }

    /// Appends a field line; appends nothing and returns `false` if `name` is no token or `value` holds a control character.
    package static func appendField(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer, into writer: inout ByteWriter) -> Bool
    {
        guard !name.isEmpty, name.allSatisfy(ByteClass.token.contains), isFieldValue(value) else { return false }
        writer.append(name)
        writer.append(": ")
        writer.append(value)
        writer.append("\r\n")
        return true
    }

    /// As with pointers.
    package static func appendField(_ name: String, _ value: String, into writer: inout ByteWriter) -> Bool {
        var name = name
        var value = value
        return name.withUTF8 { name in
            value.withUTF8 { value in appendField(UnsafeRawBufferPointer(name), UnsafeRawBufferPointer(value), into: &writer) }
        }
    }

    /// Appends Content-Length, Connection, Date as they are due, and the empty line that ends the head.
    package static func appendEnd(
        _ status: HTTPStatus, bodyCount: Int, keepAlive: Bool, minorVersion: UInt8 = 1, date: HTTPDate?, into writer: inout ByteWriter
    ) {
        if let date {
            writer.append("Date: ")
            date.write(into: &writer)
            writer.append("\r\n")
        }
        if !status.forbidsBody {
            writer.append("Content-Length: ")
            writer.append(decimal: max(bodyCount, 0))
            writer.append("\r\n")
        }
        if !keepAlive {
            writer.append("Connection: close\r\n")
        } else if minorVersion == 0 {
            writer.append("Connection: keep-alive\r\n")
        }
        writer.append("\r\n")
    }

    /// The interim answer to `Expect: 100-continue`.
    package static func appendContinue(into writer: inout ByteWriter) { writer.append("HTTP/1.1 100 Continue\r\n\r\n") }

    /// Whether a response of `status` to `method` is followed by its body (RFC 9110 § 6.4.1, § 9.3.2).
    package static func sendsBody(_ status: HTTPStatus, to method: RequestMethodKind) -> Bool { method != .head && !status.forbidsBody }

    /// Whether `value` holds neither control characters (HTAB excepted) nor DEL: it cannot end its line.
    package static func isFieldValue(_ value: UnsafeRawBufferPointer) -> Bool {
        guard let p = value.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return true }
        return HeadScan.fieldValueEnd(p, 0, value.count) == value.count
    }

    /// As with a pointer.
    package static func isFieldValue(_ value: String) -> Bool {
        var value = value
        return value.withUTF8 { isFieldValue(UnsafeRawBufferPointer($0)) }
    }

    /// The fields that only the encoder writes.
    private static func isManaged(_ name: String) -> Bool {
        switch name.utf8.count {
        case 4, 10, 14, 17: ["date", "connection", "content-length", "transfer-encoding"].contains(name.lowercased())
        default: false
        }
    }
}
