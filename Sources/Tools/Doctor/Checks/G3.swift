import WayleaveBrowserModel

/// G3: the upgrade does not arrive.
enum G3: Check {
    static let diagnosis = Diagnosis(
        "G3", .high, .handshake, "The upgrade does not arrive",
        symptom: "200/400/404/426, or \"connection closed\", through the proxy only; fine directly",
        cause: "A proxy does not pass Upgrade and Connection on, or speaks HTTP/1.0 to the server.",
        evidence: "The answers directly and through the proxy on the upgrade",
        mend: "Pass the upgrade on.", topic: .forwardUpgrade, absorbs: ["G6", "J5", "G2"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let answer = evidence[.handshake(.page)], answer.status != 101, !evidence.opens(.none), !evidence.opens(.target) else {
            return nil
        }
        let directOpens = evidence[.directHandshake]?.status == 101
        let text = answer.text.lowercased()
        let speaks = (text.contains("upgrade") || text.contains("websocket") || answer.status == 426) && !text.contains("origin")
        let isBehindProxy = evidence.software.contains(where: \.isProxy)
        let isHTML = Evidence.isHTML(answer) && answer.status == 200
        // Envoy refuses upgrades that it was not told to pass; servers of the ASGI family answer a real handshake with 403, never with a page.
        let isEnvoy = evidence.software.first == .envoy && answer.status == 403
        let isPlainAnswer =
            answer.status == 404 && evidence.actual?.text == answer.text
            && evidence.software.contains { [.starlette, .fastAPI, .django, .quart, .litestar].contains($0) }
        guard
            isEnvoy || isPlainAnswer || directOpens || speaks || answer.failure != nil && !answer.hasHead
                || isBehindProxy && !isHTML && [400, 404, 426, 500, 502].contains(answer.status)
        else { return nil }
        if !answer.hasHead, evidence.actual?.hasHead != true { return nil }
        return Observation(
            evidence.proof(.handshake(.page)), directOpens ? evidence.proof(.directHandshake) : evidence.proof(.actual),
            cause: "the proxy does not pass `Upgrade` and `Connection` on (they are hop by hop), so the server sees an ordinary request")
    }
}
