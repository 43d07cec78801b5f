import WayleaveJSON

extension HubMessage {
    /// The elements of a message's array, one after the other; what follows the last one asked for is tolerated.
    private struct Elements {
        let document: JSONDocument
        private var token: Int
        private let end: Int

        init(_ document: JSONDocument) {
            self.document = document
            (token, end) = document.elements(of: 0, skipping: 0)
        }

        /// `nil` at the end.
        mutating func next() -> Int? {
            guard token < end else { return nil }
            defer { token = document.next(after: token) }
            return token
        }

        mutating func required(_ name: String) throws(HubProtocolError) -> Int {
            guard let token = next() else { throw .missing(name) }
            return token
        }

        mutating func required(_ name: String, _ kind: JSONKind) throws(HubProtocolError) -> Int {
            guard let token = try optional(name, kind) else { throw .missing(name) }
            return token
        }

        /// `nil` for what is no map: aiosignalr writes the byte of an empty map as an integer, and headers mean nothing here.
        mutating func headers() throws(HubProtocolError) -> Int? {
            let token = try required("headers")
            return document.kind(of: token) == .object ? token : nil
        }

        /// `nil` for null.
        mutating func optional(_ name: String, _ kind: JSONKind) throws(HubProtocolError) -> Int? {
            let token = try required(name)
            let found = document.kind(of: token)
            if found == .null { return nil }
            // A timestamp reads as text, but is none.
            guard found == kind, kind != .string || !document.hasEscapes(token) else {
                throw .wrongType(name, expected: kind.rawValue)
            }
            return token
        }
    }

    static func readMessagePack(_ record: UnsafeRawBufferPointer, _ document: JSONDocument) throws(HubProtocolError) -> HubMessage? {
        let used: Int
        do { used = try document.scan(messagePack: record) } catch { throw .invalidMessagePack(error) }
        guard used == record.count else { throw .surplus }
        guard document.kind(of: 0) == .array else { throw .notAMessage }
        var elements = Elements(document)
        let first = try elements.required("type")
        guard let number = try? document.decode(Int.self, at: first) else { throw .wrongType("type", expected: "Number") }
        guard (1...9).contains(number), let type = SignalRMessageType(rawValue: UInt8(number)) else { return nil }
        return try make(type, &elements)
    }

    private static func make(_ type: SignalRMessageType, _ elements: inout Elements) throws(HubProtocolError) -> HubMessage {
        var message = HubMessage(type)
        let document = elements.document
        switch type {
        case .invocation, .streamInvocation:
            message.headers = try elements.headers()
            message.invocationID = try elements.optional("invocationId", .string)
            if type == .streamInvocation, message.invocationID == nil { throw .missing("invocationId") }
            message.target = try elements.required("target", .string)
            message.arguments = try elements.required("arguments", .array)
            message.streamIDs = try streamIDs(&elements)
        case .streamItem:
            message.headers = try elements.headers()
            message.invocationID = try elements.required("invocationId", .string)
            message.payload = try elements.required("item")
        case .completion:
            message.headers = try elements.headers()
            message.invocationID = try elements.required("invocationId", .string)
            let kind = try elements.required("resultKind")
            switch try? document.decode(Int.self, at: kind) {
            case 1: message.error = try elements.required("error", .string)
            case 2: break
            case 3: message.payload = try elements.required("result")
            default: throw .unknownResultKind
            }
        case .cancelInvocation:
            message.headers = try elements.headers()
            message.invocationID = try elements.required("invocationId", .string)
        case .ping: break
        case .close:
            message.error = try elements.optional("error", .string)
            if let token = elements.next() {
                guard let value = try? document.decode(Bool.self, at: token) else {
                    throw .wrongType("allowReconnect", expected: "Boolean")
                }
                message.allowsReconnect = value
            }
        case .ack, .sequence: message.sequenceID = try Self.number(elements.required("sequenceId"), document)
        }
        return message
    }

    /// Old clients leave them out; others send an array without elements with every call.
    private static func streamIDs(_ elements: inout Elements) throws(HubProtocolError) -> Int? {
        guard let token = elements.next() else { return nil }
        if elements.document.kind(of: token) == .null { return nil }
        guard elements.document.kind(of: token) == .array else { throw .wrongType("streamIds", expected: "array") }
        // No more than its head.
        if elements.document.next(after: token) == token + 1 { return nil }
        try checkStreamIDs(token, elements.document)
        return token
    }
}
