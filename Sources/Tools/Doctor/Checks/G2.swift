import WayleaveBrowserModel

/// G2: the page's own handshake is refused.
enum G2: Check {
    static let diagnosis = Diagnosis(
        "G2", .high, .handshake, "The page's own handshake is refused",
        symptom: "403 (or 400) on the handshake for your own page",
        cause: "The server compares Origin with its own host or with a list in which the page is not.",
        evidence: "Handshakes from several origins allowed Origin → 403; body text of the answer",
        mend: "Add the page's origin to that list; do not switch the check off.", topic: .upgradeAllow, blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let answer = evidence[.handshake(.page)], [400, 403].contains(answer.status), !evidence.isOnTargetHost,
            evidence.opens(.none) || evidence.opens(.target) || answer.status == 403 && evidence.software.first != .envoy
        else { return nil }
        return Observation(
            evidence.proof(.handshake(.page)),
            evidence.opens(.target) ? evidence.proof(.handshake(.target)) : evidence.proof(.handshake(.none)),
            cause: "the server compares Origin with its own host or with a list, and \(evidence.origin) is not in it",
            mend: "Add `\(evidence.origin)` to the origins that may connect, exactly as written; do not switch the check off.")
    }
}
