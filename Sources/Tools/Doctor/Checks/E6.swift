/// E6: `Vary` is overwritten instead of added to.
enum E6: Check {
    static let diagnosis = Diagnosis(
        "E6", .low, .caches, "`Vary` is overwritten instead of added to",
        symptom: "Compression or language variants break after adding CORS",
        cause: "A layer sets `Vary` where it should add to it.",
        evidence: "Vary with and without CORS layer",
        mend: "Add `Origin` to what is there.", topic: .vary)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let plain = evidence[.compressedWithoutOrigin], let own = evidence[.compressed],
            Evidence.varies(plain, by: "accept-encoding"),
            !Evidence.varies(own, by: "accept-encoding"), own.hasHead
        else { return nil }
        return Observation(evidence.proof(.compressed, "Vary"), evidence.proof(.compressedWithoutOrigin, "Vary"))
    }
}
