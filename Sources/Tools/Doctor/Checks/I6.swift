import WayleaveBrowserModel

/// I6: the platform's CORS overrides the code's.
enum I6: Check {
    static let diagnosis = Diagnosis(
        "I6", .high, .session, "The platform's CORS overrides the code's",
        symptom: "Code is right, headers are the platform's",
        cause: "The platform answers CORS in front of the code.",
        evidence: "The answers directly and through the proxy; portal list",
        mend: "Configure it in one place only.", absorbs: ["J12"])

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .signalr, let direct = evidence[.directPreflight], let deployed = evidence.preflight,
            direct["Access-Control-Allow-Origin"] != deployed["Access-Control-Allow-Origin"]
        else { return nil }
        return Observation(
            evidence.proof(.preflight, "Access-Control-Allow-Origin"), evidence.proof(.directPreflight, "Access-Control-Allow-Origin"))
    }
}
