extension Catalogue {
    /// Diagnoses of the family C that no probe can see.
    static let unseenC: [Diagnosis] = [
        Diagnosis(
            "C1", .info, .page, "The call leaves its cookies at home",
            symptom: "Request reaches the server without its cookie; no console line",
            cause:
                "Credentials mode is not include: fetch defaults to same-origin, XHR/EventSource to withCredentials=false; socket.io-client defaults to false",
            evidence: "The call itself request mode; Cookie absent in the call's answer as captured",
            mend:
                "`credentials: \"include\"` / `withCredentials: true` *and* Access-Control-Allow-Credentials true with an exact origin (A3, A8)",
            unseen: "the credentials mode is chosen in the page's script; tell it with --credentials"),
        Diagnosis(
            "C7", .info, .page, "The login call ignored its cookie",
            symptom: "Login answers 200, the next request is anonymous",
            cause:
                "The login `fetch` itself lacked include, so Set-Cookie was ignored (measured: nothing is stored with omit or same-origin to another origin)",
            evidence: "The call itself of the login request",
            mend: "Include on the login request too",
            unseen: "it is the login call's credentials mode, chosen in the page's script"),
        Diagnosis(
            "C12", .info, .page, "The socket is anonymous",
            symptom: "Socket or event stream is anonymous while fetch is logged in",
            cause:
                "WebSocket and EventSource follow the same cookie rules; EventSource needs withCredentials; WebSocket always includes but third-party blocking applies",
            evidence: "Handshakes from several origins with/without cookie; the Set-Cookie lines",
            mend: "C2–C6; token in handshake `auth`/query for sockets",
            unseen: "what the page's cookies are is known to the page's browser; give one with --header 'Cookie: …'"),
        Diagnosis(
            "C13", .info, .page, "The cookie works in Chrome, not elsewhere",
            symptom: "Cookie works in Chrome, not in Safari or an embedded webview",
            cause: "Stricter third-party rules, WebKit's own caps",
            evidence: "Browser of the report",
            mend: "Same-site deployment or tokens; test there (not measured)",
            unseen: "it takes that browser; the model's Safari is not measured"),
        Diagnosis(
            "C14", .info, .page, "Too many or too large cookies",
            symptom: "Too many or too large cookies: random logouts, 431",
            cause: "Eviction beyond ~180 cookies a site; NameValuePairExceedsMaxSize; header limits",
            evidence: "Count/size of Cookie, status 431/413",
            mend: "Fewer, smaller cookies; J13",
            unseen: "how many cookies a browser has gathered is known to the browser alone; a 431 to the call itself is J13"),
    ]
}
