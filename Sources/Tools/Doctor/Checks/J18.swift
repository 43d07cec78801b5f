/// J18: events are held back on the way.
enum J18: Check {
    static let diagnosis = Diagnosis(
        "J18", .medium, .response, "Events are held back on the way",
        symptom: "Long-lived responses arrive in bursts",
        cause: "A proxy gathers the stream before it passes it on.",
        evidence: "First-byte gap",
        mend: "Switch buffering off for this path.", topic: .buffering, absorbs: ["J5"])

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .sse, let actual = evidence.actual else { return nil }
        if !actual.hasHead, case .timedOut? = actual.failure { return Observation(evidence.proof(.actual), severity: .high) }
        guard actual.hasHead, actual["Content-Type"]?.hasPrefix("text/event-stream") == true else { return nil }
        let first = actual.arrivals.first
        let eventsAtOnce = String(decoding: actual.body.prefix(first?.bytes ?? 0), as: UTF8.self).split(separator: "\n\n").count
        let isLate = actual.firstByte > 3_000 || first == nil && actual.isCutShort && evidence.software.contains(where: \.isProxy)
        let isBurst = (first?.at ?? 0) > 400 && eventsAtOnce >= 3
        guard isLate || isBurst else { return nil }
        return Observation(
            evidence.proof(.actual, "Content-Type", "X-Accel-Buffering"),
            "first byte of the head after \(actual.firstByte) ms, of the events \(first.map { "after \($0.at) ms, \(eventsAtOnce) at once" } ?? "never")"
        )
    }
}
