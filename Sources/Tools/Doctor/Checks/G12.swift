/// G12: Something cuts idle connections.
enum G12: Check {
    static let diagnosis = Diagnosis(
        "G12", .medium, .handshake, "Something cuts idle connections",
        symptom: "Connection drops after 60–100 s of silence",
        cause: "Idle timeout: nginx proxy_read_timeout 60 s, ALB 60 s, Cloudflare documented 120 s, AWS API Gateway 10 min idle and 2 h total; HAProxy `timeout tunnel`",
        evidence: "Hold an idle socket and time the cut",
        mend: "Heartbeat below the limit, raise the limit; ws ping every 20–30 s")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let idle = evidence.idle, idle.wasCut else { return nil }
        return Observation("cut after \(idle.seconds) s without a byte")
    }
}
