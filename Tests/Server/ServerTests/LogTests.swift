import Foundation
import Synchronization
import TestClient
import Testing
import WayleaveEventLoop
import WayleaveServer

@Suite struct LogTests {
    @Test("a record is one line, whatever was put into it")
    func lines() {
        let record = LogRecord(.warning, "some-event", "one\ntwo\u{1B}[2J", ["path": "/a b", "count": "3", "quote": "a\"b"])
        #expect(record.description == "warning some-event: one two [2J count=3 path=\"/a b\" quote=\"a'b\"")
        #expect(LogRecord(.info, "e", String(repeating: "é", count: 5000)).message.utf8.count <= 2048)
        #expect(LogRecord(.info, "e", "", ["long": String(repeating: "x", count: 5000)]).metadata["long"]?.utf8.count == 256)
        let many = Dictionary(uniqueKeysWithValues: (0..<100).map { ("key\($0)", "") })
        #expect(LogRecord(.info, "e", "", many).metadata.count == 16)
    }

    @Test("a line of JSON has the time, the level, the event, the sentence and the facts")
    func json() throws {
        let record = LogRecord(.error, "handler-failed", #"it said "no\n""#, ["route": "/a", "level": "9"])
        let line = StandardErrorLog.json(record, unixSeconds: 951_782_400)
        #expect(
            line
                == #"{"time":"2000-02-29T00:00:00Z","level":"error","event":"handler-failed","message":"it said \"no\\n\"","_level":"9","route":"/a"}"#
        )
        let read = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
        #expect(read?["message"] == #"it said "no\n""#)
        let times = [(0, "1970-01-01T00:00:00Z"), (1_795_273_445, "2026-11-21T15:04:05Z"), (4_107_542_399, "2100-02-28T23:59:59Z")]
        for (seconds, text) in times { #expect(StandardErrorLog.json(record, unixSeconds: seconds).contains(text)) }
    }

    @Test("the access log tells every answer with route, status and time, and neither query nor fields")
    func access() throws {
        let records = Mutex<[ResponseRecord]>([])
        let fixture = try Fixture { server in
            server.onResponse = { record in records.withLock { $0.append(record) } }
        }
        let client = try fixture.client()
        #expect(try client.request("GET", "/later?token=secret").status == 200)
        #expect(try client.request("OPTIONS", "/hello", [("Origin", "https://evil.test")]).status == 204)
        #expect(try client.request("GET", "/nowhere").status == 404)
        #expect(try client.upgrade("/socket").status == 101)
        let told = records.withLock { $0 }
        #expect(told.map(\.status) == [200, 204, 404, 101])
        #expect(told.map(\.route) == ["/later", "/hello", "(none)", "/socket"])
        #expect(told.map(\.path) == ["/later", "/hello", "/nowhere", "/socket"])
        #expect(told[0].duration >= .milliseconds(3))
        #expect(told[0].remoteAddress?.host == "127.0.0.1")
    }

    @Test("a handler that holds up its loop is told of, with its route")
    func stall() async throws {
        let fixture = try Fixture { server in
            server.metrics()
            server.timeouts.loopStall = .milliseconds(40)
            server.get("/blocks") { _ in
                usleep(120_000)
                return .text("done")
            }
        }
        let client = try fixture.client()
        #expect(try client.request("GET", "/blocks").status == 200)
        #expect(try client.request("GET", "/metrics").text.contains("wayleave_event_loop_stalls_total 1"))
        let told = try #require(fixture.log.all.first { $0.event == "event-loop-stalled" })
        #expect(told.metadata["routes"] == "/blocks")
        #expect(Int(told.metadata["milliseconds"] ?? "") ?? 0 >= 100)
    }
}
