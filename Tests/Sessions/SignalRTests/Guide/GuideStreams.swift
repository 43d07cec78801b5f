import WayleaveJSON
import WayleaveServer
import WayleaveSignalR
import WayleaveSignalRConnections
import WayleaveSignalRWire

final class StreamHub: Hub {
    func counter(count: Int, delay: Int) -> AsyncThrowingStream<Int, any Error> {
        AsyncThrowingStream { continuation in
            let counting = Task {
                for number in 0..<count {
                    continuation.yield(number)
                    try await Task.sleep(for: .milliseconds(delay))
                }
                continuation.finish()
            }
            continuation.onTermination = { _ in counting.cancel() }  // also when the client cancels, or leaves
        }
    }

    func upload(name: String, lines: HubUpload<String>) async throws -> Int {
        var count = 0
        for try await line in lines {
            count += line.utf8.count
        }
        return count
    }

    static func methods(_ table: inout HubMethods<StreamHub>) {
        table.stream("Counter", StreamHub.counter)
        table.add("Upload", StreamHub.upload)
    }
}

// snippet: filter
struct Timing: HubFilter {
    let log: @Sendable (String) -> Void

    func invokeMethod(_ invocation: HubInvocationContext, next: HubInvocationNext) async throws -> (any Encodable)? {
        let start = ContinuousClock.now
        defer { log("\(invocation.methodName): \(ContinuousClock.now - start)") }
        return try await next(invocation)
    }

    func onConnected(_ lifetime: HubLifetimeContext, next: HubLifetimeNext) async throws {
        guard lifetime.context.request.headers["x-banned"] == nil else { throw HubException("banned") }
        try await next(lifetime)
    }
}
// end

enum GuideStreams {
    static func filters(_ server: inout Server) {
        // snippet: filters
        var options = SignalRHubOptions()
        options.filters = [Timing { print($0) }]
        options.onError = { error in print(error) }  // method, connection, and what was thrown
        server.hub("/streams", StreamHub.self, options: options)
        // end
    }

    static func raw(_ server: inout Server) {
        // snippet: raw
        server.connection("/echo") { connection in
            connection.onReceive { bytes in connection.send(bytes) }
            connection.onClose { reason in print(connection.id, reason) }
        }
        // end
    }

    static func options() -> SignalRHubOptions {
        // snippet: options
        var options = SignalRHubOptions()
        options.maximumReceiveMessageSize = 64 * 1024
        options.enableDetailedErrors = false
        options.maximumParallelInvocationsPerClient = 2
        options.supportedProtocols = [.json, .messagePack]
        options.connection.transports = [.webSockets, .longPolling]
        options.connection.longPolling.pollTimeout = .seconds(60)
        options.connection.allowStatefulReconnects = true
        options.statefulReconnectBufferSize = 200_000
        options.connection.maxQueuedBytes = 4 << 20
        // end
        return options
    }
}
