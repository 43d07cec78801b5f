import WayleaveBrowserModel

/// B10: What makes the browser ask first.
enum B10: Check {
    static let diagnosis = Diagnosis(
        "B10", .info, .preflight, "What makes the browser ask first",
        symptom: "Unexpected preflight",
        cause: "The method, a header, its value or the body's type is not one that forms could send.",
        evidence: "Safelist trace naming the byte",
        mend: "Answer the preflight, or do without what triggers it.")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.preflight != nil, evidence.kind == .fetch, let reason = evidence.reason() else { return nil }
        _ = reason
        let names = BrowserProfile.chromium.unsafeHeaderNames(evidence.question.pageHeaders)
        var triggers = names.map { "the header \($0)" }
        if !["GET", "HEAD", "POST"].contains(evidence.question.method) { triggers.insert("the method \(evidence.question.method)", at: 0) }
        return Observation("preflight because of " + triggers.joined(separator: ", "))
    }
}
