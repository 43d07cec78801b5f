import Wayleave

/// What the benchmarks call.
final class BenchHub: Hub {
    func echo(text: String) -> String { text }
    func broadcast(text: String) { clients.all.send("Receive", text) }

    static func methods(_ table: inout HubMethods<BenchHub>) {
        table.add("Echo", BenchHub.echo)
        table.add("Broadcast", BenchHub.broadcast)
    }
}
