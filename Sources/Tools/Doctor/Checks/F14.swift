import WayleaveBrowserModel

/// F14: everybody may read a private network.
enum F14: Check {
    static let diagnosis = Diagnosis(
        "F14", .medium, .strangers, "Everybody may read a private network",
        symptom: "`*` on private data reachable by network position",
        cause: "Intranet or loopback service with `*`: any page in the user's browser reads it",
        evidence: "ACAO `*`, private address",
        mend: "Exact list; authentication", topic: .exactOrigins)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let actual = evidence.actual, actual["Access-Control-Allow-Origin"] == "*", AddressSpaces.isPrivate(actual.address),
            !AddressSpaces.isLoopback(actual.address)
        else { return nil }
        return Observation(evidence.proof(.actual, "Access-Control-Allow-Origin"), "connected to \(actual.address)")
    }
}
