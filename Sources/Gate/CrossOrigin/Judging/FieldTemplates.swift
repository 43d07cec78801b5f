/// The lines that are the same for every origin of a policy, built once.
struct FieldTemplates: Sendable {
    static let allowOrigin = Array("Access-Control-Allow-Origin: ".utf8)
    static let allowMethods = Array("Access-Control-Allow-Methods: ".utf8)
    static let allowHeaders = Array("Access-Control-Allow-Headers: ".utf8)
    static let lineEnd = Array("\r\n".utf8)

    /// For requests that are granted nothing: no Origin, a refused one, the server's own.
    let ungranted: [UInt8]
    /// For denied preflights.
    let preflightDenied: [UInt8]
    /// For actual responses and upgrades of an admitted origin.
    let actual: [UInt8]
    /// For granted preflights whose lists do not depend on the question; else all but those.
    let preflight: [UInt8]
    /// Whether each list answers with what was asked for: `*` has no meaning in responses to credentialed requests.
    let reflectsMethod: Bool
    let reflectsHeaders: Bool

    init(_ rules: CrossOriginRules, answersAllAlike: Bool) {
        let asked = "Access-Control-Request-Method, Access-Control-Request-Headers"
        let credentials = rules.credentials ? "Access-Control-Allow-Credentials: true\r\n" : ""
        let vary = answersAllAlike ? "" : "Vary: Origin\r\n"
        let varyPreflight = answersAllAlike ? "Vary: \(asked)\r\n" : "Vary: Origin, \(asked)\r\n"
        reflectsMethod = rules.credentials && rules.methods.contains("*")
        reflectsHeaders = rules.credentials && rules.requestHeaders.contains("*")

        var preflight = credentials
        if !rules.methods.isEmpty, !reflectsMethod {
            let methods = rules.methods.contains("*") ? "*" : rules.methods.joined(separator: ", ")
            preflight += "Access-Control-Allow-Methods: \(methods)\r\n"
        }
        if !rules.requestHeaders.isEmpty, !reflectsHeaders {
            let names = rules.requestHeaders.map(ByteText.lowercased)
            // Fetch § CORS non-wildcard request-header name: `authorization` is meant only where it is named.
            let headers = names.contains("*") ? ["*"] + names.filter { $0 == "authorization" } : names
            preflight += "Access-Control-Allow-Headers: \(headers.joined(separator: ", "))\r\n"
        }
        if let seconds = rules.preflightMaxAge?.components.seconds { preflight += "Access-Control-Max-Age: \(seconds)\r\n" }
        if rules.dangerouslyAllowPrivateNetworkAccess { preflight += "Access-Control-Allow-Private-Network: true\r\n" }

        var common = ""
        if !rules.timingOrigins.isEmpty { common += "Timing-Allow-Origin: \(rules.timingOrigins.joined(separator: ", "))\r\n" }
        if let policy = rules.resourcePolicy { common += "Cross-Origin-Resource-Policy: \(policy.rawValue)\r\n" }

        var actual = credentials
        if !rules.exposedHeaders.isEmpty {
            let headers = rules.exposedHeaders.contains("*") ? ["*"] : rules.exposedHeaders.map(ByteText.lowercased)
            actual += "Access-Control-Expose-Headers: \(headers.joined(separator: ", "))\r\n"
        }
        ungranted = Array((common + vary).utf8)
        preflightDenied = Array(varyPreflight.utf8)
        self.actual = Array((actual + common + vary).utf8)
        self.preflight = Array((preflight + varyPreflight).utf8)
    }

    /// The `Access-Control-Allow-Origin` line for `origin`.
    static func originLine(_ origin: UnsafeRawBufferPointer) -> [UInt8] {
        let prefix = allowOrigin.count
        return [UInt8](unsafeUninitializedCapacity: prefix + origin.count + 2) { line, count in
            let bytes = UnsafeMutableRawBufferPointer(line)
            allowOrigin.withUnsafeBytes { bytes.copyMemory(from: $0) }
            UnsafeMutableRawBufferPointer(rebasing: bytes[prefix...]).copyMemory(from: origin)
            count = prefix + origin.count
            line[count] = UInt8(ascii: "\r")
            line[count + 1] = UInt8(ascii: "\n")
            count += 2
        }
    }

    /// The lines of a granted preflight, with the method and fields that `facts` ask for where they are reflected.
    func preflightReflecting(_ facts: CrossOriginFacts) -> [UInt8] {
        var lines = preflight
        if reflectsMethod, let method = facts.requestedMethod {
            lines += FieldTemplates.allowMethods
            lines += method
            lines += FieldTemplates.lineEnd
        }
        if reflectsHeaders {
            var isFirst = true
            RequestedHeaders(facts).forEachName { name in
                lines += isFirst ? FieldTemplates.allowHeaders : [UInt8(ascii: ","), UInt8(ascii: " ")]
                lines += name
                isFirst = false
                return true
            }
            if !isFirst { lines += FieldTemplates.lineEnd }
        }
        return lines
    }
}
