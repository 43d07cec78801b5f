import WayleaveBrowserModel

/// A7: a redirect turned the origin into null.
enum A7: Check {
    static let diagnosis = Diagnosis(
        "A7", .high, .redirect, "A redirect turned the origin into null",
        symptom: "As A6 but the value equals your origin",
        cause: "Redirected from one foreign origin to another, browsers send `Origin: null`.",
        evidence: "Hop list / page kind",
        mend: "Call the final address; do not allow `null`.", absorbs: ["A6", "A1", "J11", "D4", "C9"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard case (let fault, let stage)? = evidence.corsFault,
            stage != .preflight || evidence.records.contains(where: { if case .hop = $0.role { true } else { false } }),
            let record = evidence.culprit(stage), record.probe.headers.combined("Origin") == "null", evidence.origin != "null"
        else { return nil }
        _ = fault
        return Observation(
            evidence.proof(at: stage), cause: "the call was redirected from one foreign origin to another, so browsers send `Origin: null`",
            mend: "Call the final address: \(record.probe.url). Do not allow `null`.")
    }
}
