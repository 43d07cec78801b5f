import TestClient
import Testing
import WayleaveServer

/// What the metrics page tells. Each fixture is a server of its own, so the figures are exact.
@Suite struct MetricsTests {
    private func fixture(_ configure: @escaping (inout Server) -> Void = { _ in }) throws -> Fixture {
        try Fixture(loops: 2) { server in
            server.metrics()
            configure(&server)
        }
    }

    private func lines(_ fixture: Fixture) throws -> Set<Substring> {
        Set(try fixture.client().request("GET", "/metrics").text.split(separator: "\n"))
    }

    @Test("requests are counted by method, class of status and route, on all loops together")
    func requests() throws {
        let fixture = try fixture()
        for _ in 0..<8 { #expect(try fixture.client().request("GET", "/hello").status == 200) }
        let client = try fixture.client()
        for _ in 0..<3 { client.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n") }
        for _ in 0..<3 { #expect(try client.readReply().status == 200) }
        #expect(try fixture.client().request("PUT", "/hello").status == 405)
        #expect(try fixture.client().request("GET", "/throws").status == 500)
        #expect(try fixture.client().request("BREW", "/none").status == 404)
        let garbage = try fixture.client()
        garbage.send("nonsense\r\n\r\n")
        #expect(try garbage.readReply().status == 400)
        let lines = try lines(fixture)
        for line in [
            #"wayleave_http_requests_total{method="GET",status="2xx",route="/hello"} 8"#,
            #"wayleave_http_requests_total{method="PUT",status="4xx",route="/hello"} 1"#,
            #"wayleave_http_requests_total{method="GET",status="2xx",route="/later"} 3"#,
            #"wayleave_http_requests_total{method="GET",status="5xx",route="/throws"} 1"#,
            #"wayleave_http_requests_total{method="other",status="4xx",route="(none)"} 2"#,
            #"wayleave_http_request_duration_seconds_count{route="/hello"} 9"#,
            #"wayleave_http_request_duration_seconds_bucket{route="/later",le="+Inf"} 3"#,
            "wayleave_connections_accepted_total 14",
            #"wayleave_connections_closed_total{reason="slow_consumer"} 0"#,
        ] {
            #expect(lines.contains(Substring(line)), "\(line)")
        }
    }

    @Test("a request that takes long falls into a bucket of its own")
    func durations() async throws {
        let fixture = try fixture { server in
            server.get("/slow") { _ async in
                try? await Task.sleep(for: .milliseconds(30))
                return .text("slow")
            }
        }
        #expect(try fixture.client().request("GET", "/slow").status == 200)
        let lines = try lines(fixture)
        #expect(lines.contains(#"wayleave_http_request_duration_seconds_bucket{route="/slow",le="0.025"} 0"#))
        #expect(lines.contains(#"wayleave_http_request_duration_seconds_bucket{route="/slow",le="10"} 1"#))
    }

    @Test("WebSockets are counted with their messages, and closed ones by the code of whoever closed first")
    func webSockets() throws {
        let fixture = try fixture { server in server.webSocket("/kicks") { $0.close() } }
        let client = try fixture.client()
        #expect(try client.upgrade("/socket").status == 101)
        for _ in 0..<5 {
            client.sendFrame(1, [97])
            #expect(client.readText() == "a")
        }
        let leaving = try fixture.client()
        #expect(try leaving.upgrade("/socket").status == 101)
        leaving.sendFrame(8, [0x0F, 0xA3])
        #expect(leaving.isAtEnd() || leaving.readFrame()?.closeCode == 4003)
        let kicked = try fixture.client()
        #expect(try kicked.upgrade("/kicks").status == 101)
        #expect(kicked.readFrame()?.closeCode == 1000)
        #expect(try fixture.client().request("GET", "/socket").status == 426)
        let lines = try lines(fixture)
        for line in [
            "wayleave_websockets_opened_total 3", "wayleave_websocket_messages_received_total 5",
            "wayleave_websocket_messages_sent_total 5",
            #"wayleave_websockets_closed_total{code="4xxx"} 1"#, #"wayleave_websockets_closed_total{code="1000"} 1"#,
            #"wayleave_websockets_closed_total{code="1006"} 0"#,
        ] {
            #expect(lines.contains(Substring(line)), "\(line)")
        }
    }

    @Test("the process tells its memory, its descriptors and its age, and every metric has its type")
    func process() throws {
        let text = try fixture().client().request("GET", "/metrics").text
        func value(_ name: String) -> Int {
            text.split(separator: "\n").first { $0.hasPrefix(name + " ") }.flatMap { Int($0.dropFirst(name.count + 1)) } ?? 0
        }
        #expect(value("process_resident_memory_bytes") > 1 << 20)
        #expect(value("process_open_fds") > 3)
        #expect(value("process_max_fds") >= value("process_open_fds"))
        #expect(value("process_start_time_seconds") > 1_700_000_000)
        let typed = Set(text.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }.map { $0.split(separator: " ")[2] })
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            var name = line.prefix { $0 != "{" && $0 != " " }
            for suffix in ["_bucket", "_sum", "_count"] where name.hasSuffix(suffix) && !typed.contains(name) {
                name = name.dropLast(suffix.count)
            }
            #expect(typed.contains(name), "\(line)")
        }
    }
}
