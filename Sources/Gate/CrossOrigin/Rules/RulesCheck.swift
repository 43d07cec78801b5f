/// Checks rules as a whole and gathers every fault.
struct RulesCheck {
    private(set) var faults: [CrossOriginFault] = []
    /// The valid patterns among `origins`.
    private(set) var patterns: [OriginPattern] = []
    /// The valid expressions among `origins`.
    private(set) var expressions: [OriginExpression] = []
    private(set) var allowsAnyOrigin = false
    private(set) var allowsNull = false

    private let rules: CrossOriginRules
    private let publicSuffixes: PublicSuffixes

    init(_ rules: CrossOriginRules, publicSuffixes: PublicSuffixes, hasPredicates: Bool = false) {
        self.rules = rules
        self.publicSuffixes = publicSuffixes
        checkOrigins(hasPredicates)
        checkMethods()
        checkRequestHeaders()
        checkExposedHeaders()
        checkMaxAge()
        checkTimingOrigins()
    }

    private mutating func checkOrigins(_ hasPredicates: Bool) {
        if rules.origins.isEmpty, !hasPredicates {
            fault(
                .originsEmpty, "origins", "[]", "admits no origin",
                mend: "list at least one, or use `CrossOriginPolicy.sameOriginOnly` if none is meant")
        }
        var seen: Set<String> = []
        for origin in rules.origins {
            if !seen.insert(origin).inserted {
                fault(.originDuplicate, "origins", origin, "is listed more than once", mend: "remove the repetition")
            } else if origin == "*" {
                checkAnyOrigin(hasPredicates)
            } else if origin == "null" {
                checkNull()
            } else {
                checkOrigin(origin)
            }
        }
    }

    private mutating func checkAnyOrigin(_ hasPredicates: Bool) {
        allowsAnyOrigin = true
        if hasPredicates || rules.origins.contains(where: { $0 != "*" }) {
            fault(
                .originAnyNotAlone, "origins", "*", "stands beside other origins, which it makes pointless", mend: "remove it or the others"
            )
        }
        if rules.credentials {
            fault(
                .credentialsWithAnyOrigin, "origins", "*", "with `credentials` would let every site on the web act as its visitors",
                mend: "list the origins, or set `credentials` to false")
        }
    }

    private mutating func checkNull() {
        allowsNull = true
        guard !rules.dangerouslyAllowNullOrigin else { return }
        fault(
            .originNull, "origins", "null", "is an origin any page can assume with a sandboxed frame",
            mend: "serve the page from a real origin (or set `dangerouslyAllowNullOrigin`)")
    }

    private mutating func checkOrigin(_ text: String) {
        guard !text.hasPrefix("/") else { return checkExpression(text) }
        let reading = OriginReading(text)
        let meant = reading.canonical?.text
        for flaw in reading.flaws {
            fault(flaw.code, "origins", text, flaw.reason, mend: flaw.mend, suggestion: meant == text ? nil : meant)
        }
        guard let pattern = reading.canonical else { return }
        checkDangers(of: pattern, writtenAs: text)
        if reading.flaws.isEmpty { patterns.append(pattern) }
    }

    private mutating func checkExpression(_ text: String) {
        do throws(ExpressionFlaw) {
            let expression = try OriginExpression(text)
            if !rules.dangerouslyAllowPublicSuffixSubdomains, let example = expression.strangersExample(publicSuffixes) {
                fault(
                    .originPublicSuffix, "origins", text, "admits hosts that anyone can register, such as `\(example)`",
                    mend: "escape dots and name your own domain to the end (or set `dangerouslyAllowPublicSuffixSubdomains`)")
            }
            if rules.credentials, !rules.dangerouslyAllowInsecureOriginsWithCredentials, let example = expression.insecureExample {
                fault(
                    .credentialsWithInsecureOrigin, "origins", text,
                    "admits `\(example)`, which is not encrypted: with `credentials`, anyone on a visitor's network could act as the visitor",
                    mend: "begin with `https` (or set `dangerouslyAllowInsecureOriginsWithCredentials`)")
            }
            expressions.append(expression)
        } catch {
            fault(error.code, "origins", text, error.reason, mend: error.mend)
        }
    }

    private mutating func checkDangers(of pattern: OriginPattern, writtenAs text: String) {
        if !rules.dangerouslyAllowPublicSuffixSubdomains, coversPublicSuffix(pattern) {
            fault(
                .originPublicSuffix, "origins", text, "covers hosts that anyone can register, as `\(pattern.host)` is a public suffix",
                mend: "list your own hosts (or set `dangerouslyAllowPublicSuffixSubdomains`)")
        }
        let isInsecure = pattern.scheme == "http" && !LoopbackHost.contains(pattern.host)
        if isInsecure, rules.credentials, !rules.dangerouslyAllowInsecureOriginsWithCredentials {
            var secure = pattern
            secure.scheme = "https"
            if secure.port == .number(443) { secure.port = .standard }
            fault(
                .credentialsWithInsecureOrigin, "origins", text,
                "is not encrypted: with `credentials`, anyone on a visitor's network could act as the visitor",
                mend: "use https (or set `dangerouslyAllowInsecureOriginsWithCredentials`)", suggestion: secure.text)
        }
    }

    /// Whether strangers can register hosts that `pattern` covers.
    func coversPublicSuffix(_ pattern: OriginPattern) -> Bool {
        let host = pattern.host.hasSuffix(".") ? String(pattern.host.dropLast()) : pattern.host
        return pattern.coversSubdomains && publicSuffixes.contains(host)
    }

    /// An origin that `expression` admits and strangers could have.
    func strangersExample(_ expression: OriginExpression) -> String? { expression.strangersExample(publicSuffixes) }

    private mutating func checkMethods() {
        var seen: Set<String> = []
        for method in rules.methods {
            let upper = String(decoding: method.utf8.map { ByteText.isLower($0) ? $0 & 0xDF : $0 }, as: UTF8.self)
            if !seen.insert(method).inserted {
                fault(.methodDuplicate, "methods", method, "is listed more than once", mend: "remove the repetition")
            } else if !Array(method.utf8).withUnsafeBytes(ByteText.isToken) || method.utf8.count > PreflightLimits.maximumMethodBytes {
                fault(.methodInvalid, "methods", method, "is not a method", mend: "write one method an entry, such as `PUT`")
            } else if FieldNames.forbiddenMethods.contains(upper) {
                fault(.methodForbidden, "methods", method, "is forbidden to scripts by Fetch", mend: "remove it")
            } else if method != upper, FieldNames.knownMethods.contains(upper) {
                fault(
                    .methodCase, "methods", method, "is not `\(upper)`: methods are case-sensitive", mend: "write it in capitals",
                    suggestion: upper)
            }
        }
    }

    private mutating func checkRequestHeaders() {
        var seen: Set<String> = []
        for header in rules.requestHeaders where header != "*" {
            let name = ByteText.lowercased(header)
            if !seen.insert(name).inserted {
                fault(.requestHeaderDuplicate, "requestHeaders", header, "is listed more than once", mend: "remove the repetition")
            } else if !Array(name.utf8).withUnsafeBytes(ByteText.isToken) {
                fault(
                    .requestHeaderInvalid, "requestHeaders", header, "is not a field name", mend: "write one name an entry",
                    suggestion: RulesCheck.nameMeant(by: header))
            } else if FieldNames.isForbiddenRequestHeader(name) {
                fault(
                    .requestHeaderForbidden, "requestHeaders", header, "is set by the browser alone, never by a script", mend: "remove it")
            } else if FieldNames.corsResponseHeaders.contains(name) {
                fault(.requestHeaderProhibited, "requestHeaders", header, "is a response field", mend: "remove it; the policy sends it")
            }
        }
    }

    private mutating func checkExposedHeaders() {
        var seen: Set<String> = []
        for header in rules.exposedHeaders {
            let name = ByteText.lowercased(header)
            if !seen.insert(name).inserted {
                fault(.exposedHeaderDuplicate, "exposedHeaders", header, "is listed more than once", mend: "remove the repetition")
            } else if name == "*" {
                guard rules.credentials else { continue }
                fault(
                    .exposedAnyWithCredentials, "exposedHeaders", "*", "with `credentials` means a field named `*`, not all fields",
                    mend: "list the fields")
            } else if !Array(name.utf8).withUnsafeBytes(ByteText.isToken) {
                fault(
                    .exposedHeaderInvalid, "exposedHeaders", header, "is not a field name", mend: "write one name an entry",
                    suggestion: RulesCheck.nameMeant(by: header))
            } else if FieldNames.forbiddenResponseHeaders.contains(name) {
                fault(.exposedHeaderForbidden, "exposedHeaders", header, "is never shown to scripts", mend: "remove it")
            } else if FieldNames.requestOnlyHeaders.contains(name) || FieldNames.preflightOnlyHeaders.contains(name) {
                fault(.exposedHeaderProhibited, "exposedHeaders", header, "is no field of an actual response", mend: "remove it")
            }
        }
    }

    private mutating func checkMaxAge() {
        guard let maxAge = rules.preflightMaxAge else { return }
        let (seconds, attoseconds) = maxAge.components
        let written = "\(maxAge)"
        if seconds < 0 || attoseconds < 0 || seconds > 86400 || seconds == 86400 && attoseconds > 0 {
            fault(
                .maxAgeOutOfRange, "preflightMaxAge", written, "is outside 0 to 86400 seconds, which is the most any browser honours",
                mend: "write at most 86400 s; `nil` omits the field", suggestion: seconds > 86400 ? "86400" : nil)
        } else if attoseconds != 0 {
            fault(.maxAgeFractional, "preflightMaxAge", written, "is not a whole number of seconds", mend: "round it")
        }
    }

    private mutating func checkTimingOrigins() {
        if rules.timingOrigins.count > 1, rules.timingOrigins.contains("*") {
            fault(
                .timingAnyNotAlone, "timingOrigins", "*", "stands beside other origins, which it makes pointless",
                mend: "remove it or the others")
        }
        for text in rules.timingOrigins where text != "*" {
            let reading = OriginReading(text)
            guard !reading.flaws.isEmpty || reading.canonical?.isExact != true else { continue }
            let meant = reading.canonical.flatMap { $0.isExact && $0.text != text ? $0.text : nil }
            fault(
                .timingOriginInvalid, "timingOrigins", text, reading.flaws.first?.reason ?? "is a pattern, where only origins can be sent",
                mend: "write one origin an entry, such as `https://app.example.com`", suggestion: meant)
        }
    }

    private mutating func fault(
        _ code: CrossOriginFault.Code, _ rule: String, _ value: String, _ reason: String, mend: String, suggestion: String? = nil
    ) {
        faults.append(CrossOriginFault(code, rule, value, reason, mend: mend, suggestion: suggestion))
    }

    /// `header` without the white space or colon that people paste along, if that makes it a name.
    private static func nameMeant(by header: String) -> String? {
        let name = String(header.filter { $0 != " " && $0 != "\t" && $0 != ":" })
        return name != header && Array(name.utf8).withUnsafeBytes(ByteText.isToken) ? name : nil
    }
}
