extension JSONDocument {
    /// Decodes the value at `token`; throws ``JSONError`` with the path and the expected type.
    ///
    /// The types compared by identity need no container; `unsafeBitCast` is then from a type to itself.
    @inline(__always)
    package func decode<T: Decodable>(_ type: T.Type, at token: Int) throws -> T {
        if type == String.self { return unsafeBitCast(try string(at: token), to: T.self) }
        if type == Int.self { return unsafeBitCast(try integer(Int.self, at: token), to: T.self) }
        if type == JSONValue.self { return unsafeBitCast(try value(at: token), to: T.self) }
        if type == Binary.self { return unsafeBitCast(try binary(at: token), to: T.self) }
        if type == Timestamp.self { return unsafeBitCast(try timestamp(at: token), to: T.self) }
        do {
            return try T(from: JSONElementDecoder(document: self, token: token))
        } catch let error as DecodingError {
            throw JSONError(error, in: self, at: token)
        }
    }

    /// Decodes the element at `token` of the array at `root`, which errors call `$`, and moves `token` on to the next one.
    ///
    /// From another module every access to a property costs a dynamic check of exclusivity, many times that of a call.
    package func decodeElement<T: Decodable>(_ type: T.Type, at token: inout Int, root: Int) throws -> T {
        self.root = root
        let value = try decode(type, at: token)
        token = next(after: token)
        return value
    }

    /// The token after the array at `array`, and that of its element after `skipping` others; both 0 when nothing was scanned.
    package func elements(of array: Int, skipping: Int) -> (first: Int, end: Int) {
        guard array < tokenCount else { return (0, 0) }
        let end = next(after: array)
        var first = array &+ 1
        for _ in 0..<skipping where first < end { first = next(after: first) }
        return (first, end)
    }

    /// The attachment a placeholder stands for, or base64 text; in MessagePack also bytes and the payload of an extension.
    package func binary(at token: Int) throws -> Binary {
        switch firstByte(token) {
        case MessagePackFormat.binary where isMessagePack: return Binary(Array(packedPayload(token)))
        case MessagePackFormat.other where isMessagePack:
            return Binary(Array(MessagePackFormat.extensionParts(base + Int(tokens[token].start)).payload))
        default: break
        }
        if !attachments.isEmpty, let index = try placeholder(at: token) {
            guard index < attachments.count else {
                throw JSONError(.invalidValue("there is no attachment \(index), only \(attachments.count)"), path: path(to: token))
            }
            return attachments[index]
        }
        guard firstByte(token) == UInt8(ascii: "\"") else { throw mismatch("Binary", at: token) }
        guard let binary = Binary(base64: stringValue(token)) else {
            throw JSONError(.invalidValue("the string is not base64"), path: path(to: token))
        }
        return binary
    }

    /// The value at `token` as a tree.
    package func value(at token: Int) throws -> JSONValue {
        switch kind(of: token) {
        case .null: return .null
        case .boolean: return .bool(firstByte(token) == UInt8(ascii: "t"))
        case .number:
            return isMessagePack ? packedNumber(token) : .number(JSONNumber(validText: String(decoding: text(of: token), as: UTF8.self)))
        case .binary, .extension: return .binary(try binary(at: token))
        case .string: return .string(stringValue(token))
        case .array:
            var elements: [JSONValue] = []
            var element = token + 1
            let end = next(after: token)
            while element < end {
                elements.append(try value(at: element))
                element = next(after: element)
            }
            return .array(elements)
        case .object:
            if !attachments.isEmpty, try placeholder(at: token) != nil { return .binary(try binary(at: token)) }
            var members: [JSONObject.Member] = []
            var name = token + 1
            let end = next(after: token)
            while name < end {
                members.append(JSONObject.Member(name: stringValue(name), value: try value(at: name + 1)))
                name = next(after: name + 1)
            }
            return .object(JSONObject(members))
        }
    }
}

extension JSONError {
    /// Says what a type's own `init(from:)` complained about, in our words.
    init(_ error: DecodingError, in document: JSONDocument, at token: Int) {
        let context: DecodingError.Context
        let reason: Reason
        switch error {
        case .typeMismatch(let type, let inner):
            context = inner
            reason = .typeMismatch(expected: "\(type)", found: document.kind(of: token).rawValue)
        case .valueNotFound(let type, let inner):
            context = inner
            reason = .typeMismatch(expected: "\(type)", found: "null")
        case .keyNotFound(let key, let inner):
            context = inner
            reason = .missingKey(key.stringValue)
        case .dataCorrupted(let inner):
            context = inner
            reason = .invalidValue(inner.debugDescription)
        @unknown default:
            self.init(.invalidValue("\(error)"), path: document.path(to: token))
            return
        }
        let relative = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }
        self.init(reason, path: relative.isEmpty ? document.path(to: token) : "$" + relative.joined())
    }
}
