internal import WayleaveEventLoop

/// What the metrics page shows, in the order in which it shows it; Documentation/Operation.md lists it.
enum Metrics {
    static func text(_ figures: ServerFigures, routes: [Router.Label], generation: Int) -> String {
        var text = MetricsText()
        connections(figures, &text)
        requests(figures.server, routes, &text)
        webSockets(figures, &text)
        gate(figures.gate, routes, generation, &text)
        loops(figures.loop, &text)
        process(ProcessFigures.read(), &text)
        return text.text
    }

    private static func connections(_ figures: ServerFigures, _ text: inout MetricsText) {
        let loop = figures.loop
        text.single("wayleave_connections_accepted_total", "counter", "Connections taken from listeners.", loop.accepted)
        text.head("wayleave_connections_refused_total", "counter", "Connections closed as soon as they were accepted, by why.")
        for refusal in ConnectionRefusal.allCases {
            text.sample(
                "wayleave_connections_refused_total", [("reason", MetricsText.word(refusal.rawValue))], loop.refused[refusal] ?? 0)
        }
        text.head("wayleave_connections_open", "gauge", "Open connections, by the protocol they speak.")
        text.sample("wayleave_connections_open", [("protocol", "http")], figures.openHTTP)
        text.sample("wayleave_connections_open", [("protocol", "websocket")], figures.openWebSockets)
        text.head("wayleave_connections_closed_total", "counter", "Connections that ended, by how.")
        let reasons = [
            ("closed", loop.closed), ("error", loop.failed - loop.slowConsumers), ("slow_consumer", loop.slowConsumers),
        ]
        for (reason, count) in reasons { text.sample("wayleave_connections_closed_total", [("reason", reason)], count) }
        text.single("wayleave_received_bytes_total", "counter", "Bytes received from peers.", loop.bytesReceived)
        text.single("wayleave_sent_bytes_total", "counter", "Bytes sent to peers.", loop.bytesSent)
        text.head("wayleave_timeouts_total", "counter", "Waits for a peer that came to their end, by what was waited for.")
        for kind in TimeoutKind.allCases {
            text.sample("wayleave_timeouts_total", [("kind", kind.name)], figures.server.timeouts[kind.rawValue])
        }
    }

    private static func requests(_ server: ServerCounters, _ routes: [Router.Label], _ text: inout MetricsText) {
        text.head("wayleave_http_requests_total", "counter", "Requests that were answered, by method, class of status and route.")
        for (route, label) in routes.enumerated() {
            for (method, name) in ServerCounters.methods.enumerated() {
                for status in 1...ServerCounters.classes {
                    let count = server.responses[ServerCounters.place(route: route, method: method, status: status * 100)]
                    guard count > 0 else { continue }
                    let labels = [("method", name), ("status", "\(status)xx"), ("route", label.text)]
                    text.sample("wayleave_http_requests_total", labels, count)
                }
            }
        }
        text.head(
            "wayleave_http_request_duration_seconds", "histogram", "From the end of a request's head to its answer, by route.")
        for (route, label) in routes.enumerated() where server.durations[route].count > 0 {
            text.histogram("wayleave_http_request_duration_seconds", [("route", label.text)], server.durations[route])
        }
    }

    private static func webSockets(_ figures: ServerFigures, _ text: inout MetricsText) {
        let server = figures.server
        text.single("wayleave_websockets_opened_total", "counter", "WebSockets opened.", server.webSocketsOpened)
        text.head("wayleave_websockets_closed_total", "counter", "WebSockets closed, by the close code of whoever closed first.")
        for code in CloseCodeClass.allCases {
            text.sample("wayleave_websockets_closed_total", [("code", code.rawValue)], server.webSocketsClosed[code.place])
        }
        text.single(
            "wayleave_websocket_handshakes_refused_total", "counter", "Handshakes refused as malformed or of another version.",
            server.handshakesRefused)
        text.single("wayleave_websocket_messages_received_total", "counter", "Messages received on WebSockets.", server.messagesReceived)
        text.single("wayleave_websocket_messages_sent_total", "counter", "Messages sent on WebSockets.", server.messagesSent)
        text.single(
            "wayleave_websocket_messages_discarded_total", "counter", "Messages left out because their receiver is too slow.",
            server.messagesDiscarded)
    }

    private static func loops(_ loop: LoopCounters, _ text: inout MetricsText) {
        text.single(
            "wayleave_event_loop_stalls_total", "counter", "Turns of an event loop that took too long, because something blocked it.",
            loop.stalls)
        text.head("wayleave_event_loop_stalled_seconds_total", "counter", "The time those turns took.")
        text.sample("wayleave_event_loop_stalled_seconds_total", [], MetricsText.seconds(loop.stalledMilliseconds))
        text.head("wayleave_event_loop_delay_seconds", "histogram", "How late an event loop's tick was, once a second on each loop.")
        text.histogram("wayleave_event_loop_delay_seconds", [], loop.delay)
        text.single(
            "wayleave_broadcasts_shed_total", "counter",
            "Broadcasts between loops that were thrown away, the receiving loop being stalled.",
            loop.shedBroadcasts)
    }

    private static func process(_ process: ProcessFigures, _ text: inout MetricsText) {
        func gauge(_ name: String, _ help: String, _ value: Int?) {
            if let value { text.single(name, "gauge", help, value) }
        }
        text.head("process_cpu_seconds_total", "counter", "Processor time the process has used.")
        text.sample("process_cpu_seconds_total", [], MetricsText.seconds(process.cpuMilliseconds))
        gauge("process_resident_memory_bytes", "Memory the process occupies.", process.residentBytes)
        gauge("process_open_fds", "Open file descriptors.", process.openDescriptors)
        gauge("process_max_fds", "The most file descriptors the process may open.", process.maxDescriptors)
        gauge("process_start_time_seconds", "When the server was started, in seconds since 1970.", process.startSeconds)
        text.head("wayleave_build_info", "gauge", "The version of the server; always 1.")
        text.sample("wayleave_build_info", [("version", BuildInfo.version)], 1)
    }
}
