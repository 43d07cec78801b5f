import WayleaveBrowserModel

/// C8: a refused origin is handed a cookie.
enum C8: Check {
    static let diagnosis = Diagnosis(
        "C8", .low, .cookies, "A refused origin is handed a cookie",
        symptom: "User appears logged in although the console shows a CORS error",
        cause: "Browsers store the cookie although the page may not read the answer.",
        evidence: "The call's answer refused + Set-Cookie present",
        mend: "Set no cookies for origins that are refused.")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let record = evidence.record(.from(.evil)), evidence.admission(of: .evil) == nil,
            record.answer["Access-Control-Allow-Origin"] == nil, record.answer["Set-Cookie"] != nil
        else { return nil }
        return Observation(evidence.proof(.from(.evil), "Set-Cookie"))
    }
}
