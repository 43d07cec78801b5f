import WayleaveBrowserModel

/// G5: the handshake is redirected.
enum G5: Check {
    static let diagnosis = Diagnosis(
        "G5", .high, .handshake, "The handshake is redirected",
        symptom: "301/302/307 on the handshake",
        cause: "A rule sends the handshake on; browsers never follow.",
        evidence: "Status and Location",
        mend: "Connect to the final address.", absorbs: ["G3", "G6", "J11", "J19"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let answer = evidence[.handshake(.page)], (300..<400).contains(answer.status) else { return nil }
        return Observation(
            evidence.proof(.handshake(.page), "Location"),
            cause:
                "\(RedirectKind.text(from: evidence.url, to: answer["Location"] ?? "")); browsers never follow a redirect of a handshake",
            mend: "Connect to the final address: \(answer["Location"] ?? "").")
    }
}
