import CrossOrigin

/// What a peer asks for in a preflight: the first line is the method, each other one a field line.
private let listed = try? CrossOriginPolicy {
    $0.origins = ["https://a.test"]
    $0.methods = ["PUT"]
    $0.requestHeaders = ["content-type", "x-a", "authorization"]
}
private let reflecting = try? CrossOriginPolicy {
    $0.origins = ["https://a.test"]
    $0.methods = ["*"]
    $0.requestHeaders = ["*"]
    $0.credentials = true
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: data, count: size), as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let request = CrossOriginRequest(
        method: "OPTIONS", origins: ["https://a.test"], requestedMethod: lines[0], requestedHeaders: Array(lines.dropFirst()))
    guard let listed, let reflecting else { preconditionFailure("the rules have a fault") }
    for policy in [listed, reflecting] {
        let verdict = policy.judge(request)
        precondition((verdict.action == .answerPreflight) == (verdict.refusal == nil), "a granted preflight has no refusal")
        _ = verdict.refusal?.description
        // What is reflected must not break out of its line.
        let lines = verdict.fields.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        precondition(lines.last?.isEmpty == true)
        for line in lines.dropLast() {
            precondition(
                line.last == UInt8(ascii: "\r") && line.dropLast().allSatisfy { $0 >= 0x20 && $0 < 0x7F }, "a stray byte in a field")
        }
        precondition(verdict.fields.byteCount < 20_000)
    }
    return 0
}
