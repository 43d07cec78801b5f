import WayleaveBrowserModel

/// B2: the preflight is redirected.
enum B2: Check {
    static let diagnosis = Diagnosis(
        "B2", .high, .preflight, "The preflight is redirected",
        symptom:
            "Chromium: PreflightDisallowedRedirect (whatever the CORS headers are), Firefox: CORSExternalRedirectNotAllowed if the headers are good, else the header's category",
        cause: "A rule sends the preflight on: to https, to a path with a slash, to another host, to a login.",
        evidence: "The preflight's answer Location",
        mend: "Use the final address in the page, or answer OPTIONS before that rule.", absorbs: ["J17", "A2", "B10"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard case .preflightRedirect(let location, _, _)? = evidence.reason({ if case .preflightRedirect = $0 { true } else { false } })
        else { return nil }
        return Observation(
            evidence.culprit(.preflight).map { Evidence.proof($0, ["Location"]) } ?? "",
            cause:
                "the preflight is sent on to \(location): \(RedirectKind.text(from: evidence.url, to: location)); a preflight may never be redirected",
            mend: "Use the final address in the page: \(location). Or answer OPTIONS before the rule that redirects.")
    }
}
