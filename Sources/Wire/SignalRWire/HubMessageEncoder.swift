import WayleaveJSON

/// Encodes hub messages of one protocol; a loop has one for each and reuses it.
///
/// MessagePack's length is known only when the message is complete, and stands before it: the message begins behind a gap, into which the
/// length is then written backwards.
package final class HubMessageEncoder {
    package let hubProtocol: HubProtocol
    let output: JSONOutput
    let isMessagePack: Bool
    // Nothing calls foreign code while this is accessed.
    @exclusivity(unchecked) private var start = 0
    /// Room for a length.
    private static let gap = 5

    /// Creates an encoder with room for records of `capacity` bytes before it has to grow.
    package init(_ hubProtocol: HubProtocol, capacity: Int = 1024) {
        self.hubProtocol = hubProtocol
        isMessagePack = hubProtocol == .messagePack
        output = JSONOutput(capacity: capacity, format: hubProtocol == .messagePack ? .messagePack : .json)
    }

    /// Calls `body` with the record encoded last, separator or prefix included; valid only during the call.
    @inline(__always)
    package func withRecord<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try output.withBytes(from: start) { bytes, _ in try body(bytes) }
    }

    // MARK: Parts

    /// Begins a record with its type; MessagePack's array has `elements` elements.
    func begin(_ type: SignalRMessageType, elements: Int) {
        output.begin(gap: isMessagePack ? Self.gap : 0, collectsAttachments: false)
        if isMessagePack {
            output.append(arrayCount: elements)
            output.append(type.rawValue)
        } else {
            output.append(verbatim: "{\"type\":")
            output.append(type.rawValue &+ 48)
        }
    }

    /// Ends the record.
    func finish() {
        guard isMessagePack else {
            start = 0
            output.append(UInt8(ascii: "}"))
            return output.append(RecordFraming.separator)
        }
        let length = output.count &- Self.gap
        let size = length < 0x80 ? 1 : length < 0x4000 ? 2 : length < 0x20_0000 ? 3 : length < 0x1000_0000 ? 4 : 5
        start = Self.gap &- size
        for index in 0..<size {
            let group = UInt8(truncatingIfNeeded: length &>> (7 &* index)) & 0x7F
            output.put(index == size &- 1 ? group : group | 0x80, at: start &+ index)
        }
    }

    /// JSON: a comma and the member's name.
    @inline(__always)
    func name(_ text: StaticString) {
        output.append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    func append(_ id: InvocationID) {
        switch id {
        case .encoded(let bytes): output.append(bytes)
        case .text(let text): output.append(string: text)
        }
    }

    /// What every message from 1 to 5 carries beside: nothing in JSON, a map in MessagePack.
    func headers(_ headers: [(String, String)]) {
        if isMessagePack {
            output.append(mapCount: headers.count)
            for (name, value) in headers {
                output.append(string: name)
                output.append(string: value)
            }
        } else if !headers.isEmpty {
            output.append(verbatim: ",\"headers\":{")
            for (index, (name, value)) in headers.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                output.append(quoted: name)
                output.append(UInt8(ascii: ":"))
                output.append(quoted: value)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    /// Writes an element of an array; JSON needs a comma after others.
    @inline(__always)
    func element<T: Encodable>(_ value: T, notAt first: Int) throws {
        if !isMessagePack, output.count != first { output.append(UInt8(ascii: ",")) }
        try output.encode(value)
    }
}
