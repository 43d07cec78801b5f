import CrossOrigin
import Foundation
import Synchronization
import TestClient
import Testing
import WayleaveEventLoop
import WayleaveJSON
import WayleaveServer
import WayleaveSignalRConnections
import WayleaveSignalRWire

@testable import WayleaveSignalR

/// A server of a hub at `/hub` on a port of its own that ends with the test.
final class HubFixture {
    let running: RunningServer
    let context: HubContext
    let notes: Notes

    init<H: InjectedHub>(
        loops: Int = 1, _ notes: Notes = Notes(), options: SignalRHubOptions = .init(), _ make: @escaping @Sendable () throws -> H
    ) throws {
        var options = options
        options.onError = { notes.add("error: \($0.method ?? "-"): \($0.underlying)") }
        var server = Server(policy: try CrossOriginPolicy { $0.origins = ["*"] })
        server.loopCount = loops
        server.log = { _ in }
        context = server.hub("/hub", options: options, make)
        self.notes = notes
        running = try server.start(port: 0)
    }

    convenience init(
        loops: Int = 1, detailed: Bool = false, _ change: (inout SignalRHubOptions) -> Void = { _ in }
    ) throws {
        var options = SignalRHubOptions()
        options.enableDetailedErrors = detailed
        change(&options)
        let notes = Notes()
        try self.init(loops: loops, notes, options: options) { SampleHub(notes) }
    }

    /// A client whose WebSocket is open, which keeps the server going.
    func socket(query: String = "", path: String = "/hub") throws -> HubClient {
        let raw = try RawClient(port: running.address.port)
        raw.companion = self
        raw.send(
            "GET \(path)\(query) HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nX-Test: yes\r\n\r\n")
        let head = raw.read(through: "\r\n\r\n")
        try #require(head.hasPrefix("HTTP/1.1 101"))
        return HubClient(raw)
    }

    /// A client that has shaken hands.
    func client(_ hubProtocol: HubProtocol = .json, version: Int = 1, query: String = "") throws -> HubClient {
        let client = try socket(query: query)
        client.hubProtocol = hubProtocol
        client.raw.sendText("{\"protocol\":\"\(hubProtocol.rawValue)\",\"version\":\(version)}\u{1E}")
        // Records may follow in the same frame: a hub that cannot be made says so there.
        let answer = try #require(client.raw.readFrame())
        try #require(answer.text.hasPrefix("{}\u{1E}"))
        client.take(TestFrame(opcode: answer.opcode, payload: Array(answer.payload.dropFirst(3))))
        return client
    }

    /// What negotiate answers with stateful reconnect: the secret token.
    func negotiate() throws -> (id: String, token: String) {
        let raw = try RawClient(port: running.address.port)
        raw.send(
            "POST /hub/negotiate?negotiateVersion=1&useStatefulReconnect=true HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        )
        let head = raw.read(through: "\r\n\r\n")
        try #require(head.contains("200"))
        let body = raw.read(through: "]}]}")
        let json = try JSON.decode([String: JSONValue].self, from: body)
        guard case .string(let id)? = json["connectionId"], case .string(let token)? = json["connectionToken"] else { return ("", "") }
        return (id, token)
    }

    deinit {
        let running = running
        Task { await running.stop() }
    }
}

/// A raw WebSocket client that speaks hub records; those of MessagePack are shown as JSON arrays.
final class HubClient {
    let raw: RawClient
    var hubProtocol = HubProtocol.json
    private var waiting: [String] = []

    init(_ raw: RawClient) { self.raw = raw }

    func send(_ text: String) { raw.sendText(text + "\u{1E}") }

    /// Calls a method.
    func call(_ target: String, _ arguments: String = "", id: String? = "0", type: Int = 1, streams: String? = nil) {
        let id = id.map { ",\"invocationId\":\"\($0)\"" } ?? ""
        let streams = streams.map { ",\"streamIds\":[\($0)]" } ?? ""
        let json = "{\"type\":\(type)\(id),\"target\":\"\(target)\",\"arguments\":[\(arguments)]\(streams)}"
        if hubProtocol == .json { return send(json) }
        sendPacked(json)
    }

    private func sendPacked(_ json: String) {
        guard let object = try? JSON.decode([String: JSONValue].self, from: json),
            let record = try? MessagePack.encode([
                object["type"] ?? .null, .object([:]), object["invocationId"] ?? .null, object["target"] ?? .null,
                object["arguments"] ?? .array([]), object["streamIds"] ?? .array([]),
            ])
        else { return }
        sendPacked(record)
    }

    /// Sends a record of MessagePack.
    func sendPacked(_ record: [UInt8]) {
        var prefix: [UInt8] = []
        var rest = record.count
        repeat {
            prefix.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
            rest >>= 7
        } while rest > 0
        raw.sendFrame(2, prefix + record)
    }

    /// Calls a method and reads the answer.
    func answer(_ target: String, _ arguments: String = "", id: String = "0", type: Int = 1) -> String {
        call(target, arguments, id: id, type: type)
        return read()
    }

    /// The next record; the end of the connection as `closed`.
    func read() -> String {
        while waiting.isEmpty {
            guard let frame = raw.readFrame() else { return "closed" }
            if frame.opcode == 8 { return "closed" }
            take(frame)
        }
        return waiting.removeFirst()
    }

    /// Keeps the records of a frame to be read.
    func take(_ frame: TestFrame) {
        switch frame.opcode {
        case 1: waiting += frame.text.split(separator: "\u{1E}").map(String.init)
        case 2: waiting += unpack(frame.payload)
        default: break
        }
    }

    private func unpack(_ bytes: [UInt8]) -> [String] {
        var assembler = RecordAssembler()
        return bytes.withUnsafeBytes { bytes in
            var input = bytes
            var records: [String] = []
            while case .borrowed(let record)? = try? assembler.next(in: &input, .prefixed, limit: 1 << 20) {
                guard let value = try? MessagePack.decode(JSONValue.self, from: Array(record)), let text = try? JSON.encode(value) else {
                    return records + ["unreadable"]
                }
                records.append(String(decoding: text, as: UTF8.self))
            }
            return records
        }
    }

    /// Whether nothing comes within that time: an answer to this call comes first.
    func isSilent() -> Bool { answer("Echo", "\"fence\"", id: "fence").contains("fence") }

    func leave() {
        raw.sendFrame(8, [])
        raw.endSending()
    }
}

/// What handlers on the loops noted, for the test to read.
final class Notes: Sendable {
    private let lines = Mutex<[String]>([])

    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }

    /// The lines, as soon as there are `count`, or after three seconds.
    func wait(for count: Int) async -> [String] {
        for _ in 0..<600 where all.count < count { try? await Task.sleep(for: .milliseconds(5)) }
        return all
    }

    /// Whether a line comes within three seconds.
    func waitFor(_ line: String) async -> Bool {
        for _ in 0..<600 where !all.contains(line) { try? await Task.sleep(for: .milliseconds(5)) }
        return all.contains(line)
    }
}
