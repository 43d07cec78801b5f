extension Catalogue {
    /// Diagnoses of the family B that no probe can see.
    static let unseenB: [Diagnosis] = [
        Diagnosis(
            "B11", .info, .page, "A JSON endpoint accepts forms",
            symptom: "No preflight where expected; JSON endpoint accepts text/plain",
            cause: "Simple-request CSRF",
            evidence: "The call's answer with text/plain",
            mend: "Require JSON type + CSRF check",
            unseen: "it takes a POST that changes something; the doctor sends none by itself"),
        Diagnosis(
            "B12", .info, .page, "A preflight made with curl fails where the browser works",
            symptom: "Curl preflight fails, browser works (jub0bs, rs)",
            cause: "Unsorted/spaced Access-Control-Request-Headers in the curl line",
            evidence: "Compare curl's Access-Control-Request-Headers with the browser's order",
            mend: "The doctor sends it the browser's way; servers should accept both",
            unseen: "it is a fault of the curl line; the doctor sends preflights as browsers do, and `--curl` prints such lines"),
        Diagnosis(
            "B13", .info, .page, "Codes of an abandoned draft",
            symptom: "Chromium: PreflightMissing/InvalidAllowExternal",
            cause: "Dead PNA-era codes",
            evidence: "–",
            mend: "Ignore",
            unseen: "no current browser prints them, and no server needs to answer them"),
    ]
}
