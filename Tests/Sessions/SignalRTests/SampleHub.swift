import WayleaveJSON

@testable import WayleaveSignalR

/// A hub with a method of every kind.
final class SampleHub: InjectedHub {
    struct Mishap: Error, CustomStringConvertible { let description: String }
    struct Point: Codable, Sendable { var x: Int, y: Int? }

    let notes: Notes
    init(_ notes: Notes) { self.notes = notes }

    override func onConnected() async throws { notes.add("connected") }
    override func onDisconnected(_ error: (any Error)?) async throws { notes.add("disconnected: \(error.map { "\($0)" } ?? "in order")") }

    func echo(text: String) -> String { text }
    func add(a: Int, b: Int) -> Int { a + b }
    func value(a: JSONValue, b: JSONValue?) -> JSONValue { b ?? a }
    func move(point: Point) -> Point { Point(x: point.x + 1, y: point.y) }
    func nothing() {}
    func fail(text: String) throws { throw Mishap(description: text) }
    func refuse(text: String) throws -> Int { throw HubException(text) }
    func note(text: String) { notes.add(text) }
    func slow(name: String, milliseconds: Int) async throws -> String {
        notes.add("begin \(name)")
        try await Task.sleep(for: .milliseconds(milliseconds))
        notes.add("end \(name)")
        return name
    }
    func slowFail() async throws {
        await Task.yield()
        throw Mishap(description: "later")
    }
    func id() -> String { context.connectionId }
    func abort() { context.abort() }
    func remember(value: String) -> [String] {
        context.items["n"] = ((context.items["n"] as? [String]) ?? []) + [value]
        return context.items["n"] as? [String] ?? []
    }

    // MARK: Clients

    func tellAll(text: String) { clients.all.send("Told", text) }
    func tellOthers(text: String) { clients.others.send("Told", text) }
    func tellCaller(text: String) { clients.caller.send("Told", text) }
    func tell(id: String, text: String) { clients.client(id).send("Told", text) }
    func tellGroup(group: String, text: String) { clients.group(group).send("Told", text) }
    func tellOthersInGroup(group: String, text: String) { clients.othersInGroup(group).send("Told", text) }
    func tellGroupExcept(group: String, id: String, text: String) { clients.groupExcept(group, [id]).send("Told", text) }
    func tellUser(name: String, text: String) { clients.user(name).send("Told", text) }
    func tellAllExcept(ids: [String], text: String) { clients.allExcept(ids).send("Told", text) }
    func join(group: String) { groups.add(context.connectionId, to: group) }
    func leave(group: String) { groups.remove(context.connectionId, from: group) }
    func ask(text: String) async throws -> Int { try await clients.caller.invoke("Answer", text) }
    func askOther(id: String) async throws -> String {
        do { return try await clients.client(id).invoke("Answer", as: String.self) } catch { return "error: \(error)" }
    }
    func askMaybe() async throws -> String { "\(try await clients.caller.invoke("Answer", as: Int?.self, timeout: .seconds(5)) ?? -1)" }
    func askBriefly() async throws -> Int { try await clients.caller.invoke("Answer", timeout: .milliseconds(50)) }

    // MARK: Streams

    func counter(n: Int) -> AsyncStream<Int> {
        AsyncStream { continuation in
            for i in 0..<n { continuation.yield(i) }
            continuation.finish()
        }
    }
    func endless() -> AsyncStream<Int> {
        let notes = notes
        return AsyncStream { continuation in continuation.onTermination = { notes.add("terminated: \($0)") } }
    }
    func failingStream(items: Int) -> AsyncThrowingStream<Int, any Error> {
        AsyncThrowingStream { continuation in
            for i in 0..<items { continuation.yield(i) }
            continuation.finish(throwing: Mishap(description: "stream"))
        }
    }
    func refusingStream() throws -> AsyncStream<Int> { throw Mishap(description: "before") }
    func lateStream() async throws -> AsyncStream<Int> {
        try await Task.sleep(for: .milliseconds(5))
        return counter(n: 2)
    }
    func sum(base: Int, numbers: HubUpload<Int>) async throws -> Int { try await numbers.reduce(base, +) }
    func sumBoth(some: HubUpload<Int>, others: HubUpload<Int>) async throws -> Int { try await others.reduce(some.reduce(0, +), +) }
    func firstOf(numbers: HubUpload<Int>) async throws -> Int {
        for try await number in numbers { return number }
        return -1
    }
    func count(base: Int, items: HubUpload<JSONValue>) -> AsyncThrowingStream<Int, any Error> {
        AsyncThrowingStream { continuation in
            Task {
                var number = base
                do {
                    for try await _ in items {
                        number += 1
                        continuation.yield(number)
                    }
                    continuation.finish()
                } catch { continuation.finish(throwing: error) }
            }
        }
    }

    static func methods(_ table: inout HubMethods<SampleHub>) {
        table.add("Echo", SampleHub.echo)
        table.add("Add", SampleHub.add)
        table.add("Value", SampleHub.value)
        table.add("Move", SampleHub.move)
        table.add("Nothing", SampleHub.nothing)
        table.add("Fail", SampleHub.fail)
        table.add("Refuse", SampleHub.refuse)
        table.add("Note", SampleHub.note)
        table.add("Slow", SampleHub.slow)
        table.add("SlowFail", SampleHub.slowFail)
        table.add("Id", SampleHub.id)
        table.add("Abort", SampleHub.abort)
        table.add("Remember", SampleHub.remember)
        table.add("TellAll", SampleHub.tellAll)
        table.add("TellOthers", SampleHub.tellOthers)
        table.add("TellCaller", SampleHub.tellCaller)
        table.add("Tell", SampleHub.tell)
        table.add("TellGroup", SampleHub.tellGroup)
        table.add("TellOthersInGroup", SampleHub.tellOthersInGroup)
        table.add("TellGroupExcept", SampleHub.tellGroupExcept)
        table.add("TellUser", SampleHub.tellUser)
        table.add("TellAllExcept", SampleHub.tellAllExcept)
        table.add("Join", SampleHub.join)
        table.add("Leave", SampleHub.leave)
        table.add("Ask", SampleHub.ask)
        table.add("AskOther", SampleHub.askOther)
        table.add("AskMaybe", SampleHub.askMaybe)
        table.add("AskBriefly", SampleHub.askBriefly)
        table.add("Secret", authorization: .claim("role", "admin"), SampleHub.nothing)
        table.stream("Counter", SampleHub.counter)
        table.stream("Endless", SampleHub.endless)
        table.stream("FailingStream", SampleHub.failingStream)
        table.stream("RefusingStream", SampleHub.refusingStream)
        table.stream("LateStream", SampleHub.lateStream)
        table.add("Sum", SampleHub.sum)
        table.add("SumBoth", SampleHub.sumBoth)
        table.add("FirstOf", SampleHub.firstOf)
        table.stream("Count", SampleHub.count)
    }
}
