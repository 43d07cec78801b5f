import WayleaveBrowserModel

/// H6: there is no Socket.IO at this address.
enum H6: Check {
    static let diagnosis = Diagnosis(
        "H6", .high, .session, "There is no Socket.IO at this address",
        symptom: "CORS error although configured",
        cause: "Nothing of Socket.IO answers here: the server is elsewhere, or `path` differs between client and server.",
        evidence:
            "The first requests of the client: not an open packet; `curl \"https://host/socket.io/?EIO=4&transport=polling\"` must return `0{\"sid\":…}`",
        mend: "Route the path to the server; use the same `path` on both sides.", absorbs: ["A1", "H2", "H10", "D4", "G6", "G3"],
        blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .socketio, let actual = evidence.actual, actual.hasHead, evidence.sessionID == nil,
            SocketIOAddress.sessionID(evidence[.withoutOrigin]) == nil,
            SocketIOAddress.errorCode(actual) == nil, !actual.text.contains("accepted origin"), !(300..<400).contains(actual.status)
        else { return nil }
        return Observation(
            evidence.proof(.actual, "Content-Type"), "body: \(actual.text.prefix(80))",
            cause: "a poll must be answered with `0{\"sid\":…}`; something else answers at \(evidence.url.path)")
    }
}
