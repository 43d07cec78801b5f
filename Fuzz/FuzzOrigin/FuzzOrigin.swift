import CrossOrigin

/// What a peer sends as Origin: reading is canonical, and a verdict agrees with the reading.
private let policy = try? CrossOriginPolicy {
    $0.origins = [
        "https://app.example.com", "https://*.a.test", "https://{label}.b.test", "http://localhost:{80,3000-3010}", "http://[::1]:*",
        "tauri://localhost", "/https://[a-z]{1,20}(-[a-z]+)*\\.c\\.test/",
    ]
    $0.credentials = true
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: data, count: size), as: UTF8.self)
    let origin = Origin(text)
    if let origin {
        precondition(origin.description == text, "a valid origin serialises to itself")
        precondition(Origin(canonicalizing: text) == origin, "a valid origin is its own canonical form")
    }
    if let canonical = Origin(canonicalizing: text) {
        precondition(Origin(canonical.description) == canonical, "what canonicalises is valid, and canonicalising again changes nothing")
    }
    guard let policy else { preconditionFailure("the rules have a fault") }
    let verdict = policy.judge(CrossOriginRequest(method: "GET", origins: [text], host: "app.example.com", isSecure: true))
    if let allowed = verdict.fields["access-control-allow-origin"] {
        precondition(allowed == text && origin != nil, "only valid origins are admitted, and answered as they are")
    } else {
        precondition(text != "https://app.example.com", "a listed origin is admitted")
        _ = verdict.refusal?.description
    }
    return 0
}
