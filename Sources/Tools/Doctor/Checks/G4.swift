import WayleaveBrowserModel

/// G4: the server does not know its own host behind the proxy.
enum G4: Check {
    static let diagnosis = Diagnosis(
        "G4", .high, .handshake, "The server does not know its own host behind the proxy",
        symptom: "Same-host Origin check fails behind a proxy",
        cause: "The server compares Origin with Host, and the proxy sends another Host or ends TLS.",
        evidence: "Host and Origin as seen by the backend, the answers directly and through the proxy",
        mend: "Pass Host on, or give the server a list of origins.", topic: .forwardUpgrade, blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let answer = evidence[.handshake(.page)], [400, 403].contains(answer.status), evidence.isOnTargetHost, evidence.opens(.none)
        else { return nil }
        return Observation(
            evidence.proof(.handshake(.page)), evidence.proof(.handshake(.none)),
            cause: "the server compares Origin with Host, and the proxy sends another Host (nginx: the upstream's name) or ends TLS")
    }
}
