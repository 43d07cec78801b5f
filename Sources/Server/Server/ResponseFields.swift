internal import CrossOrigin
internal import WayleaveBytes
internal import WayleaveHTTPWire

/// Which of a handler's fields go out: those that are well-formed and neither the policy's nor the connection's.
enum ResponseFields {
    enum Outcome {
        case sent
        /// It is malformed, or the connection's own.
        case omitted
        /// The verdict's fields stand in its place.
        case replaced
    }

    /// Appends the field, or says why it is left out.
    static func append(_ name: String, _ value: String, under fields: CrossOriginFields, into writer: inout ByteWriter) -> Outcome {
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
