import FuzzSupport
import WayleaveBytes
import WayleaveHTTPWire
import WayleaveWebSocketWire

/// An opening handshake from a peer, as one field line a line; the rest of the head is faultless.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = FuzzInput(start, count)
    var bytes = Array("GET /chat HTTP/1.1\r\nHost: a.test\r\n".utf8)
    // Half of the inputs concentrate on the lists that are negotiated.
    if input.choice & 1 == 0 {
        bytes += Array("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n".utf8)
        bytes += Array("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n".utf8)
    }
    for line in input.data.split(separator: 10, omittingEmptySubsequences: true) { bytes += line + [13, 10] }
    bytes += [13, 10]
    var parser = RequestHeadParser()
    let parsed = bytes.withUnsafeBytes { buffer -> RequestHead? in
        guard case .head = parser.parse(buffer) else { return nil }
        return RequestHead(parser, in: buffer)
    }
    guard let head = parsed else { return 0 }
    switch WebSocketHandshake.judge(head) {
    case .ordinary:
        let names = head.values("upgrade").flatMap { $0.split(separator: ",") }.map { blankless($0) }
        precondition(!head.layout.connectionUpgrade || !names.contains("websocket"), "a handshake was taken for an ordinary request")
    case .refused(let refusal):
        precondition(refusal.status.code >= 400)
    case .valid:
        checkValid(head)
    }
    return 0
}

private func checkValid(_ head: RequestHead) {
    precondition(head.method == .get && head.layout.minorVersion > 0, "only GET of HTTP/1.1 opens a WebSocket")
    expectSame(head.values("sec-websocket-version"), ["13"], "RFC 6455 § 4.2.1")
    let keys = head.values("sec-websocket-key")
    precondition(keys.count == 1 && keys[0].utf8.count == 24, "one key of 24 characters")
    let decoded = Array(keys[0].utf8).withUnsafeBytes { Base64.decode($0) }
    precondition(decoded?.count == 16, "the key is 16 bytes")
    var again = ByteWriter()
    decoded?.withUnsafeBytes { Base64.encode($0, into: &again) }
    expectSame(String(decoding: again.copyBytes(), as: UTF8.self), keys[0], "the key is the only base64 form of its bytes")

    let supported = ["chat", "superchat"]
    let chosen = WebSocketHandshake.chooseSubprotocol(head, supported: supported)
    let offers = head.values("sec-websocket-protocol").flatMap { $0.split(separator: ",").map { trim($0) } }
    expectSame(chosen, offers.first { supported.contains($0) }, "the first offer that is supported, compared exactly")

    var writer = ByteWriter()
    WebSocketHandshake.appendAcceptance(head, subprotocol: chosen, into: &writer)
    let answer = String(decoding: writer.copyBytes(), as: UTF8.self)
    let lines = answer.split(separator: "\r\n" as Character, omittingEmptySubsequences: false)
    precondition(lines.suffix(2) == ["", ""] && lines.dropLast(2).allSatisfy { !$0.isEmpty }, "the answer is one head")
    precondition(lines.allSatisfy { $0.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }, "a stray byte in the answer")
}

private func trim(_ text: Substring) -> String {
    var text = text
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
}

private func blankless(_ text: Substring) -> String { trim(text).lowercased() }
