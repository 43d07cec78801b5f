import CLibCurl
import WayleaveBrowserModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Holds a WebSocket without saying anything of its own, to see who cuts it. Pings and heartbeats of the server are answered, as a client's are.
struct IdleWatch {
    let network: NetworkOptions

    /// Opens with `probe`'s bytes and waits; `nil` when it does not open. Blocks the thread for up to `seconds`.
    func hold(_ probe: Probe, host: String, target: String, seconds: Int) -> IdleReport? {
        guard let easy = curl_easy_init() else { return nil }
        defer { curl_easy_cleanup(easy) }
        _ = wayleave_curl_set_text(easy, CURLOPT_URL, probe.url)
        _ = wayleave_curl_set_long(easy, CURLOPT_CONNECT_ONLY, 1)
        _ = wayleave_curl_set_long(easy, CURLOPT_NOSIGNAL, 1)
        _ = wayleave_curl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, 5_000)
        _ = wayleave_curl_set_long(easy, CURLOPT_HTTP_VERSION, 2)  // CURL_HTTP_VERSION_1_1
        if network.isInsecure {
            _ = wayleave_curl_set_long(easy, CURLOPT_SSL_VERIFYPEER, 0)
            _ = wayleave_curl_set_long(easy, CURLOPT_SSL_VERIFYHOST, 0)
        }
        if let file = network.certificateAuthorities { _ = wayleave_curl_set_text(easy, CURLOPT_CAINFO, file) }
        guard curl_easy_perform(easy) == CURLE_OK else { return nil }
        var head = "GET \(target) HTTP/1.1\r\nHost: \(host)\r\n"
        for line in probe.headers.lines where line.name != "Sec-WebSocket-Extensions" { head += "\(line.name): \(line.value)\r\n" }
        guard send(Array((head + "\r\n").utf8), easy) else { return nil }
        return watch(easy, seconds: seconds)
    }

    private func watch(_ easy: UnsafeMutableRawPointer, seconds: Int) -> IdleReport? {
        let started = MonotonicClock.milliseconds
        var received: [UInt8] = []
        var isOpen = false
        while true {
            let elapsed = MonotonicClock.milliseconds - started
            if elapsed >= seconds * 1_000 { return isOpen ? IdleReport(seconds: seconds, wasCut: false) : nil }
            switch receive(easy, &received) {
            case CURLE_OK:
                if !isOpen, let end = received.firstRange(of: Array("\r\n\r\n".utf8)) {
                    guard String(decoding: received.prefix(12), as: UTF8.self).hasSuffix(" 101") else { return nil }
                    received.removeSubrange(..<end.upperBound)
                    isOpen = true
                }
                if isOpen, !answerFrames(&received, easy) { return IdleReport(seconds: elapsed / 1_000, wasCut: true) }
            case CURLE_AGAIN: wait(easy, milliseconds: 250)
            default: return isOpen ? IdleReport(seconds: elapsed / 1_000, wasCut: true) : nil
            }
            guard received.count < 1 << 20 else { return nil }
        }
    }

    /// Answers what a client must: pings, and Engine.IO's own heartbeat; `false` when the server closes.
    private func answerFrames(_ received: inout [UInt8], _ easy: UnsafeMutableRawPointer) -> Bool {
        while received.count >= 2 {
            var (start, length) = (2, Int(received[1] & 0x7F))
            if length == 126, received.count >= 4 { (start, length) = (4, Int(received[2]) << 8 | Int(received[3])) }
            // Larger frames are nothing a silent connection gets.
            guard Int(received[1] & 0x7F) < 127, received.count >= start + length else { return true }
            let payload = Array(received[start..<start + length])
            switch received[0] & 0x0F {
            case 0x8: return false
            case 0x9: _ = send(frame(0xA, payload), easy)
            case 0x1 where payload == [UInt8(ascii: "2")]: _ = send(frame(0x1, [UInt8(ascii: "3")]), easy)
            default: break
            }
            received.removeSubrange(..<(start + length))
        }
        return true
    }

    /// A masked frame of less than 126 bytes (RFC 6455 § 5.2); a key of zeros masks nothing and is legal.
    private func frame(_ opcode: UInt8, _ payload: [UInt8]) -> [UInt8] {
        [0x80 | opcode, 0x80 | UInt8(min(payload.count, 125)), 0, 0, 0, 0] + payload.prefix(125)
    }

    private func send(_ bytes: [UInt8], _ easy: UnsafeMutableRawPointer) -> Bool {
        var sent = 0
        for _ in 0..<100 where sent < bytes.count {
            var count = 0
            let code = bytes.withUnsafeBytes { curl_easy_send(easy, $0.baseAddress.map { $0 + sent }, bytes.count - sent, &count) }
            guard code == CURLE_OK || code == CURLE_AGAIN else { return false }
            sent += count
            if code == CURLE_AGAIN { wait(easy, milliseconds: 20) }
        }
        return sent == bytes.count
    }

    private func receive(_ easy: UnsafeMutableRawPointer, _ received: inout [UInt8]) -> CURLcode {
        var chunk = [UInt8](repeating: 0, count: 4_096)
        var count = 0
        let code = chunk.withUnsafeMutableBytes { curl_easy_recv(easy, $0.baseAddress, $0.count, &count) }
        guard code == CURLE_OK else { return code }
        // Nothing, and no complaint: the other side has closed.
        guard count > 0 else { return CURLE_GOT_NOTHING }
        received += chunk[..<count]
        return code
    }

    private func wait(_ easy: UnsafeMutableRawPointer, milliseconds: Int32) { poll(nil, 0, milliseconds) }
}
