import Wayleave
import WayleaveBytes

/// One connection to the broken endpoints: one request, one answer as the endpoint has it. A WebSocket greets and stays.
final class BrokenConnection: ConnectionHandler {
    /// Longer heads are no requests of the page or the doctor, in bytes.
    private static let maxHead = 16 * 1024
    /// Silent connections are closed after so many seconds.
    private static let idleSeconds = 20

    private let connection: TCPConnection
    private let origins: [String]
    private var isAnswered = false
    private var since: Int?

    init(_ connection: TCPConnection, origins: [String]) { (self.connection, self.origins) = (connection, origins) }

    func received(_ bytes: UnsafeMutableRawBufferPointer) -> Int {
        guard !isAnswered else {
            connection.finish(lingering: true)  // whatever a WebSocket says, and be it goodbye
            return bytes.count
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n") else {
            if bytes.count > Self.maxHead { connection.abort() }
            return bytes.count > Self.maxHead ? bytes.count : 0
        }
        isAnswered = true
        answer(BrokenRequest(text[..<end.lowerBound]))
        return bytes.count
    }

    private func answer(_ request: BrokenRequest?) {
        guard let request, let endpoint = BrokenEndpoint.all.first(where: { $0.id == request.endpoint }) else {
            return send(BrokenAnswer(status: "404 Not Found", body: "no such endpoint"))
        }
        if endpoint.kind == "websocket", request.isHandshake, request.rest == "data", let key = request["sec-websocket-key"] {
            return greet(key)
        }
        var answer = BrokenAnswer.good(request, origins: origins)
        endpoint.spoil(&answer, request)
        send(answer)
    }

    private func send(_ answer: BrokenAnswer) {
        var text = "HTTP/1.1 \(answer.status)\r\n"
        for (name, value) in answer.headers { text += "\(name): \(value)\r\n" }
        if !answer.status.hasPrefix("204") { text += "Content-Length: \(answer.body.utf8.count)\r\n" }
        text += "Connection: close\r\n\r\n" + answer.body
        write(text)
        connection.finish(lingering: true)
    }

    /// Whoever asks gets a WebSocket: that is the fault.
    private func greet(_ key: String) {
        connection.write { writer in
            writer.append("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ")
            Array(key.utf8).withUnsafeBytes { WebSocketHandshake.appendAcceptKey($0, into: &writer) }
            writer.append("\r\n\r\n")
        }
        let greeting = Array("hello, whoever you are".utf8)
        let frame = [0x81, UInt8(truncatingIfNeeded: greeting.count)] + greeting
        frame.withUnsafeBytes { connection.write($0) }
    }

    private func write(_ text: String) { Array(text.utf8).withUnsafeBytes { connection.write($0) } }

    func ended() { connection.finish() }
    func drained() {}
    func closed(_ error: IOError?) {}

    func tick(_ now: Int) {
        guard let since else {
            self.since = now
            return
        }
        if now - since > Self.idleSeconds { connection.abort() }
    }
}
