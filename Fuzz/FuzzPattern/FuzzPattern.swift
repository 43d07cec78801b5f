import CrossOrigin

/// What an author lists, one entry a line; the last line is an Origin. Suggestions mend, and admission needs a valid origin.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: data, count: size), as: UTF8.self)
    var lines = text.split(separator: "\n", maxSplits: 8, omittingEmptySubsequences: false).map(String.init)
    let asked = lines.removeLast()
    var rules = CrossOriginRules()
    rules.origins = lines
    rules.credentials = size % 2 == 0
    do throws(CrossOriginRulesError) {
        let policy = try CrossOriginPolicy(rules)
        let verdict = policy.judge(CrossOriginRequest(method: "GET", origins: [asked]))
        guard let allowed = verdict.fields["access-control-allow-origin"] else { return 0 }
        precondition(allowed == asked && Origin(asked) != nil || allowed == "*" && !rules.credentials, "admits what no browser sends")
        for line in lines where lines.count == 1 && Origin(line) != nil {
            precondition(line == asked, "an exact entry admits itself alone")
        }
    } catch {
        for fault in error.faults {
            precondition(!fault.description.isEmpty)
            guard fault.rule == "origins", let suggestion = fault.suggestion, fault.code != .credentialsWithInsecureOrigin else { continue }
            precondition(Origin(canonicalizing: suggestion) == nil || Origin(suggestion) != nil, "suggests what no browser sends")
        }
    }
    return 0
}
