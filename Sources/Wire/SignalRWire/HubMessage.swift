package import WayleaveJSON

/// The parts of one hub message, as tokens of the document it was read into; the document borrows the record until `finish`.
package struct HubMessage {
    package let type: SignalRMessageType
    /// A string; `nil` where the sender wants no answer.
    package internal(set) var invocationID: Int?
    /// The method's name, a string.
    package internal(set) var target = 0
    /// The arguments, an array.
    package internal(set) var arguments = 0
    /// The names of the streams that stand for the last parameters, an array; `nil` without any.
    package internal(set) var streamIDs: Int?
    /// What a stream's item or a completion carries; `nil` for a completion without a result.
    package internal(set) var payload: Int?
    /// Why a call failed or the connection ends, a string; `nil` if nothing went wrong.
    package internal(set) var error: Int?
    /// Of ``SignalRMessageType/close``: whether the other side may come back by itself.
    package internal(set) var allowsReconnect = false
    /// Of ``SignalRMessageType/ack`` and ``SignalRMessageType/sequence``.
    package internal(set) var sequenceID = 0
    /// What was sent beside, a map of strings; `nil` without any.
    package internal(set) var headers: Int?

    init(_ type: SignalRMessageType) { self.type = type }

    /// Reads a record without separator or prefix; `nil` for types that are not known, which are to be ignored.
    package static func read(
        _ record: UnsafeRawBufferPointer, _ hubProtocol: HubProtocol, into document: JSONDocument
    ) throws(HubProtocolError) -> HubMessage? {
        switch hubProtocol {
        case .json: try readJSON(record, document)
        case .messagePack: try readMessagePack(record, document)
        }
    }
}
