internal import CrossOrigin
internal import WayleaveBytes
internal import WayleaveHTTPWire

/// Which of a handler's fields go out: those that are well-formed and neither the policy's nor the connection's.
enum ResponseFields {
    private enum Outcome {
        case sent
        /// It is malformed, or the connection's own.
        case omitted
        /// The verdict's fields stand in its place.
        case replaced
    }

    /// What was not sent as the handler gave it.
    struct Lost {
        /// How many fields were left out: malformed, or the server's own.
        var omitted = 0
        /// The names of fields that the verdict's replace.
        var replaced: [String] = []
    }

    /// Appends the type of the body and all other fields; tells what was left out.
    static func append(_ response: Response, under fields: CrossOriginFields, into writer: inout ByteWriter, _ lost: inout Lost) {
        if let type = response.contentType {
            if type.line.utf8CodeUnitCount > 0 {
                writer.append(type.line)
            } else if append("Content-Type", type.value, under: fields, into: &writer) != .sent {
                lost.omitted += 1
            }
        }
        for (name, value) in response.headers { append(name, value, under: fields, into: &writer, &lost) }
    }

    /// Appends the further fields of a 101; what belongs to the handshake itself (RFC 6455 § 4.2.2) is left out.
    static func append(
        handshake headers: [(String, String)], under fields: CrossOriginFields, into writer: inout ByteWriter, _ lost: inout Lost
    ) {
        for (name, value) in headers {
            let lowercased = name.lowercased()
            if lowercased == "upgrade" || lowercased.hasPrefix("sec-websocket-") {
                lost.omitted += 1
            } else {
                append(name, value, under: fields, into: &writer, &lost)
            }
        }
    }

    private static func append(
        _ name: String, _ value: String, under fields: CrossOriginFields, into writer: inout ByteWriter, _ lost: inout Lost
    ) {
        switch append(name, value, under: fields, into: &writer) {
        case .sent: break
        case .omitted: lost.omitted += 1
        case .replaced: lost.replaced.append(name)
        }
    }

    /// Appends the field, or says why it is left out.
    private static func append(
        _ name: String, _ value: String, under fields: CrossOriginFields, into writer: inout ByteWriter
    ) -> Outcome {
        var name = name
        var value = value
        return name.withUTF8 { name in
            let name = UnsafeRawBufferPointer(name)
            if fields.replaces(name) { return .replaced }
            if isManaged(name) { return .omitted }
            return value.withUTF8 { ResponseHeadEncoder.appendField(name, UnsafeRawBufferPointer($0), into: &writer) ? .sent : .omitted }
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
