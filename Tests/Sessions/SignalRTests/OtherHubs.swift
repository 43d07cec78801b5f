@testable import WayleaveSignalR

final class Moody: InjectedHub {
    let mood: String
    init(_ mood: String) throws {
        if mood == "broken" { throw SampleHub.Mishap(description: "cannot be made") }
        self.mood = mood
    }
    override func onConnected() async throws {
        if mood == "cross" { throw SampleHub.Mishap(description: "go away") }
        if mood == "asking" { let _: Int = try await clients.caller.invoke("Answer") }
        if mood == "slow" { try await Task.sleep(for: .milliseconds(30)) }
    }
    override func onDisconnected(_ error: (any Error)?) async throws { throw SampleHub.Mishap(description: "unexpected") }
    func mine() -> String { mood }
    static func methods(_ table: inout HubMethods<Moody>) { table.add("Mine", Moody.mine) }
}

final class Counting: Hub {
    var count = 0
    func next() -> Int {
        count += 1
        return count
    }
    static func methods(_ table: inout HubMethods<Counting>) { table.add("Next", Counting.next) }
}

final class Twice: Hub {
    func one() {}
    static func methods(_ table: inout HubMethods<Twice>) {
        table.add("One", Twice.one)
        table.add("oNE", Twice.one)
    }
}

struct Doubling: HubFilter {
    let notes: Notes
    let name: String
    func invokeMethod(_ invocation: HubInvocationContext, next: HubInvocationNext) async throws -> (any Encodable)? {
        notes.add("\(name) \(invocation.methodName) \(invocation.arguments.count)")
        if invocation.methodName == "Note" { throw HubException("filtered") }
        let value = try await next(invocation)
        return (value as? Int).map { $0 * 2 } ?? value
    }
    func onConnected(_ lifetime: HubLifetimeContext, next: HubLifetimeNext) async throws {
        notes.add("\(name) before")
        try await next(lifetime)
        notes.add("\(name) after")
    }
}
