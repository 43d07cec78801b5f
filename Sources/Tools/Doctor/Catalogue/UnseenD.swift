extension Catalogue {
    /// Diagnoses of the family D that no probe can see.
    static let unseenD: [Diagnosis] = [
        Diagnosis(
            "D2", .info, .page, "The body is in the Network panel, and script cannot read it",
            symptom: "Body unreadable though the Network tab shows status and body",
            cause: "The CORS check failed: DevTools shows what script may not see",
            evidence: "A-series",
            mend: "A-series",
            unseen: "it is what every fault of the A family looks like"),
        Diagnosis(
            "D3", .info, .page, "A canvas is tainted",
            symptom: "Canvas SecurityError, \"tainted\"",
            cause: "Image loaded without `crossorigin`, i.e. no-cors and opaque",
            evidence: "Element attributes, Access-Control-Allow-Origin on the image",
            mend: "`crossorigin` attribute + Access-Control-Allow-Origin on the image host; mind E3",
            unseen: "how an image is embedded stands in the page's script and markup; the image's own answer is checked as any other"),
        Diagnosis(
            "D6", .info, .page, "A script, style or image is refused for its type",
            symptom: "Script/style/image blocked with ResponseWasBlockedByORB or MIME complaint",
            cause: "Opaque response blocking, `X-Content-Type-Options: nosniff` with the wrong type; looks like CORS",
            evidence: "Content-Type, nosniff, element kind",
            mend: "Right Content-Type; cors mode for data",
            unseen: "which element loads the address stands in the page; its Content-Type and nosniff are in the evidence of the call"),
        Diagnosis(
            "D9", .info, .page, "Timing values are zero",
            symptom: "Timing values are 0",
            cause: "Timing-Allow-Origin absent or mismatching (F25)",
            evidence: "Header",
            mend: "Set it if timing may be shared",
            unseen: "whether timing is wanted is the page's affair; a mismatching Timing-Allow-Origin is F25"),
    ]
}
