import WayleaveBrowserModel

/// B10: What makes the browser ask first.
enum B10: Check {
    static let diagnosis = Diagnosis(
        "B10", .info, .preflight, "What makes the browser ask first",
        symptom: "Unexpected preflight",
        cause: "Application/json, Authorization, X-Requested-With, Accept with `(`, value > 128 B, upload listener, Blob type, ReadableStream; GraphQL by convention (POST + JSON + Authorization)",
        evidence: "Safelist trace naming the byte",
        mend: "Either drop the trigger or answer the preflight; a stream body over HTTP/1.1 fails in Chromium whatever the server says")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.preflight != nil, evidence.kind == .fetch, let reason = evidence.reason() else { return nil }
        _ = reason
        let names = BrowserProfile.chromium.unsafeHeaderNames(evidence.question.pageHeaders)
        var triggers = names.map { "the header \($0)" }
        if !["GET", "HEAD", "POST"].contains(evidence.question.method) { triggers.insert("the method \(evidence.question.method)", at: 0) }
        return Observation("preflight because of " + triggers.joined(separator: ", "))
    }
}
