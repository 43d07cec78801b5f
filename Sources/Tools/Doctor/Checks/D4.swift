import WayleaveBrowserModel

/// D4: error answers lose the headers.
enum D4: Check {
    static let diagnosis = Diagnosis(
        "D4", .medium, .errors, "Error answers lose the headers",
        symptom: "Error body lost, generic \"Network Error\"",
        cause: "The error comes from a layer outside the one that adds the headers.",
        evidence: "Error answers against the call's answer",
        mend: "Add the headers in the outermost layer, to every status.", topic: .errors)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard !evidence.isSameOrigin else { return nil }
        if let actual = evidence.actual, evidence.hidesError {
            return Observation(
                evidence.proof(.actual, "Access-Control-Allow-Origin"), evidence.witnessOfPolicy, severity: .high,
                cause:
                    "\(actual.status) is answered by a layer outside the one that applies the policy, so browsers show a CORS error instead"
            )
        }
        guard let actual = evidence.actual, evidence.isReadable(actual), actual.status < 400, actual["Access-Control-Allow-Origin"] != nil,
            let nothing = evidence[.notFound], nothing.status >= 400, nothing["Access-Control-Allow-Origin"] == nil
        else { return nil }
        let isProxy = evidence.software.first.map { [.nginx, .httpd, .haproxy, .caddy].contains($0) } ?? false
        return Observation(
            evidence.proof(.notFound, "Access-Control-Allow-Origin"), evidence.proof(.actual, "Access-Control-Allow-Origin"),
            severity: isProxy ? .medium : .low,
            cause: isProxy
                ? "the proxy adds the headers to some statuses only (nginx: `add_header` without `always`), or its own errors escape them"
                : "the policy belongs to routes, and a path without a route has none")
    }
}
