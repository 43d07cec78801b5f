import WayleaveBrowserModel
import WayleaveDoctor

/// Lets requests through to this machine only, whatever a redirect says.
final class LoopbackSender: ProbeSender {
    private let sender: any ProbeSender

    init(_ sender: any ProbeSender) { self.sender = sender }

    var requestsLeft: Int { sender.requestsLeft }

    func send(_ probes: [Probe]) -> [ProbeAnswer] {
        let passing = probes.map { WebURL($0.url).map(Self.isLoopback) ?? false }
        var answers = sender.send(zip(probes, passing).filter(\.1).map(\.0)).makeIterator()
        return passing.map { passes in
            if passes, let answer = answers.next() { return answer }
            var answer = ProbeAnswer()
            answer.failure = .notSent("the demo's doctor examines this machine only")
            return answer
        }
    }

    /// Whether an address is on this machine by its name: `localhost`, `*.localhost`, `127.…`, `[::1]`.
    static func isLoopback(_ url: WebURL) -> Bool {
        let host = url.host
        if host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
