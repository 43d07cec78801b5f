internal import CrossOrigin
internal import WayleaveBytes
internal import WayleaveHTTPWire

/// Which of a handler's fields go out: those that are well-formed and neither the policy's nor the connection's.
enum ResponseFields {
    /// Appends the type of the body and all other fields; returns how many were left out.
    static func append(_ response: Response, into writer: inout ByteWriter) -> Int {
        var omitted = 0
        if let type = response.contentType {
            if type.line.utf8CodeUnitCount > 0 {
                writer.append(type.line)
            } else if !append("Content-Type", type.value, into: &writer) {
                omitted += 1
            }
        }
        for (name, value) in response.headers where !append(name, value, into: &writer) { omitted += 1 }
        return omitted
    }

    /// Appends the field, or returns `false` if it is left out.
    private static func append(_ name: String, _ value: String, into writer: inout ByteWriter) -> Bool {
        var name = name
        var value = value
        return name.withUTF8 { name in
            let name = UnsafeRawBufferPointer(name)
            guard !CrossOriginFields.governs(name), !isManaged(name) else { return false }
            return value.withUTF8 { ResponseHeadEncoder.appendField(name, UnsafeRawBufferPointer($0), into: &writer) }
        }
    }

    private static func isManaged(_ name: UnsafeRawBufferPointer) -> Bool {
        switch name.count {
        case 4: ASCII.equals(name, ignoringCase: "date")
        case 10: ASCII.equals(name, ignoringCase: "connection")
        case 14: ASCII.equals(name, ignoringCase: "content-length")
        case 17: ASCII.equals(name, ignoringCase: "transfer-encoding")
        default: false
        }
    }
}
