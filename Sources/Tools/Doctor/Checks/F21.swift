import WayleaveBrowserModel

/// F21: a header that anybody can send decides.
enum F21: Check {
    static let diagnosis = Diagnosis(
        "F21", .high, .strangers, "A header that anybody can send decides",
        symptom: "X-Forwarded-Host / X-Origin influences the decision",
        cause: "The decision rests on a header that the sender chooses.",
        evidence: "Vary those headers in the call's answer and handshakes from several origins",
        mend: "Decide on Origin; believe forwarding headers only from known proxies.", topic: .exactOrigins)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.admission(of: .evil) == nil else { return nil }
        for role in [Role.forwarded, .disguised] {
            guard let answer = evidence[role], Evidence.allows(answer, "https://evil.example") else { continue }
            let header = role == .forwarded ? "X-Forwarded-Host: evil.example" : "X-Origin: https://evil.example"
            return Observation(
                evidence.proof(role, "Access-Control-Allow-Origin"), "with \(header)",
                severity: Evidence.severity(of: answer, .high, .medium))
        }
        return nil
    }
}
