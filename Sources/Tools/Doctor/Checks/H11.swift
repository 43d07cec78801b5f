/// H11: the page has no origin.
enum H11: Check {
    static let diagnosis = Diagnosis(
        "H11", .info, .page, "The page has no origin",
        symptom: "Origin `null` from a local page",
        cause: "A file or a sandboxed frame has no origin.",
        evidence: "Origin in the call itself",
        mend: "Serve the page over http.", absorbs: ["J6"])

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .socketio, evidence.origin == "null" else { return nil }
        return Observation("Origin: null")
    }
}
