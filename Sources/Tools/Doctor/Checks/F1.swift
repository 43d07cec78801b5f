/// F1: any origin is let in.
enum F1: Check {
    static let diagnosis = Diagnosis(
        "F1", .critical, .strangers, "Any origin is let in",
        symptom: "Any origin is reflected",
        cause: "`origin: true`, SetIsOriginAllowed(true), ALL+credentials, `h*`, mirror; Hummingbird's and Vapor's defaults",
        evidence: "ACAO = `https://evil.example`",
        mend: "Exact list", topic: .exactOrigins, absorbs: ["F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11", "F12", "F13", "F16", "F17", "F19", "F29", "F20", "E1", "E2", "J12"])

    static func examine(_ evidence: Evidence) -> Observation? {
        return evidence.admitted(.evil, .critical, .low)
    }
}
