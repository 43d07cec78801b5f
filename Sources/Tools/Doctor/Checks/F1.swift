/// F1: any origin is let in.
enum F1: Check {
    static let diagnosis = Diagnosis(
        "F1", .critical, .strangers, "Any origin is let in",
        symptom: "Any origin is reflected",
        cause: "The origin of the request is sent back unseen, so every page on the web may act here.",
        evidence: "Access-Control-Allow-Origin = `https://evil.example`",
        mend: "List the origins that may, and compare whole.", topic: .exactOrigins,
        absorbs: [
            "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11", "F12", "F13", "F16", "F17", "F19", "F29", "F20", "E1", "E2",
            "J12",
        ])

    static func examine(_ evidence: Evidence) -> Observation? {
        return evidence.admitted(.evil, .critical, .low)
    }
}
