/// G12: Something cuts idle connections.
enum G12: Check {
    static let diagnosis = Diagnosis(
        "G12", .medium, .handshake, "Something cuts idle connections",
        symptom: "Connection drops after 60–100 s of silence",
        cause: "A proxy ends connections that are silent (nginx and ALB after 60 s).",
        evidence: "Hold an idle socket and time the cut",
        mend: "Send a heartbeat more often, or raise the limit.")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let idle = evidence.idle, idle.wasCut else { return nil }
        return Observation("cut after \(idle.seconds) s without a byte")
    }
}
