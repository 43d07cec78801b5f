/// J18: events are held back on the way.
enum J18: Check {
    static let diagnosis = Diagnosis(
        "J18", .medium, .response, "Events are held back on the way",
        symptom: "Long-lived responses arrive in bursts",
        cause: "Proxy buffering of event streams and polls",
        evidence: "First-byte gap",
        mend: "X-Accel-Buffering: no, buffering off", topic: .buffering, absorbs: ["J5"])

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .sse, let actual = evidence.actual else { return nil }
        if !actual.hasHead, case .timedOut? = actual.failure { return Observation(evidence.proof(.actual), severity: .high) }
        guard actual.hasHead, actual["Content-Type"]?.hasPrefix("text/event-stream") == true else { return nil }
        let gap = actual.arrivals.first.map(\.at) ?? actual.total
        guard actual.firstByte > 3_000 || actual.arrivals.isEmpty && actual.isCutShort && evidence.software.contains(where: \.isProxy) || gap - actual.firstByte > 1_200 && actual.arrivals.first.map({ $0.bytes > 3_500 }) == true
        else { return nil }
        return Observation(evidence.proof(.actual, "Content-Type", "X-Accel-Buffering"), "first byte of the head after \(actual.firstByte) ms, of the events \(actual.arrivals.first.map { "after \($0.at) ms" } ?? "never")")
    }
}
