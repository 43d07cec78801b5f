/// A fault as it was met.
struct Observation {
    /// The lines that prove it: bytes as they were sent.
    var proof: [String]
    /// How much it matters here, if other than usual.
    var severity: Severity?
    /// What is wrong here, if it can be said more exactly.
    var title: String?
    /// Why it happens here, if it can be said more exactly.
    var cause: String?
    /// The way out here, if it can be said more exactly.
    var mend: String?
    /// The mend's subject here, if other than usual.
    var topic: MendTopic?

    init(
        _ proof: String..., severity: Severity? = nil, title: String? = nil, cause: String? = nil, mend: String? = nil,
        topic: MendTopic? = nil
    ) {
        (self.proof, self.severity, self.title, self.cause, self.mend, self.topic) = (proof, severity, title, cause, mend, topic)
    }
}
