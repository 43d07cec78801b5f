/// I13: a connection is refused.
enum I13: Check {
    static let diagnosis = Diagnosis(
        "I13", .high, .session, "A connection is refused",
        symptom:
            "400 \"Connection ID required\" / \"Cannot change transports mid-connection\" / 404 \"… transport not supported by this end point type\" / 409",
        cause: "The answer's text says which rule of the protocol was broken.",
        evidence: "Body text",
        mend: "Mend what the text names.", absorbs: ["G3"])

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .signalr,
            let record = (1...3).lazy.compactMap({ evidence.record(.connect($0)) }).first(where: {
                [400, 409].contains($0.answer.status) && !evidence.opens(.page)
            })
        else { return nil }
        return Observation(Evidence.proof(record, []), "body: \(record.answer.text.prefix(100))")
    }
}
