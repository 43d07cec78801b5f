import WayleaveBrowserModel

/// F14: everybody may read a private network.
enum F14: Check {
    static let diagnosis = Diagnosis(
        "F14", .medium, .strangers, "Everybody may read a private network",
        symptom: "`*` on private data reachable by network position",
        cause: "Everybody's pages may read a service that is reachable from this network only.",
        evidence: "Access-Control-Allow-Origin `*`, private address",
        mend: "List the origins, and ask for a login.", topic: .exactOrigins)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let actual = evidence.actual, actual["Access-Control-Allow-Origin"] == "*", AddressSpaces.isPrivate(actual.address),
            !AddressSpaces.isLoopback(actual.address)
        else { return nil }
        return Observation(evidence.proof(.actual, "Access-Control-Allow-Origin"), "connected to \(actual.address)")
    }
}
