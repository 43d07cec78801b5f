extension Catalogue {
    /// Diagnoses of the family I that no probe can see.
    static let unseenI: [Diagnosis] = [
        Diagnosis(
            "I7", .info, .page, "skipNegotiation without WebSockets alone",
            symptom: "SkipNegotiation error",
            cause: "SkipNegotiation needs WebSockets only",
            evidence: "Client options",
            mend: "Set both, or none",
            unseen: "both options stand in the client's script"),
        Diagnosis(
            "I10", .info, .page, "Tokens in logs",
            symptom: "Access_token found in logs",
            cause: "Browsers cannot set headers on WebSocket/SSE, so the token travels in the query",
            evidence: "URL of connect",
            mend: "Short-lived tokens, scrub logs",
            unseen:
                "it takes a look at your logs; the client puts `access_token` into the query because browsers set no headers on WebSockets"),
        Diagnosis(
            "I14", .info, .page, "A preflight before every poll",
            symptom: "Preflight on every poll",
            cause: "Long polling adds `&_=timestamp`: each URL is a new preflight-cache entry; Max-Age cannot help",
            evidence: "B8 counts",
            mend: "WebSockets or SSE; same origin",
            unseen: "which transport the client takes is decided in its options; long polling does so by design"),
        Diagnosis(
            "I15", .info, .page, "Messages over 32 KB end the connection",
            symptom: "Messages over 32 KB close the connection",
            cause: "MaximumReceiveMessageSize 32,768",
            evidence: "Close error text \"The maximum message size of 32768B was exceeded…\"",
            mend: "Raise it",
            unseen: "it takes a message as large as yours; the limit is MaximumReceiveMessageSize"),
        Diagnosis(
            "I17", .info, .page, "Closed before the hub's handshake",
            symptom: "101, then closed before handshake answer",
            cause: "Handshake timeout 15 s, or protocol not supported (MessagePack over SSE)",
            evidence: "Handshake error text",
            mend: "By text",
            unseen: "the doctor leaves as soon as a connection is answered; the hub's own handshake is the client's"),
        Diagnosis(
            "I18", .info, .page, "Events stop behind a proxy",
            symptom: "Events stop after ~100 s behind a proxy on SSE/LP",
            cause: "Buffering or idle cut",
            evidence: "First-byte gap with timestamps",
            mend: "Disable buffering; heartbeat 15 s",
            unseen: "it takes minutes of silence; --idle SECONDS shows what cuts silent connections, --kind sse what holds events back"),
    ]
}
