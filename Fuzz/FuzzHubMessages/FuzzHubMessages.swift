import FuzzSupport
import WayleaveJSON
import WayleaveSignalRWire

/// What a client of a hub sends: bytes in pieces, the records in them, the messages that those are; and the numbers of stateful reconnect.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = FuzzInput(start, count)
    let hubProtocol = input.choice & 1 == 0 ? HubProtocol.json : .messagePack
    let framing = hubProtocol == .json ? RecordFraming.separated : .prefixed
    let limit = input.choice & 6 == 0 ? 1 + Int(input.choice >> 8 & 0x3F) : 32_768
    let whole = Records.read(input.data, [input.data.count], framing, limit)
    expectSame(whole, Records.expected(input.data, framing, limit), "the records are those that the framing says")
    for delivery in [Delivery.octets, .chosen] {
        let ends = delivery.ends(of: input.data.count, seed: input.choice >> 16)
        expectSame(Records.read(input.data, ends, framing, limit), whole, "the same records however the octets are split")
    }
    for record in whole.records {
        record.withUnsafeBytes { checkHandshake($0) }
        record.withUnsafeBytes { MessageCheck.check($0, hubProtocol) }
    }
    // Most of what can go wrong in a message does not need a frame around it.
    input.data.withUnsafeBytes { checkHandshake($0) }
    input.data.withUnsafeBytes { MessageCheck.check($0, hubProtocol) }
    BufferCheck.check(input.data, capacity: Int(input.choice >> 24 & 0xFF))
    return 0
}

private func checkHandshake(_ record: UnsafeRawBufferPointer) {
    var document = JSONDocument()
    defer { JSONDocument.finish(&document) }
    guard let request = try? HandshakeRequest.read(record, into: document) else { return }
    guard let value = try? JSON.decode(JSONValue.self, from: Array(record)) else { preconditionFailure("a handshake is JSON") }
    precondition(value["protocol"] != nil && value["version"] != nil, "a handshake names a protocol and a version")
    let refusal = HandshakeResponse.refused("The protocol '\(request.protocolName)' is not supported.")
    precondition(refusal.last == RecordFraming.separator && refusal.filter { $0 == RecordFraming.separator }.count == 1, "one record")
    guard (try? JSON.decode([String: String].self, from: Array(refusal.dropLast())))?.count == 1 else {
        preconditionFailure("the refusal is an object with one text")
    }
}
