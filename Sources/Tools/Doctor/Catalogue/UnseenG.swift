extension Catalogue {
    /// Diagnoses of the family G that no probe can see.
    static let unseenG: [Diagnosis] = [
        Diagnosis(
            "G14", .info, .page, "It works over HTTP/1.1 and fails over HTTP/2",
            symptom: "Works over HTTP/1.1, fails over HTTP/2",
            cause: "Extended CONNECT (RFC 8441) not enabled or half-implemented at the edge",
            evidence: "ALPN, SETTINGS_ENABLE_CONNECT_PROTOCOL",
            mend: "Enable it, or offer http/1.1 for that host",
            unseen: "libcurl opens no WebSocket over HTTP/2; handshakes are sent over HTTP/1.1, as browsers do unless told otherwise"),
        Diagnosis(
            "G17", .info, .page, "The WebSocket failed, and nothing more is said",
            symptom: "\"WebSocket connection failed\", nothing more",
            cause: "Script never learns the reason",
            evidence: "Browser console line, proxy/server log, handshakes from several origins",
            mend: "Give the table row that handshakes from several origins selects",
            unseen: "it is what script sees of every failure of the G family"),
        Diagnosis(
            "G18", .info, .page, "The upgrade is accepted and closed at once",
            symptom: "Upgrade accepted although the session is not logged in, closed at once with 4401-like codes",
            cause: "Authentication after the upgrade",
            evidence: "Close code and reason",
            mend: "Fine; prefer refusing before 101 for browsers' logs",
            unseen: "the doctor leaves as soon as a handshake is answered; what comes after is the application's"),
        Diagnosis(
            "G20", .info, .page, "A reload closes every socket",
            symptom: "Reload or deploy closes every socket, then a reconnect storm",
            cause: "Proxy reload, process restart without drain",
            evidence: "All closes within one second of a reload",
            mend: "Reload by policy swap, drain with spread-out closes",
            unseen: "it takes a reload; watch the closes of your clients during the next one"),
    ]
}
