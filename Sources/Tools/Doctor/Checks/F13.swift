/// F13: origins are not compared byte for byte.
enum F13: Check {
    static let diagnosis = Diagnosis(
        "F13", .info, .strangers, "Origins are not compared byte for byte",
        symptom: "Case-folded or trailing-slash variants reflected",
        cause: "Case or a slash at the end is ignored; browsers never send such origins, but loose comparison has other holes.",
        evidence: "Reflected",
        mend: "Compare byte for byte.", topic: .exactOrigins)

    static func examine(_ evidence: Evidence) -> Observation? {
        return evidence.admitted(.upperCase, .low, .info) ?? evidence.admitted(.trailingSlash, .low, .info)
            ?? evidence.admitted(.trailingDot, .low, .info)
    }
}
