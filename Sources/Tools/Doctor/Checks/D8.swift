import WayleaveBrowserModel

/// D8: a font without permission.
enum D8: Check {
    static let diagnosis = Diagnosis(
        "D8", .high, .response, "A font without permission",
        symptom: "Web font missing; or loaded twice, \"preloaded but not used\"",
        cause: "Fonts are always loaded under CORS.",
        evidence: "The call's answer with Origin; preload tag",
        mend: "Allow the origin, or everybody with `*`, on the fonts.", topic: .policy, absorbs: ["A1"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        let path = evidence.url.path.lowercased()
        guard [".woff2", ".woff", ".ttf", ".otf"].contains(where: path.hasSuffix), case (.missingAllowOrigin, _)? = evidence.corsFault
        else { return nil }
        return Observation(evidence.proof(.actual, "Access-Control-Allow-Origin"))
    }
}
