internal import WayleaveJSON

extension BrowserVerdict {
    /// The verdict of a truth table's line as one line of JSON (format: Documentation/BrowserModel.md § Truth tables).
    public func truthTableLine(id: String, withRequests: Bool = false) -> String {
        // What leaves for a port where nobody listens does not arrive.
        let arrived = { (kind: SentRequest.Kind) in
            JSONValue.number(JSONNumber(requests.count { $0.kind == kind && TruthTableWorld.listens(at: $0.url) }))
        }
        let strings = { (texts: [String]) in JSONValue.array(texts.map(JSONValue.string)) }
        var line: JSONObject = [
            "id": .string(id),
            "verdict": .object([
                "readable": strings(steps.map(\.readable.rawValue)), "allowed": .bool(isAllowed),
                "preflights_sent": arrived(.preflight), "actuals_sent": arrived(.actual),
                "websockets_sent": arrived(.webSocket), "cors_errors": strings(codes),
            ]),
            "explanation": .array(
                steps.enumerated().flatMap { index, step in
                    step.findings.map { finding in
                        var entry: JSONObject = [
                            "step": .number(JSONNumber(index)), "url": .string(finding.url), "text": .string(finding.text),
                            "clause": .string(finding.clause), "codes": strings(finding.codes),
                        ]
                        if let console = finding.console { entry["console"] = .string(console) }
                        return JSONValue.object(entry)
                    }
                }),
        ]
        if withRequests {
            line["steps"] = .array(
                steps.map { step in
                    var entry: JSONObject = ["readable": .string(step.readable.rawValue), "headers": strings(step.readableHeaders)]
                    if let type = step.responseType { entry["type"] = .string(type.rawValue) }
                    if let status = step.status { entry["status"] = .number(JSONNumber(status)) }
                    return .object(entry)
                })
            line["requests"] = .array(
                requests.map { request in
                    .object([
                        "kind": .string(request.kind.rawValue), "method": .string(request.method),
                        "url": .string(request.url.withoutFragment),
                        "headers": .array(request.headers.lines.map { strings([$0.name, $0.value]) }),
                    ])
                })
        }
        return "\(JSONValue.object(line))"
    }
}
