/// F13: origins are not compared byte for byte.
enum F13: Check {
    static let diagnosis = Diagnosis(
        "F13", .info, .strangers, "Origins are not compared byte for byte",
        symptom: "Case-folded or trailing-slash variants reflected",
        cause: "Rs/cors, Spring (folds), Spring (trims the slash), Django (slash), Flask-CORS (case), nginx `map`",
        evidence: "Reflected",
        mend: "Compare bytes; browsers never send them, but they reveal loose code", topic: .exactOrigins)

    static func examine(_ evidence: Evidence) -> Observation? {
        return evidence.admitted(.upperCase, .low, .info) ?? evidence.admitted(.trailingSlash, .low, .info) ?? evidence.admitted(.trailingDot, .low, .info)
    }
}
