extension CrossOriginRules {
    /// Reads rules from environment variables, or throws every fault the variables have; what is not set keeps its value in `defaults`.
    ///
    /// | variable | rule |
    /// |---|---|
    /// | `WAYLEAVE_ORIGINS` | ``origins``, separated by commas or white space; commas within `{}` do not separate, white space always does |
    /// | `WAYLEAVE_METHODS`, `WAYLEAVE_REQUEST_HEADERS`, `WAYLEAVE_EXPOSED_HEADERS`, `WAYLEAVE_TIMING_ORIGINS` | lists, likewise |
    /// | `WAYLEAVE_CREDENTIALS`, `WAYLEAVE_ALLOW_SAME_ORIGIN`, `WAYLEAVE_PASSES_PREFLIGHTS_TO_HANDLER` | `true` or `false` |
    /// | `WAYLEAVE_PREFLIGHT_MAX_AGE` | ``preflightMaxAge`` in seconds, or `omit` |
    /// | `WAYLEAVE_PREFLIGHT_STATUS` | `204` or `200` |
    /// | `WAYLEAVE_RESOURCE_POLICY` | `same-origin`, `same-site` or `cross-origin` |
    /// | `WAYLEAVE_UPGRADES_WITHOUT_ORIGIN` | `allowed` or `refused` |
    ///
    /// The dangerous opt-outs have no variables: they belong in code or in a reviewed file. A variable that merely resembles one of these is a
    /// fault, as a misspelt rule must not pass for a default; an empty list variable means an empty list.
    public init(environment: [String: String], defaults: CrossOriginRules = CrossOriginRules()) throws(CrossOriginRulesError) {
        var reading = EnvironmentReading(environment, defaults)
        self = reading.read()
        guard reading.faults.isEmpty else { throw CrossOriginRulesError(faults: reading.faults) }
    }
}

/// Gathers rules and faults from variables.
private struct EnvironmentReading {
    static let prefix = "WAYLEAVE_"
    static let names = [
        "ORIGINS", "METHODS", "REQUEST_HEADERS", "EXPOSED_HEADERS", "TIMING_ORIGINS", "CREDENTIALS", "ALLOW_SAME_ORIGIN",
        "PASSES_PREFLIGHTS_TO_HANDLER", "PREFLIGHT_MAX_AGE", "PREFLIGHT_STATUS", "RESOURCE_POLICY", "UPGRADES_WITHOUT_ORIGIN",
    ].map { prefix + $0 }

    private let environment: [String: String]
    private var rules: CrossOriginRules
    private(set) var faults: [CrossOriginFault] = []

    init(_ environment: [String: String], _ defaults: CrossOriginRules) {
        self.environment = environment
        rules = defaults
    }

    mutating func read() -> CrossOriginRules {
        list("ORIGINS", \.origins)
        list("METHODS", \.methods)
        list("REQUEST_HEADERS", \.requestHeaders)
        list("EXPOSED_HEADERS", \.exposedHeaders)
        list("TIMING_ORIGINS", \.timingOrigins)
        let truths = ["true": true, "false": false]
        value("CREDENTIALS", \.credentials, "`true` or `false`") { truths[$0] }
        value("ALLOW_SAME_ORIGIN", \.allowSameOrigin, "`true` or `false`") { truths[$0] }
        value("PASSES_PREFLIGHTS_TO_HANDLER", \.passesPreflightsToHandler, "`true` or `false`") { truths[$0] }
        value("PREFLIGHT_MAX_AGE", \.preflightMaxAge, "whole seconds from 0 to 86400, or `omit`") { text -> Duration?? in
            if text == "omit" { return .some(nil) }
            // Bounded here, as `Duration` itself would trap far beyond; the policy refuses what is above 86400.
            return UInt32(text).map { Duration.seconds(Int64($0)) }
        }
        value("PREFLIGHT_STATUS", \.preflightStatus, "`204` or `200`") { Int($0).flatMap(CrossOriginRules.PreflightStatus.init) }
        value("RESOURCE_POLICY", \.resourcePolicy, "`same-origin`, `same-site` or `cross-origin`") {
            CrossOriginRules.ResourcePolicy(rawValue: $0).map { .some($0) }
        }
        value("UPGRADES_WITHOUT_ORIGIN", \.upgradesWithoutOrigin, "`allowed` or `refused`") {
            CrossOriginRules.UpgradesWithoutOrigin(rawValue: $0)
        }
        findMisspelt()
        return rules
    }

    private mutating func list(_ name: String, _ rule: WritableKeyPath<CrossOriginRules, [String]>) {
        guard let text = environment[EnvironmentReading.prefix + name] else { return }
        var depth = 0
        rules[keyPath: rule] = text.split { character in
            if character == "{" { depth += 1 }
            if character == "}" { depth = max(0, depth - 1) }
            return character.isWhitespace || character == "," && depth == 0
        }.map(String.init)
    }

    private mutating func value<Value>(
        _ name: String, _ rule: WritableKeyPath<CrossOriginRules, Value>, _ permitted: String, _ parse: (String) -> Value?
    ) {
        let name = EnvironmentReading.prefix + name
        guard let text = environment[name] else { return }
        guard let value = parse(text) else {
            return faults.append(
                CrossOriginFault(.settingInvalid, name, text, "is not a value of this variable", mend: "write \(permitted)"))
        }
        rules[keyPath: rule] = value
    }

    /// Other programs may share the prefix; only what is one or two letters off, or hopes to opt out of a guard, is taken for a mistake.
    private mutating func findMisspelt() {
        for name in environment.keys.sorted() where !EnvironmentReading.names.contains(name) {
            if name.hasPrefix(EnvironmentReading.prefix + "DANGEROUSLY") {
                faults.append(
                    CrossOriginFault(
                        .settingUnknown, name, name, "cannot be set by the environment", mend: "set the rule in code or in a reviewed file")
                )
            } else if name.hasPrefix(EnvironmentReading.prefix.dropLast(2)),
                let meant = EditDistance.nearest(to: name, among: EnvironmentReading.names, within: 2)
            {
                faults.append(
                    CrossOriginFault(
                        .settingUnknown, name, name, "is not a variable that is read", mend: "mend the name, or remove it",
                        suggestion: meant))
            }
        }
    }
}
