import WayleaveBrowserModel

/// A step in a few words.
enum StepDetail {
    static func text(_ stage: Stage, _ records: [Record], _ evidence: Evidence) -> String {
        guard let first = records.first else { return "not asked" }
        switch stage {
        case .reach:
            let answered = records.first { $0.answer.hasHead } ?? first
            guard answered.answer.hasHead else { return first.answer.failure?.text ?? "no answer" }
            return
                "\(answered.answer.address.isEmpty ? "an answer" : answered.answer.address), \(answered.answer.version), \(answered.answer.firstByte) ms"
        case .strangers:
            let asked = Set(records.compactMap { $0.probe.headers.combined("Origin") }).subtracting([evidence.origin])
            let admitted = asked.filter { origin in
                records.contains { $0.probe.headers.combined("Origin") == origin && Evidence.allows($0.answer, origin) }
            }
            return "\(asked.count) asked, \(admitted.isEmpty ? "none" : "\(admitted.count)") let in"
        case .caches:
            return Evidence.varies(evidence.actual)
                ? "Vary names Origin" : evidence.isDynamic ? "Vary does not name Origin" : "one answer for all"
        case .handshake:
            let parts = records.prefix(5).map { record in
                "\(name(record)) \(record.answer.hasHead ? String(record.answer.status) : "nothing")"
            }
            return parts.joined(separator: ", ")
        case .session:
            let statuses = records.map { $0.answer.hasHead ? String($0.answer.status) : "nothing" }
            return "\(records.count) requests: \(statuses.joined(separator: " "))"
        case .cookies: return evidence.cookies.map(\.name).joined(separator: ", ")
        default:
            guard first.answer.hasHead else { return "\(first.probe.method): \(first.answer.failure?.text ?? "no answer")" }
            return "\(first.probe.method) → \(first.answer.status)"
        }
    }

    private static func name(_ record: Record) -> String {
        guard case .handshake(let origin) = record.role else { return "" }
        switch origin {
        case .page: return "page"
        case .none: return "no origin"
        case .target: return "own host"
        case .foreign(let foreign): return foreign.rawValue
        }
    }
}
