package import WayleaveJSON

/// A client's first record: which protocol it speaks; always JSON, before MessagePack too.
package struct HandshakeRequest: Equatable {
    /// The protocol's name as the client wrote it.
    package let protocolName: String
    package let version: Int

    /// Reads a record. Other members mean nothing.
    package static func read(_ record: UnsafeRawBufferPointer, into document: JSONDocument) throws(HubProtocolError) -> HandshakeRequest {
        do { try document.scan(record) } catch { throw .invalidJSON(error) }
        guard document.kind(of: 0) == .object else { throw .notAMessage }
        guard let name = document.member("protocol", of: 0) else { throw .missing("protocol") }
        guard let text = try? document.string(at: name) else { throw .wrongType("protocol", expected: "String") }
        guard let number = document.member("version", of: 0) else { throw .missing("version") }
        guard let version = try? document.decode(Int.self, at: number) else { throw .wrongType("version", expected: "Int32") }
        return HandshakeRequest(protocolName: text, version: version)
    }
}
