import WayleaveBrowserModel

/// J12: Something in front answers preflights by another policy.
enum J12: Check {
    static let diagnosis = Diagnosis(
        "J12", .medium, .preflight, "Something in front answers preflights by another policy",
        symptom: "API gateway answers OPTIONS itself",
        cause: "A gateway, firewall or platform answers OPTIONS without asking the server.",
        evidence: "The answers directly and through the proxy: OPTIONS never reaches the backend",
        mend: "Configure the policy there, or switch it off there.", topic: .duplicate)

    static func examine(_ evidence: Evidence) -> Observation? {
        if let direct = evidence[.directPreflight], let deployed = evidence.preflight ?? evidence[.greedyPreflight], direct.hasHead,
            deployed.hasHead,
            direct["Access-Control-Allow-Origin"] != deployed["Access-Control-Allow-Origin"]
        {
            return Observation(
                evidence.proof(evidence.preflight == nil ? .greedyPreflight : .preflight, "Access-Control-Allow-Origin"),
                evidence.proof(.directPreflight, "Access-Control-Allow-Origin"))
        }
        guard let preflight = evidence.preflight, let actual = evidence.actual, let front = preflight["Server"],
            let back = actual["Server"], front != back,
            evidence.isReadable(preflight) != evidence.isReadable(actual)
        else { return nil }
        return Observation(
            evidence.proof(.preflight, "Server", "Access-Control-Allow-Origin"),
            evidence.proof(.actual, "Server", "Access-Control-Allow-Origin"))
    }
}
