import FuzzSupport
import WayleaveJSON
import WayleaveSignalRWire

/// A message has what its type demands; written again, it reads as the same.
enum MessageCheck {
    static func check(_ record: UnsafeRawBufferPointer, _ hubProtocol: HubProtocol) {
        var document = JSONDocument()
        defer { JSONDocument.finish(&document) }
        guard let message = try? HubMessage.read(record, hubProtocol, into: document) else { return }
        switch message.type {
        case .invocation, .streamInvocation: checkInvocation(message, document, hubProtocol)
        case .streamItem, .completion, .cancelInvocation: checkAnswer(message, document, hubProtocol)
        case .close: if let error = message.error { _ = try? document.string(at: error) }
        case .ack, .sequence:
            precondition(message.sequenceID >= 0, "numbers count")
            again(
                hubProtocol, { message.type == .ack ? $0.ack(message.sequenceID) : $0.sequence(message.sequenceID) },
                { other, _ in expectSame(other.sequenceID, message.sequenceID, "the same number") })
        case .ping: break
        }
    }

    private static func checkInvocation(_ message: HubMessage, _ document: JSONDocument, _ hubProtocol: HubProtocol) {
        precondition(message.type == .invocation || message.invocationID != nil, "a call for a stream has an id")
        var typed = HubArguments(document, array: message.arguments)
        _ = try? typed.next(String?.self)
        _ = try? typed.next([Int].self)
        var arguments = HubArguments(document, array: message.arguments)
        let count = arguments.count
        var values: [JSONValue] = []
        while !arguments.isAtEnd {
            guard let value = try? arguments.next(JSONValue.self) else { return }
            values.append(value)
        }
        expectSame(values.count, count, "as many arguments as are counted")
        let streams = message.streamIDs.flatMap { try? document.decode([String].self, at: $0) } ?? []
        guard let target = try? document.string(at: message.target) else { return }
        let id = message.invocationID.map { document.encodedID(at: $0) }
        again(
            hubProtocol, { try $0.invocation(target, values: values, id: id) },
            { other, read in
                expectSame(try? read.string(at: other.target), target, "the same method")
                expectSame(HubArguments(read, array: other.arguments).count, count, "as many arguments")
                expectSame(
                    other.invocationID.flatMap { try? read.string(at: $0) },
                    message.invocationID.flatMap { try? document.string(at: $0) }, "the same id")
            })
        precondition(streams.allSatisfy { $0.utf8.count <= document.byteLimit }, "names are parts of the record")
    }

    private static func checkAnswer(_ message: HubMessage, _ document: JSONDocument, _ hubProtocol: HubProtocol) {
        guard let token = message.invocationID else { preconditionFailure("an answer says to what") }
        precondition(message.error == nil || message.payload == nil, "a result or an error")
        precondition(message.type != .streamItem || message.payload != nil, "an item has a value")
        guard let id = try? document.string(at: token), let payload = message.payload,
            let value = try? document.decode(JSONValue.self, at: payload)
        else { return }
        let encoded = document.encodedID(at: token)
        again(
            hubProtocol, { message.type == .streamItem ? try $0.streamItem(encoded, value) : try $0.completion(encoded, result: value) },
            { other, read in
                expectSame(other.type, message.type, "the same type")
                expectSame(other.invocationID.flatMap { try? read.string(at: $0) }, id, "the same id")
                expectSame(other.payload.flatMap { try? read.decode(JSONValue.self, at: $0) }, value, "the same value")
            })
    }

    /// Writes a record and reads it.
    private static func again(
        _ hubProtocol: HubProtocol, _ write: (HubMessageEncoder) throws -> Void, _ compare: (HubMessage, JSONDocument) -> Void
    ) {
        let encoder = HubMessageEncoder(hubProtocol, capacity: 16)
        guard (try? write(encoder)) != nil else { return }
        let bytes = encoder.withRecord { Array($0) }
        let found = Records.read(bytes, [bytes.count], hubProtocol == .json ? .separated : .prefixed, 1 << 20)
        guard found.records.count == 1, !found.isRefused else { preconditionFailure("what is written is one record") }
        var document = JSONDocument()
        defer { JSONDocument.finish(&document) }
        found.records[0].withUnsafeBytes { record in
            guard let message = try? HubMessage.read(record, hubProtocol, into: document) else {
                preconditionFailure("what was written does not read")
            }
            compare(message, document)
        }
    }
}

extension JSONDocument {
    /// More than any record here has.
    fileprivate var byteLimit: Int { 1 << 20 }
}
