import WayleaveBrowserModel

/// A4: more than one allowed origin.
enum A4: Check {
    static let diagnosis = Diagnosis(
        "A4", .high, .response, "More than one allowed origin",
        symptom:
            "Chromium: MultipleAllowOriginValues, Firefox: CORSMultipleAllowOriginNotAllowed (two lines) or CORSAllowOriginNotMatchingOrigin (list in one line)",
        cause: "Two layers each add the header, or a list stands in one line.",
        evidence: "Raw lines, the answers directly and through the proxy",
        mend: "Let one layer answer and hide the other's headers; name the one origin that asked.", topic: .duplicate,
        absorbs: ["E1", "E2", "E4", "F15", "B10"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard case (.multipleAllowOrigins(let value, let lines), let stage)? = evidence.corsFault else { return nil }
        let cause =
            lines > 1
            ? "two layers add the header: \(lines) lines came, `\(value)`" : "a list stands in one line; browsers accept exactly one origin"
        return Observation(evidence.proof(at: stage), cause: cause)
    }
}
