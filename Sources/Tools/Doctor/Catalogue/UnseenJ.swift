extension Catalogue {
    /// Diagnoses of the family J that no probe can see.
    static let unseenJ: [Diagnosis] = [
        Diagnosis(
            "J4", .info, .page, "It fails for some users only",
            symptom:
                "Fails for some users only; blockedReason subresource-filter, inspector, or an extension's name in the trace; enterprise proxy page",
            cause: "Ad blocker or extension (names like /track, /socket), content.cors.disable, TLS-inspecting proxy, 407",
            evidence: "Private window without extensions; another network",
            mend: "Rename paths; exempt; first-party host",
            unseen: "extensions, filters and company proxies sit in those users' browsers and networks"),
        Diagnosis(
            "J7", .info, .page, "http becomes https by itself",
            symptom: "Http URL becomes https and fails",
            cause: "HSTS (also for a subdomain or a dev port), HTTPS-RR upgrade, to a port without TLS",
            evidence: "Request URL against initiator",
            mend: "Serve TLS, or drop HSTS for that host",
            unseen: "what a browser remembers of HSTS is known to the browser; a redirect to https is in the call's own evidence"),
        Diagnosis(
            "J9", .info, .page, "A service worker answers",
            symptom: "Odd opaque answers, stale bodies",
            cause: "A service worker answers (opaque response to a cors request is an error); preflights bypass it",
            evidence: "`Service Worker` in the network panel",
            mend: "Fix or unregister the worker",
            unseen: "it runs in the page's browser"),
        Diagnosis(
            "J10", .info, .page, "It works in Postman",
            symptom: "\"works in Postman/curl\"",
            cause: "No browser rule applies there; consistent with any CORS fault",
            evidence: "–",
            mend: "Probe as a browser (the preflight's answer, the call's answer)",
            unseen: "no rule of browsers applies there; it is consistent with every fault of this catalogue"),
        Diagnosis(
            "J15", .info, .page, "Only preview or tenant deployments fail",
            symptom: "Only preview or tenant deployments fail",
            cause: "Their origin is not in the list; wildcard too narrow or refused",
            evidence: "Origin against the list, nearest allowed origin",
            mend: "Add exactly; tenant origins from verified data",
            unseen: "their origins are known to you; run the doctor with each as --origin, the difference is A1 or A6"),
        Diagnosis(
            "J16", .info, .page, "A forgery guard refuses what CORS allows",
            symptom: "403 with \"cross-origin\" wording, GET works",
            cause: "Sec-Fetch/CSRF middleware (Go CrossOriginProtection, Django CSRF, antiforgery) refuses unsafe methods",
            evidence: "Sec-Fetch-Site sent, method",
            mend: "Trusted-origins list of that middleware",
            unseen: "it takes a request that changes something; with `--send` a 403 to it is shown"),
    ]
}
