import Wayleave

/// The hub of the Swift client's integration tests, and of other clients, `/test`.
final class ClientTestHub: Hub {
    func echo(a: JSONValue, b: JSONValue?) -> JSONValue {
        if let b { clients.caller.send("EchoBack", a, b) }
        return a
    }
    func invoke(a: JSONValue, b: JSONValue) -> JSONValue { b }
    func invokeWithoutReturn(a: String) {}
    func invokeWithClientResult(a: JSONValue) async throws {
        let result = try await clients.caller.invoke("ClientResult", a, as: JSONValue.self)
        clients.caller.send("EchoBack", result)
    }
    func invokeWithEmptyClientResult(a: JSONValue) async throws {
        _ = try await clients.caller.invoke("ClientResult", a, as: JSONValue?.self)
        clients.caller.send("EchoBack", "received")
    }
    func addNumbers(base: Int, numbers: HubUpload<Int>) async throws -> Int { try await numbers.reduce(base, +) }
    func count(base: Int, numbers: HubUpload<Int>) -> AsyncThrowingStream<Int, any Error> {
        AsyncThrowingStream { continuation in
            let counting = Task {
                var next = base
                do {
                    for try await _ in numbers {
                        next += 1
                        continuation.yield(next)
                    }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in counting.cancel() }
        }
    }
    func stream() -> AsyncStream<String> {
        AsyncStream { continuation in
            for item in ["a", "b", "c"] { continuation.yield(item) }
            continuation.finish()
        }
    }
    func add(a: Int, b: Int) throws -> Int {
        let (sum, overflow) = a.addingReportingOverflow(b)
        if overflow { throw InvalidOperationException("The sum is too large.") }
        return sum
    }
    func counter(n: Int) throws -> AsyncStream<Int> {
        guard 0...100_000 ~= n else { throw InvalidOperationException("The count must be from 0 to 100,000.") }
        return AsyncStream { continuation in
            for number in 0..<n { continuation.yield(number) }
            continuation.finish()
        }
    }
    func broadcast(text: String) { clients.all.send("Receive", text) }

    static func methods(_ table: inout HubMethods<ClientTestHub>) {
        table.add("Echo", ClientTestHub.echo)
        table.add("Invoke", ClientTestHub.invoke)
        table.add("InvokeWithoutReturn", ClientTestHub.invokeWithoutReturn)
        table.add("InvokeWithClientResult", ClientTestHub.invokeWithClientResult)
        table.add("invokeWithEmptyClientResult", ClientTestHub.invokeWithEmptyClientResult)
        table.add("AddNumbers", ClientTestHub.addNumbers)
        table.stream("Count", ClientTestHub.count)
        table.stream("Stream", ClientTestHub.stream)
        table.add("Add", ClientTestHub.add)
        table.stream("Counter", ClientTestHub.counter)
        table.add("Broadcast", ClientTestHub.broadcast)
    }
}
