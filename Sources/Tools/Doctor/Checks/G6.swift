import WayleaveBrowserModel

/// G6: Something else answers at this path.
enum G6: Check {
    static let diagnosis = Diagnosis(
        "G6", .high, .handshake, "Something else answers at this path",
        symptom: "200 with HTML, or 404",
        cause: "The path is wrong: the application's index page or a static handler answers.",
        evidence: "Body begins with `<!doctype`",
        mend: "Mount the WebSocket before the catch-all, and connect to its path.", blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let answer = evidence[.handshake(.page)], answer.hasHead, [200, 404, 405].contains(answer.status), !evidence.opens(.none)
        else { return nil }
        return Observation(
            evidence.proof(.handshake(.page), "Content-Type"),
            cause: Evidence.isHTML(answer) && answer.status == 200
                ? "a page for people answers: the single-page application's index, or a static handler"
                : "no WebSocket is served at \(evidence.url.path)")
    }
}
