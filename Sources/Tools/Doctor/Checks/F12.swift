/// F12: any port is let in.
enum F12: Check {
    static let diagnosis = Diagnosis(
        "F12", .medium, .strangers, "Any port is let in",
        symptom: "Any port allowed",
        cause: "Hosts are compared without their port.",
        evidence: "`:8443` reflected",
        mend: "Compare whole origins, with the port.", topic: .exactOrigins)

    static func examine(_ evidence: Evidence) -> Observation? {
        return evidence.admitted(.otherPort, .medium, .info)
    }
}
