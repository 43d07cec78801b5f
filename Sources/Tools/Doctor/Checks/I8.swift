import WayleaveBrowserModel

/// I8: negotiate and connect reach different servers.
enum I8: Check {
    static let diagnosis = Diagnosis(
        "I8", .high, .session, "negotiate and connect reach different servers",
        symptom: "404 \"No Connection with that ID\"",
        cause: "Several servers, and each knows only the connections it negotiated.",
        evidence: "The first requests of the client: `id=` on a second connection fails for a share of tries",
        mend: "Send a connection's requests to one server, or use WebSockets with skipNegotiation.", topic: .affinity)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .signalr else { return nil }
        let connects = (1...3).compactMap { number in evidence.record(.connect(number)).map { (number, $0.answer) } }
        let isServed = evidence.opens(.page) || connects.contains { $0.1.status == 101 }
        let strangers = connects.filter { _, answer in
            answer.text.contains("No Connection with that ID") || [400, 403, 404].contains(answer.status) && isServed
        }
        guard let first = strangers.first else { return nil }
        return Observation(
            evidence.proof(.connect(first.0)), "body: \(first.1.text.prefix(80))",
            cause: "\(strangers.count) of \(connects.count) connections met a server that did not negotiate them")
    }
}
