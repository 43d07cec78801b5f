extension Catalogue {
    /// Diagnoses of the family H that no probe can see.
    static let unseenH: [Diagnosis] = [
        Diagnosis(
            "H15", .info, .page, "WebTransport closes once `cors` is set",
            symptom: "WebTransport never connects once `cors` is set",
            cause: "Any `cors` option (a middleware) makes WebTransport sessions close",
            evidence: "Server with and without cors",
            mend: "Check Origin in another hook",
            unseen: "libcurl speaks no WebTransport"),
        Diagnosis(
            "H16", .info, .page, "CORS seems to work although it is off",
            symptom: "\"CORS works even if not enabled\"",
            cause: "Websocket came first, and it needs no CORS",
            evidence: "Network log: no polling request",
            mend: "Explain; check Origin",
            unseen: "which transport the client tries first stands in the page's script"),
        Diagnosis(
            "H18", .info, .page, "Big messages end the connection",
            symptom: "Disconnect \"transport error\"/\"transport close\" on big messages",
            cause: "Over maxHttpBufferSize 1 MB: 413 on POST, close 1009 on WebSocket",
            evidence: "Size of the message, close code",
            mend: "Raise the limit or chunk",
            unseen: "it takes a message as large as yours; the limit is `maxPayload` in the open packet"),
        Diagnosis(
            "H19", .info, .page, "A Python client dies of too many packets",
            symptom: "Python client dies with \"Too many packets in payload\"",
            cause: "More than 16 packets in one polling payload",
            evidence: "Number of packets joined by 0x1E",
            mend: "Server splits polls at 16; raise `Payload.max_decode_packets`",
            unseen: "it happens in the client, while many messages wait for one poll"),
        Diagnosis(
            "H20", .info, .page, "Disconnects at random",
            symptom: "\"ping timeout\", \"transport close\" at random",
            cause: "Busy event loop, background tab throttling, proxy idle cut",
            evidence: "Interval of drops against pingInterval + pingTimeout and proxy limits",
            mend: "G12; move work off the loop",
            unseen: "it takes a long watch; --idle SECONDS shows what cuts silent connections"),
        Diagnosis(
            "H22", .info, .page, "The application refuses the connection",
            symptom: "Connect_error with a text of the application",
            cause: "Namespace middleware refused (`44/nsp,{\"message\":…}`); \"Invalid namespace\" = not defined",
            evidence: "Packet type 4",
            mend: "Application matter, not CORS",
            unseen: "it takes your client's credentials; the refusal's text is the application's own"),
    ]
}
