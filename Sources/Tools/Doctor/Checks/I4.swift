import WayleaveBrowserModel

/// I4: negotiate is redirected.
enum I4: Check {
    static let diagnosis = Diagnosis(
        "I4", .high, .session, "negotiate is redirected",
        symptom: "\"Redirect is not allowed for a preflight request\"",
        cause: "A rule sends negotiate on: to https, to another host, to a path with a slash.",
        evidence: "The preflight's answer Location",
        mend: "Use the final address in the client.", absorbs: ["B2", "J19"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .signalr,
            case .preflightRedirect(let location, _, _)? = evidence.reason({ if case .preflightRedirect = $0 { true } else { false } })
        else { return nil }
        return Observation(
            evidence.proof(.preflight, "Location"),
            mend: "Use the final address in the client: \(location.replacingTail("/negotiate?negotiateVersion=1")).")
    }
}
