/// Looks over rules without faults for what was probably not meant.
struct RulesAdvice {
    /// Chromium's cap on max-age: `kMaxTimeout` of its preflight result cache. Firefox's is 86400 s, above which max-age is a fault.
    static let chromiumMaxAge: Int64 = 7200

    private(set) var warnings: [CrossOriginWarning] = []
    private let rules: CrossOriginRules

    init(_ rules: CrossOriginRules, _ check: RulesCheck) {
        self.rules = rules
        adviseOnOrigins(check)
        adviseOnExpressions(check)
        adviseOnMethodsAndHeaders()
        adviseOnMaxAge()
        if rules.dangerouslyAllowPrivateNetworkAccess {
            warn(
                .privateNetworkAccessDead, "dangerouslyAllowPrivateNetworkAccess", "true",
                "does nothing in current browsers: Private Network Access was withdrawn for Local Network Access, which asks the user",
                "remove it")
        }
    }

    private mutating func adviseOnOrigins(_ check: RulesCheck) {
        if check.allowsAnyOrigin {
            warn(
                .anyOriginOpensUpgrades, "origins", "*",
                "also lets every page open WebSockets, and those carry cookies even without `credentials`",
                "trust no cookie on upgrades under this policy, or judge their paths by another")
        }
        if check.allowsNull {
            warn(
                .nullOrigin, "origins", "null", "is an origin any page can assume with a sandboxed frame",
                "serve the page from a real origin and list that")
        }
        let wildcards = Dictionary(grouping: check.patterns.filter { !$0.isExact }, by: \.host)
        for pattern in check.patterns {
            if pattern.scheme == "http", !LoopbackHost.contains(pattern.host) {
                warn(
                    rules.credentials ? .insecureOriginWithCredentials : .insecureOrigin, "origins", pattern.text,
                    "is not encrypted: anyone on a visitor's network can speak as it", "list its https origin")
            }
            if check.coversPublicSuffix(pattern) {
                warn(
                    .publicSuffixWildcard, "origins", pattern.text, "covers hosts that anyone can register, preview deployments among them",
                    "list your own deployments, or put them below a domain of your own")
            }
            if let above = RulesAdvice.wildcard(above: pattern, wildcards) {
                warn(
                    .originRedundant, "origins", pattern.text, "is admitted by `\(above.text)` already", "remove it, or narrow the wildcard"
                )
            }
        }
    }

    /// Another pattern that admits all that `pattern` admits, sought at its host and those above it: rules may list thousands.
    private static func wildcard(above pattern: OriginPattern, _ wildcards: [String: [OriginPattern]]) -> OriginPattern? {
        guard !wildcards.isEmpty else { return nil }
        var host = pattern.host[...]
        while true {
            if let found = wildcards[String(host)]?.prefix(ListedOrigins.maximumCompared).first(where: {
                $0 != pattern && $0.covers(pattern)
            }) {
                return found
            }
            guard let dot = host.utf8.firstIndex(of: UInt8(ascii: ".")) else { return nil }
            host = host[host.utf8.index(after: dot)...]
        }
    }

    private mutating func adviseOnExpressions(_ check: RulesCheck) {
        for expression in check.expressions {
            if let listed = expression.listed(atMost: 8) {
                let list = listed.map { "`\($0)`" }.joined(separator: ", ")
                warn(.expressionAvoidable, "origins", expression.text, "admits only what a list would serve", "list \(list)")
            }
            if let example = expression.insecureExample {
                warn(
                    rules.credentials ? .insecureOriginWithCredentials : .insecureOrigin, "origins", expression.text,
                    "admits `\(example)`, which is not encrypted: anyone on a visitor's network can speak as it", "begin with `https`")
            }
            if let example = check.strangersExample(expression) {
                warn(
                    .publicSuffixWildcard, "origins", expression.text, "covers hosts that anyone can register, such as `\(example)`",
                    "list your own deployments, or put them below a domain of your own")
            }
        }
    }

    private mutating func adviseOnMethodsAndHeaders() {
        if rules.methods.contains("OPTIONS") {
            warn(
                .methodOptions, "methods", "OPTIONS", "is not needed: browsers never ask for leave to send preflights",
                "remove it, unless scripts call `fetch` with that method")
        }
        let names = rules.requestHeaders.map { ByteText.lowercased($0) }
        if names.contains("*"), !names.contains("authorization") {
            warn(
                .anyHeaderWithoutAuthorization, "requestHeaders", "*", "does not cover `authorization`",
                "list `authorization` beside it if pages send it")
        }
        for header in rules.exposedHeaders where FieldNames.safelistedResponseHeaders.contains(ByteText.lowercased(header)) {
            warn(.exposedHeaderSafelisted, "exposedHeaders", header, "can be read by every script that may read the response", "remove it")
        }
    }

    private mutating func adviseOnMaxAge() {
        guard let seconds = rules.preflightMaxAge?.components.seconds else { return }
        if seconds == 0 {
            warn(
                .maxAgeZero, "preflightMaxAge", "0", "makes browsers send a preflight before every single request",
                "write 3600, unless you are debugging")
        } else if seconds > RulesAdvice.chromiumMaxAge {
            warn(
                .maxAgeAboveCap, "preflightMaxAge", "\(seconds)",
                "is more than Chromium honours (\(RulesAdvice.chromiumMaxAge) s); Firefox goes to 86400 s",
                "write at most \(RulesAdvice.chromiumMaxAge), or expect preflights that often")
        }
    }

    private mutating func warn(_ code: CrossOriginWarning.Code, _ rule: String, _ value: String, _ reason: String, _ mend: String) {
        warnings.append(CrossOriginWarning(code: code, rule: rule, value: value, reason: reason, mend: mend))
    }
}
