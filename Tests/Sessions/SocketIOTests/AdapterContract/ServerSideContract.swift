import Testing
import WayleaveJSON

@testable import WayleaveSocketIO

/// What every adapter must do with events between servers.
@Suite struct ServerSideContract {
    @Test("reaches the other servers, in order, and not this one", arguments: AdapterLayout.all)
    func events(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout, clients: 0) { io, node, notes in
            io.onServerSide("hello") { (word: String, number: Int, text: String?) in notes.add("\(node) \(word) \(number) \(text ?? "-")") }
            io.of("/custom").onServerSide("hello") { (number: Int) in notes.add("\(node) custom \(number)") }
        }
        group.server(0).serverSideEmit("hello", "world", 1, "2")
        group.server(0).serverSideEmit("hello", "again", 2)
        group.server(0).of("/custom").serverSideEmit("hello", 3)
        for node in 1..<max(layout.nodes, 1) {
            let notes = await group.notes(node).wait(for: 3)
            #expect(notes.filter { !$0.contains("custom") } == ["\(node) world 1 2", "\(node) again 2 -"])
            #expect(notes.contains("\(node) custom 3"))
        }
        try await Task.sleep(for: .milliseconds(20))
        #expect(group.notes(0).all.isEmpty)
    }

    @Test("collects one answer of each other server", arguments: AdapterLayout.all)
    func answers(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout, clients: 0) { io, node, _ in
            io.onServerSide("ask") { (question: Int) in ["node": node, "question": question] }
            io.onServerSide(raw: "later") { values, acknowledge in
                let isAwaited = acknowledge.isAwaited
                Task {
                    try? await Task.sleep(for: .milliseconds(20))
                    acknowledge(Binary([UInt8(node), isAwaited ? 1 : 0, UInt8(values.count)]))
                    acknowledge("twice")
                }
            }
        }
        let others = 1..<max(layout.nodes, 1)
        let answers: [[String: Int]] = try await group.server(0).serverSideEmitWithAck("ask", 5)
        #expect(answers.map { $0["node"] ?? 0 }.sorted() == Array(others))
        #expect(answers.allSatisfy { $0["question"] == 5 })
        let late: [Binary] = try await group.server(0).serverSideEmitWithAck("later", 1, 2)
        #expect(late.map(\.bytes).sorted { $0[0] < $1[0] } == others.map { [UInt8($0), 1, 2] })
    }

    @Test("fails with the answers that came when a server is silent", arguments: AdapterLayout.several)
    func silence(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout, clients: 0) { io, node, _ in
            if node == 1 { io.onServerSide("ask") { 2 } }
        }
        await #expect(throws: ServerSideEmitError(missing: 1, responses: [2])) {
            let _: [Int] = try await group.server(0).serverSideEmitWithAck("ask", within: .milliseconds(100))
        }
        #expect("\(ServerSideEmitError(missing: 1, responses: []))" == "timeout reached: missing 1 responses")
    }

    @Test("does not wait for a server that leaves", arguments: AdapterLayout.watchful)
    func leaving(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout, clients: 0) { io, node, _ in
            if node == 1 { io.onServerSide("ask") { 2 } }
            if node == 2 { io.onServerSide(raw: "ask") { [weak io] _, _ in io?.main.adapter?.close() } }
        }
        let answers: [Int] = try await group.server(0).serverSideEmitWithAck("ask", within: .seconds(20))
        #expect(answers == [2])
    }

    @Test("reports arguments that do not fit, and names that are reserved", arguments: [AdapterLayout.cluster(nodes: 3, loops: 1)])
    func faults(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout, clients: 0) { io, _, _ in io.onServerSide("hello") { (_: Int, _: Int) in } }
        group.server(0).serverSideEmit("hello", 1, "x")
        let notes = await group.notes(1).wait(for: 1)
        #expect(notes.first?.hasPrefix(#"error: event "hello" of /, argument 1: "#) == true, "\(notes)")
        group.server(0).serverSideEmit("new_namespace")
        #expect(await group.notes(0).wait(for: 1).first?.contains("new_namespace") == true)
    }
}
