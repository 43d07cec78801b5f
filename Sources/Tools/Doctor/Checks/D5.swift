/// D5: the resource policy keeps other origins out.
enum D5: Check {
    static let diagnosis = Diagnosis(
        "D5", .info, .response, "The resource policy keeps other origins out",
        symptom: "No-cors resource blocked: corp-not-same-origin, …-after-defaulted-to-same-origin-by-coep (or by-dip), corp-not-same-site",
        cause: "Cross-Origin-Resource-Policy keeps the answer from pages that load it without CORS.",
        evidence: "The page's own headers COEP + CORP of the response",
        mend: "Send `Cross-Origin-Resource-Policy: cross-origin`, or load it in CORS mode.")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let policy = evidence.actual?["Cross-Origin-Resource-Policy"]?.lowercased(), policy != "cross-origin" else { return nil }
        guard policy != "same-site" || !evidence.isSameSite else { return nil }
        return Observation(evidence.proof(.actual, "Cross-Origin-Resource-Policy"))
    }
}
