/// Mends in the configuration language of the software at hand.
enum Mends {
    /// The recipe for what serves there: the outermost that can do it; `nil` when nothing known is recognised.
    static func recipe(_ topic: MendTopic, _ evidence: Evidence) -> String? {
        let facts = MendFacts(evidence)
        for software in order(evidence.software, topic) {
            if let recipe = recipe(topic, software, facts) { return "\(software.rawValue):\n\(recipe)" }
        }
        return nil
    }

    /// Who should mend it: what only proxies do, or what applications know better.
    private static func order(_ software: [ServerSoftware], _ topic: MendTopic) -> [ServerSoftware] {
        switch topic {
        case .forwardUpgrade, .buffering, .affinity, .duplicate: software
        case .errors: software
        default: software.filter { !$0.isProxy } + software.filter(\.isProxy)
        }
    }

    private static func recipe(_ topic: MendTopic, _ software: ServerSoftware, _ facts: MendFacts) -> String? {
        switch topic {
        case .policy, .preflight, .vary, .exactOrigins, .errors: PolicyRecipes.text(software, topic, facts)
        case .upgradeOrigin, .upgradeAllow: UpgradeRecipes.origins(software, facts)
        case .forwardUpgrade: UpgradeRecipes.forwarding(software)
        case .duplicate: ProxyRecipes.duplicate(software)
        case .affinity: ProxyRecipes.affinity(software)
        case .buffering: ProxyRecipes.buffering(software)
        case .cookies: nil
        }
    }
}
