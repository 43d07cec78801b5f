/// I9: any page may connect to the hub.
enum I9: Check {
    static let diagnosis = Diagnosis(
        "I9", .critical, .handshake, "Any page may connect to the hub",
        symptom: "Evil origin gets 101",
        cause: "WebSocketOptions.AllowedOrigins is empty, which allows all; CORS does not cover upgrades.",
        evidence: "Handshakes from several origins",
        mend: "List the origins in WebSocketOptions.AllowedOrigins.", topic: .upgradeOrigin, absorbs: ["G1", "F27"])

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .signalr, evidence.opens(.foreign(.evil)) else { return nil }
        return Observation(evidence.proof(.handshake(.foreign(.evil))))
    }
}
