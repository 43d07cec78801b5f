extension Catalogue {
    /// Diagnoses of the family E that no probe can see.
    static let unseenE: [Diagnosis] = [
        Diagnosis(
            "E7", .info, .page, "A hard reload mends it",
            symptom: "\"hard reload fixes it\"",
            cause: "The browser holds the answer from before the change",
            evidence: "The call's answer fresh is fine; Cache-Control long",
            mend: "Vary; shorten caching before policy changes",
            unseen: "what a browser has kept is known to the browser alone; the doctor asks without a cache")
    ]
}
