import WayleaveBrowserModel

/// H7: polls of one session reach different processes.
enum H7: Check {
    static let diagnosis = Diagnosis(
        "H7", .high, .session, "Polls of one session reach different processes",
        symptom: "400 code 1 \"Session ID unknown\", loops of reconnects",
        cause: "Several processes serve, and each knows only its own sessions.",
        evidence:
            "The first requests of the client: open packet on one connection, POST with that sid on another → code 1 for a share of tries",
        mend: "Send a session's requests to one process, or use WebSockets only.", topic: .affinity, absorbs: ["H21", "H12", "G3"])

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .socketio, evidence.sessionID != nil else { return nil }
        let polls = (1...4).compactMap { number in evidence.record(.poll(number)).map { (number, $0.answer) } }
        let strangers = polls.filter {
            SocketIOAddress.errorCode($0.1) == 1 || $0.1.status == 400 && $0.1.text.lowercased().contains("session")
        }
        guard let first = strangers.first else { return nil }
        return Observation(
            evidence.proof(.poll(first.0)), "body: \(first.1.text.prefix(80))",
            cause: "\(strangers.count) of \(polls.count) polls over connections of their own met a process that does not know the session")
    }
}
