import WayleaveBrowserModel

/// A4: more than one allowed origin.
enum A4: Check {
    static let diagnosis = Diagnosis(
        "A4", .high, .response, "More than one allowed origin",
        symptom: "Chromium: MultipleAllowOriginValues, Firefox: CORSMultipleAllowOriginNotAllowed (two lines) or CORSAllowOriginNotMatchingOrigin (list in one line)",
        cause: "List in the value; two layers add it; `add_header` twice; space-separated",
        evidence: "Raw lines, the answers directly and through the proxy",
        mend: "One layer owns CORS; hide upstream's; return the one matching origin", topic: .duplicate, absorbs: ["E1", "E2", "E4", "F15", "B10"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard case (.multipleAllowOrigins(let value, let lines), let stage)? = evidence.corsFault else { return nil }
        let cause = lines > 1
            ? "two layers add the header: \(lines) lines came, `\(value)`" : "a list stands in one line; browsers accept exactly one origin"
        return Observation(evidence.proof(at: stage), cause: cause)
    }
}
