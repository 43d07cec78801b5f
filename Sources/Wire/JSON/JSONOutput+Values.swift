import WayleaveBytes

extension JSONOutput {
    @inline(__always)
    func write(_ value: String) { JSONText.append(value, to: &writer) }

    @inline(__always)
    func write(_ value: Int) { writer.append(decimal: value) }

    @inline(__always)
    func write(_ value: Bool) { value ? writer.append("true") : writer.append("false") }

    func writeNull() { writer.append("null") }

    func write<T: BinaryFloatingPoint & LosslessStringConvertible>(_ value: T) throws {
        guard value.isFinite else { throw JSONError(.invalidValue("\(value) is no JSON number; encode nil or a string instead")) }
        // The shortest text that reads back as the same number; JavaScript writes whole numbers without a fraction.
        let text = value.description
        writer.append(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
    }

    func write<T: FixedWidthInteger>(integer value: T) {
        if let small = Int(exactly: value) { write(small) } else { writer.append(value.description) }
    }

    /// A placeholder for the attachment, or base64 text.
    package func write(_ value: Binary) {
        if let index = attachments?.count {
            attachments?.append(value)
            writer.append("{\"_placeholder\":true,\"num\":")
            writer.append(decimal: index)
            writer.append(UInt8(ascii: "}"))
        } else {
            writer.append(UInt8(ascii: "\""))
            value.bytes.withUnsafeBytes { Base64.encode($0, into: &writer) }
            writer.append(UInt8(ascii: "\""))
        }
    }

    func write(_ value: JSONValue, depth: Int) throws {
        switch value {
        case .null: writeNull()
        case .bool(let flag): write(flag)
        case .number(let number): writer.append(number.text)
        case .string(let text): write(text)
        case .binary(let binary): write(binary)
        case .array(let elements):
            guard depth < JSON.maxDepth else { throw JSONError(.tooDeep(limit: JSON.maxDepth)) }
            writer.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { writer.append(UInt8(ascii: ",")) }
                try write(element, depth: depth + 1)
            }
            writer.append(UInt8(ascii: "]"))
        case .object(let object):
            guard depth < JSON.maxDepth else { throw JSONError(.tooDeep(limit: JSON.maxDepth)) }
            writer.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                if index > 0 { writer.append(UInt8(ascii: ",")) }
                write(member.name)
                writer.append(UInt8(ascii: ":"))
                try write(member.value, depth: depth + 1)
            }
            writer.append(UInt8(ascii: "}"))
        }
    }
}
