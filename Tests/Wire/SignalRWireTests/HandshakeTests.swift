import Testing
import WayleaveJSON

@testable import WayleaveSignalRWire

@Suite("Handshakes")
struct HandshakeTests {
    private func handshake(_ text: String) throws -> HandshakeRequest {
        let document = JSONDocument()
        return try Array(text.utf8).withUnsafeBytes { try HandshakeRequest.read($0, into: document) }
    }

    @Test("name a protocol and its version, and may say more")
    func reads() throws {
        let request = try handshake(#"{"more":{},"version":2,"protocol":"MessagePack"}"#)
        #expect(request == HandshakeRequest(protocolName: "MessagePack", version: 2))
        #expect(HubProtocol(name: request.protocolName) == .messagePack)
        #expect(HubProtocol(name: "json") == .json)
        #expect(HubProtocol(name: "xml") == nil)
    }

    @Test(
        "without them are errors", arguments: ["{}", "[]", "", #"{"protocol":"json"}"#, #"{"version":1}"#, #"{"protocol":1,"version":1}"#])
    func malformed(text: String) { #expect(throws: HubProtocolError.self) { try handshake(text) } }

    @Test("are refused with a text")
    func refuses() {
        #expect(String(decoding: HandshakeResponse.refused("no \"x\""), as: UTF8.self) == "{\"error\":\"no \\\"x\\\"\"}\u{1E}")
    }
}
