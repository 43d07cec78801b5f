import WayleaveBrowserModel

/// C8: a refused origin is handed a cookie.
enum C8: Check {
    static let diagnosis = Diagnosis(
        "C8", .low, .cookies, "A refused origin is handed a cookie",
        symptom: "User appears logged in although the console shows a CORS error",
        cause: "Set-Cookie is stored even when the CORS check fails (include; both browsers)",
        evidence: "The call's answer refused + Set-Cookie present",
        mend: "Do not set cookies for refused origins; treat login by cross-origin POST as CSRF surface (F24)")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let record = evidence.record(.from(.evil)), evidence.admission(of: .evil) == nil,
            record.answer["Access-Control-Allow-Origin"] == nil, record.answer["Set-Cookie"] != nil
        else { return nil }
        return Observation(evidence.proof(.from(.evil), "Set-Cookie"))
    }
}
