import WayleaveBytes

extension JSONOutput {
    @inline(__always)
    func write(_ value: String) {
        if isMessagePack { MessagePackText.append(value, to: &writer) } else { JSONText.append(value, to: &writer) }
    }

    @inline(__always)
    func write(_ value: Int) {
        if isMessagePack { MessagePackText.append(value, to: &writer) } else { writer.append(decimal: value) }
    }

    @inline(__always)
    func write(_ value: Bool) {
        if isMessagePack { return writer.append(value ? 0xC3 : 0xC2) }
        value ? writer.append("true") : writer.append("false")
    }

    func writeNull() { isMessagePack ? writer.append(0xC0) : writer.append("null") }

    func write<T: BinaryFloatingPoint & LosslessStringConvertible>(_ value: T) throws {
        if isMessagePack {
            if let single = value as? Float {
                MessagePackText.append(single, to: &writer)
            } else {
                MessagePackText.append(Double(value), to: &writer)
            }
            return
        }
        guard value.isFinite else { throw JSONError(.invalidValue("\(value) is no JSON number; encode nil or a string instead")) }
        // The shortest text that reads back as the same number; JavaScript writes whole numbers without a fraction.
        let text = value.description
        writer.append(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
    }

    func write<T: FixedWidthInteger>(integer value: T) {
        if let small = Int(exactly: value) {
            write(small)
        } else if isMessagePack, let large = UInt64(exactly: value) {
            MessagePackText.append(unsigned: large, to: &writer)
        } else {
            writer.append(value.description)
        }
    }

    private func write(_ number: JSONNumber) throws {
        guard isMessagePack else { return writer.append(number.text) }
        if let value = number.int {
            write(value)
        } else if let value = UInt64(number.text) {
            MessagePackText.append(unsigned: value, to: &writer)
        } else {
            MessagePackText.append(number.double, to: &writer)
        }
    }

    /// A placeholder for the attachment, or base64 text; bytes in MessagePack.
    package func write(_ value: Binary) {
        if isMessagePack {
            value.bytes.withUnsafeBytes { MessagePackText.append(binary: $0, to: &writer) }
        } else if let index = attachments?.count {
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

    /// ISO 8601 text; in MessagePack a timestamp.
    func write(_ value: Timestamp) {
        isMessagePack ? MessagePackText.append(value, to: &writer) : JSONText.append(value.text, to: &writer)
    }

    func write(_ value: JSONValue, depth: Int) throws {
        switch value {
        case .null: writeNull()
        case .bool(let flag): write(flag)
        case .number(let number): try write(number)
        case .string(let text): write(text)
        case .binary(let binary): write(binary)
        case .array(let elements):
            guard depth < JSON.maxDepth else { throw JSONError(.tooDeep(limit: JSON.maxDepth)) }
            if isMessagePack {
                MessagePackText.append(arrayCount: elements.count, to: &writer)
                for element in elements { try write(element, depth: depth + 1) }
                return
            }
            writer.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { writer.append(UInt8(ascii: ",")) }
                try write(element, depth: depth + 1)
            }
            writer.append(UInt8(ascii: "]"))
        case .object(let object):
            guard depth < JSON.maxDepth else { throw JSONError(.tooDeep(limit: JSON.maxDepth)) }
            if isMessagePack {
                MessagePackText.append(mapCount: object.members.count, to: &writer)
                for member in object.members {
                    write(member.name)
                    try write(member.value, depth: depth + 1)
                }
                return
            }
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
