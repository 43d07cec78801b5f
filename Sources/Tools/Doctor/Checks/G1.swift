/// G1: any page may open a WebSocket.
enum G1: Check {
    static let diagnosis = Diagnosis(
        "G1", .critical, .handshake, "Any page may open a WebSocket",
        symptom: "101 for a foreign Origin with cookies (cross-site WebSocket hijacking, critical); also when \"only\" GraphQL, hot-module reload or a dev server",
        cause: "No Origin check on the upgrade; CORS middleware does not cover it. Measured behind a strict list: Node Socket.IO, FastAPI, nginx, HAProxy, Envoy, Caddy, Traefik, httpd",
        evidence: "Handshakes from several origins with `https://evil.example`, with cookie",
        mend: "Origin allow-list at the upgrade (403 before 101); plus a token; in Wayleave on by default", topic: .upgradeOrigin, absorbs: ["F27"])

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let answer = evidence[.handshake(.foreign(.evil))], answer.status == 101 else { return nil }
        let withCookie = evidence.question.cookie.map { _ in ", with the user's cookie" } ?? ""
        return Observation(
            evidence.proof(.handshake(.foreign(.evil))),
            cause: "the handshake from https://evil.example is accepted\(withCookie): browsers apply no CORS to WebSockets, so the server must compare Origin itself")
    }
}
