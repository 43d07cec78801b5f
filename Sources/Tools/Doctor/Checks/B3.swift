import WayleaveBrowserModel

/// B3: a list of the preflight cannot be read.
enum B3: Check {
    static let diagnosis = Diagnosis(
        "B3", .high, .preflight, "A list of the preflight cannot be read",
        symptom: "Chromium: InvalidAllowMethodsPreflightResponse / InvalidAllowHeaders…, Firefox: CORSInvalidAllowMethod/Header",
        cause: "Names are separated by spaces or semicolons, or quoted.",
        evidence: "Raw",
        mend: "Separate plain names by commas.", topic: .policy, absorbs: ["B10"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let reason = evidence.reason({ $0 == .unreadableAllowMethods || $0 == .unreadableAllowHeaders }) else { return nil }
        let name = reason == .unreadableAllowMethods ? "Access-Control-Allow-Methods" : "Access-Control-Allow-Headers"
        return Observation(
            evidence.culprit(.preflight).map { Evidence.proof($0, [name]) } ?? "",
            cause: "an element of \(name) is no token; one spoils the whole list")
    }
}
