import WayleaveBrowserModel

/// H4: extra headers of the client are not allowed.
enum H4: Check {
    static let diagnosis = Diagnosis(
        "H4", .high, .session, "Extra headers of the client are not allowed",
        symptom: "Preflight on polling fails",
        cause: "extraHeaders cause a preflight, which must list them.",
        evidence: "Access-Control-Request-Headers contains access-control-allow-origin or the extra header",
        mend: "Add them to `cors.allowedHeaders`; answers' headers do not belong into requests.", topic: .policy,
        absorbs: ["B5", "B1", "A1", "A2", "I1", "H2", "A2", "H13"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .socketio else { return nil }
        if let name = evidence.question.headers.lines.first(where: { $0.name.lowercased().hasPrefix("access-control-allow") })?.name {
            return Observation(
                "the client sends \(name), which is a header of answers",
                mend: "Remove \(name) from the client's extraHeaders; it belongs into the server's `cors` option.")
        }
        guard let name = evidence.headersLeftOut.first else { return nil }
        return Observation(
            evidence.proof(.preflight, "Access-Control-Allow-Headers"),
            mend: "Add `\(name)` to `cors.allowedHeaders` of the Socket.IO server.")
    }
}
