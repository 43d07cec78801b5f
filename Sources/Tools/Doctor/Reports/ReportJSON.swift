import WayleaveBrowserModel
import WayleaveJSON

extension Report {
    /// The report as one JSON object on one line (schema: Documentation/Doctor.md § JSON).
    package var json: String {
        let object: JSONObject = [
            "version": 1, "url": .string(question.given), "origin": .string(question.origin), "kind": .string(question.kind.rawValue),
            "recognised": .array(recognised.map(JSONValue.string)), "steps": .array(steps.map(ReportJSON.step)),
            "findings": .array(findings.map(ReportJSON.finding)),
            "verdicts": .object(JSONObject(verdicts.map { .init(name: $0.browser.rawValue, value: .bool($0.isAllowed)) })),
            "reached": .bool(isReached), "requests": .number(JSONNumber(requests)), "milliseconds": .number(JSONNumber(milliseconds)),
        ]
        return "\(JSONValue.object(object))"
    }
}

/// Parts of a report as JSON.
enum ReportJSON {
    static func step(_ step: ReportStep) -> JSONValue {
        var object: JSONObject = [
            "id": .string(step.id), "title": .string(step.stage.title), "status": .string(step.status.rawValue),
            "detail": .string(step.detail), "findings": .array(step.findings.map(JSONValue.string)),
        ]
        if let record = step.record {
            object["request"] = .object([
                "method": .string(record.probe.method), "url": .string(record.probe.url), "headers": headers(record.probe.headers),
            ])
            var response: JSONObject = ["status": .number(JSONNumber(record.answer.status)), "headers": headers(record.answer.headers)]
            if let failure = record.answer.failure { response["failure"] = .string(failure.text) }
            object["response"] = .object(response)
        }
        return .object(object)
    }

    static func finding(_ finding: Finding) -> JSONValue {
        .object([
            "id": .string(finding.id), "severity": .string(finding.severity.name), "step": .string("\(finding.stage)"),
            "title": .string(finding.title), "symptom": .string(finding.symptom), "cause": .string(finding.cause),
            "evidence": .array(finding.evidence.filter { !$0.isEmpty }.map(JSONValue.string)), "mend": .string(finding.mend),
            "browsers": .object(JSONObject(finding.browsers.map { .init(name: $0.name, value: .string($0.line)) })),
            "retest": .string(finding.retest), "also": .array(finding.folded.map(JSONValue.string)),
        ])
    }

    private static func headers(_ headers: HeaderList) -> JSONValue {
        .array(headers.lines.map { .array([.string($0.name), .string($0.value)]) })
    }
}
