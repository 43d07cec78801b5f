extension Catalogue {
    /// Diagnoses of the family A that no probe can see.
    static let unseenA: [Diagnosis] = [
        Diagnosis(
            "A11", .info, .page, "The call forbids itself to cross origins",
            symptom: "Chromium: DisallowedByMode / NoCorsRedirectModeNotFollow / \"Request mode is same-origin\"",
            cause: "Mode in client code",
            evidence: "Request",
            mend: "Mode cors / redirect follow",
            unseen: "the mode is chosen in the page's script; `wayleave verdict` tells what a mode does"),
        Diagnosis(
            "A12", .info, .page, "`no-cors` hides the answer",
            symptom: "Resolves but opaque, status 0",
            cause: "Mode no-cors as a \"fix\"",
            evidence: "Request",
            mend: "Remove no-cors, fix the server",
            unseen: "the mode is chosen in the page's script, and the server sees an ordinary request"),
    ]
}
