/// A fault the doctor knows: what `wayleave explain` prints, and what a finding says unless it knows better.
package struct Diagnosis: Sendable {
    /// The catalogue's stable name, such as `A1`.
    package let id: String
    /// What is wrong, in a line.
    package let title: String
    /// How much it matters, unless circumstances say otherwise.
    package let severity: Severity
    /// Where on the path it sits.
    package let stage: Stage
    /// What people see.
    package let symptom: String
    /// Why it happens.
    package let cause: String
    /// What shows it.
    package let evidence: String
    /// The way out.
    package let mend: String
    /// In whose configuration the mend can be written down.
    var topic: MendTopic?
    /// Diagnoses that are only consequences, or names of the same thing, when this one is found.
    var absorbs: [String] = []
    /// Whether it is why the page's call fails, so that the browsers' own sentences belong to it.
    var blocks = false
    /// Why no probe can see it; `nil` when a check looks for it.
    package var unseen: String?

    init(
        _ id: String, _ severity: Severity, _ stage: Stage, _ title: String, symptom: String, cause: String, evidence: String, mend: String,
        topic: MendTopic? = nil, absorbs: [String] = [], blocks: Bool = false, unseen: String? = nil
    ) {
        (self.id, self.severity, self.stage, self.title) = (id, severity, stage, title)
        (self.symptom, self.cause, self.evidence, self.mend) = (symptom, cause, evidence, mend)
        (self.topic, self.absorbs, self.blocks, self.unseen) = (topic, absorbs, blocks, unseen)
    }
}
