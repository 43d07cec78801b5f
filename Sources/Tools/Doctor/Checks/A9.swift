import WayleaveBrowserModel

/// A9: the address has a scheme that CORS does not know.
enum A9: Check {
    static let diagnosis = Diagnosis(
        "A9", .high, .redirect, "The address has a scheme that CORS does not know",
        symptom: "Chromium: CorsDisabledScheme, Firefox: CORSRequestNotHttp (measured for redirects: CORSDidNotSucceed2 or nothing)",
        cause: "The call is sent on to an address that is neither http nor https.",
        evidence: "URL",
        mend: "Serve it over https.", blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard
            let reason = evidence.reason({
                if case .schemeWithoutCORS = $0 { true } else if case .unsafeRedirect = $0 { true } else { false }
            })
        else { return nil }
        let target = evidence.records.last { (300..<400).contains($0.answer.status) }
        guard let location = target?.answer["Location"] else { return nil }
        _ = reason
        return Observation("redirected to \(location)")
    }
}
