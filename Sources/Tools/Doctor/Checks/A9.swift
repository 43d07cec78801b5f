import WayleaveBrowserModel

/// A9: the address has a scheme that CORS does not know.
enum A9: Check {
    static let diagnosis = Diagnosis(
        "A9", .high, .redirect, "The address has a scheme that CORS does not know",
        symptom: "Chromium: CorsDisabledScheme, Firefox: CORSRequestNotHttp (measured for redirects: CORSDidNotSucceed2 or nothing)",
        cause: "File:, data:, custom scheme, redirect there",
        evidence: "URL",
        mend: "Serve over http(s)", blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let reason = evidence.reason({ if case .schemeWithoutCORS = $0 { true } else if case .unsafeRedirect = $0 { true } else { false } })
        else { return nil }
        let target = evidence.records.last { (300..<400).contains($0.answer.status) }
        guard let location = target?.answer["Location"] else { return nil }
        _ = reason
        return Observation("redirected to \(location)")
    }
}
