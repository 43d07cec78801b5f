import WayleaveBrowserModel

/// D7: the event stream is none.
enum D7: Check {
    static let diagnosis = Diagnosis(
        "D7", .high, .response, "The event stream is none",
        symptom: "EventSource fails at once, module script refused",
        cause: "An event stream is a 200 with `Content-Type: text/event-stream`.",
        evidence: "The call's answer content type and status",
        mend: "Send that type and status.", blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .sse, let reason = evidence.reason({ if case .eventStream = $0 { true } else { false } }) else { return nil }
        _ = reason
        return Observation(
            evidence.proof(.actual, "Content-Type"),
            cause: "an event stream is a 200 with `Content-Type: text/event-stream`; everything else ends it for good")
    }
}
