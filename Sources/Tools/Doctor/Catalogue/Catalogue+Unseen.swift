extension Catalogue {
    /// Diagnoses that no probe can see, and why.
    static let unseen: [Diagnosis] = unseenA + unseenB + unseenC + unseenD + unseenE + unseenF + unseenG + unseenH + unseenI + unseenJ
}
