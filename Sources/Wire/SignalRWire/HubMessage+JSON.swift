import WayleaveJSON

extension HubMessage {
    /// The members of interest, in any order; 0, which no member's value has, stands for absent.
    private struct Members {
        var type = 0
        var invocationID = 0
        var target = 0
        var arguments = 0
        var streamIDs = 0
        var item = 0
        var result = 0
        var error = 0
        var headers = 0
        var allowReconnect = 0
        var sequenceID = 0

        /// Names are told apart by their length first; the longest known has 14 letters.
        mutating func note(_ name: UnsafeBufferPointer<UInt8>, _ value: Int) {
            switch name.count {
            case 4:
                if Self.equal(name, "type") { type = value } else if Self.equal(name, "item") { item = value }
            case 5: if Self.equal(name, "error") { error = value }
            case 6:
                if Self.equal(name, "target") { target = value } else if Self.equal(name, "result") { result = value }
            case 7: if Self.equal(name, "headers") { headers = value }
            case 9:
                if Self.equal(name, "arguments") { arguments = value } else if Self.equal(name, "streamIds") { streamIDs = value }
            case 10: if Self.equal(name, "sequenceId") { sequenceID = value }
            case 12: if Self.equal(name, "invocationId") { invocationID = value }
            case 14: if Self.equal(name, "allowReconnect") { allowReconnect = value }
            default: break
            }
        }

        @inline(__always)
        private static func equal(_ name: UnsafeBufferPointer<UInt8>, _ text: StaticString) -> Bool {
            for i in 0..<text.utf8CodeUnitCount where name[i] != text.utf8Start[i] { return false }
            return true
        }
    }

    static func readJSON(_ record: UnsafeRawBufferPointer, _ document: JSONDocument) throws(HubProtocolError) -> HubMessage? {
        do { try document.scan(record) } catch { throw .invalidJSON(error) }
        guard document.kind(of: 0) == .object else { throw .notAMessage }
        var members = Members()
        document.forEachMember(of: 0) { members.note($0, $1) }
        guard members.type > 0 else { throw .missing("type") }
        guard let number = try? document.decode(Int.self, at: members.type) else { throw .wrongType("type", expected: "Number") }
        guard (1...9).contains(number), let type = SignalRMessageType(rawValue: UInt8(number)) else { return nil }
        return try make(type, members, document)
    }

    private static func make(
        _ type: SignalRMessageType, _ members: Members, _ document: JSONDocument
    ) throws(HubProtocolError) -> HubMessage {
        var message = HubMessage(type)
        message.headers = try optional(members.headers, "headers", .object, document)
        switch type {
        case .invocation, .streamInvocation:
            message.invocationID = try optional(members.invocationID, "invocationId", .string, document)
            if type == .streamInvocation, message.invocationID == nil { throw .missing("invocationId") }
            message.target = try required(members.target, "target", .string, document)
            message.arguments = try required(members.arguments, "arguments", .array, document)
            message.streamIDs = try optional(members.streamIDs, "streamIds", .array, document)
            try checkStreamIDs(message.streamIDs, document)
        case .streamItem:
            message.invocationID = try required(members.invocationID, "invocationId", .string, document)
            guard members.item > 0 else { throw .missing("item") }
            message.payload = members.item
        case .completion:
            message.invocationID = try required(members.invocationID, "invocationId", .string, document)
            message.error = try optional(members.error, "error", .string, document)
            message.payload = members.result > 0 ? members.result : nil
            if message.error != nil, message.payload != nil { throw .resultAndError }
        case .cancelInvocation:
            message.invocationID = try required(members.invocationID, "invocationId", .string, document)
        case .ping: break
        case .close:
            message.error = try optional(members.error, "error", .string, document)
            message.allowsReconnect = try boolean(members.allowReconnect, document)
        case .ack, .sequence:
            guard members.sequenceID > 0 else { throw .missing("sequenceId") }
            message.sequenceID = try number(members.sequenceID, document)
        }
        return message
    }

    private static func boolean(_ token: Int, _ document: JSONDocument) throws(HubProtocolError) -> Bool {
        guard token > 0 else { return false }
        guard let value = try? document.decode(Bool.self, at: token) else { throw .wrongType("allowReconnect", expected: "Boolean") }
        return value
    }

    private static func required(
        _ token: Int, _ name: String, _ kind: JSONKind, _ document: JSONDocument
    ) throws(HubProtocolError) -> Int {
        guard let token = try optional(token, name, kind, document) else { throw .missing(name) }
        return token
    }

    /// `nil` for what is absent or null.
    private static func optional(
        _ token: Int, _ name: String, _ kind: JSONKind, _ document: JSONDocument
    ) throws(HubProtocolError) -> Int? {
        guard token > 0 else { return nil }
        let found = document.kind(of: token)
        if found == kind { return token }
        if found == .null { return nil }
        throw .wrongType(name, expected: kind.rawValue)
    }

    static func number(_ token: Int, _ document: JSONDocument) throws(HubProtocolError) -> Int {
        guard let value = try? document.decode(Int.self, at: token), value >= 0 else {
            throw .wrongType("sequenceId", expected: "Int64")
        }
        return value
    }

    /// Each must be a string.
    static func checkStreamIDs(_ array: Int?, _ document: JSONDocument) throws(HubProtocolError) {
        guard let array else { return }
        var (id, end) = document.elements(of: array, skipping: 0)
        while id < end {
            guard document.kind(of: id) == .string else { throw .wrongType("streamIds", expected: "String") }
            id = document.next(after: id)
        }
    }
}
