import WayleaveBrowserModel

/// F21: a header that anybody can send decides.
enum F21: Check {
    static let diagnosis = Diagnosis(
        "F21", .high, .strangers, "A header that anybody can send decides",
        symptom: "X-Forwarded-Host / X-Origin influences the decision",
        cause: "Rack-cors reads X-Origin; python-engineio's own-host default uses X-Forwarded-*; Spring's same-origin test without or with untrusted forwarded headers",
        evidence: "Vary those headers in the call's answer and handshakes from several origins",
        mend: "Decide on Origin only; trust forwarded headers from known proxies only", topic: .exactOrigins)

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
