import WayleaveBrowserModel

/// A10: a redirect names a user or a password.
enum A10: Check {
    static let diagnosis = Diagnosis(
        "A10", .high, .redirect, "A redirect names a user or a password",
        symptom: "Chromium: RedirectContainsCredentials, Firefox: CORSDidNotSucceed2 only",
        cause: "The redirect's address holds a user name or a password.",
        evidence: "Hop",
        mend: "Remove them from the Location.", blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.reason({ $0 == .redirectWithCredentials }) != nil else { return nil }
        let record = evidence.records.last { (300..<400).contains($0.answer.status) }
        return Observation(record.map { Evidence.proof($0, ["Location"]) } ?? "")
    }
}
