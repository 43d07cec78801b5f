/// G1: any page may open a WebSocket.
enum G1: Check {
    static let diagnosis = Diagnosis(
        "G1", .critical, .handshake, "Any page may open a WebSocket",
        symptom:
            "101 for a foreign Origin with cookies (cross-site WebSocket hijacking, critical); also when \"only\" GraphQL, hot-module reload or a dev server",
        cause: "Browsers apply no CORS to WebSockets, and the server does not look at Origin.",
        evidence: "Handshakes from several origins with `https://evil.example`, with cookie",
        mend: "Compare Origin with a list before the 101, and answer 403.", topic: .upgradeOrigin, absorbs: ["F27"])

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let answer = evidence[.handshake(.foreign(.evil))], answer.status == 101 else { return nil }
        let withCookie = evidence.question.cookie.map { _ in ", with the user's cookie" } ?? ""
        return Observation(
            evidence.proof(.handshake(.foreign(.evil))),
            cause:
                "the handshake from https://evil.example is accepted\(withCookie): browsers apply no CORS to WebSockets, so the server must compare Origin itself"
        )
    }
}
