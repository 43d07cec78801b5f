extension Catalogue {
    /// Diagnoses of the family F that no probe can see.
    static let unseenF: [Diagnosis] = [
        Diagnosis(
            "F23", .info, .page, "CORS stands in for authentication",
            symptom: "CORS used as authentication",
            cause: "\"only our origin may call it\": curl reads everything",
            evidence: "The call's answer without Origin and cookies returns private data",
            mend: "Authentication and authorization; CORS is a browser read permission",
            unseen: "which data is private is known to its owner; ask yourself whether curl without Origin may read it"),
        Diagnosis(
            "F24", .info, .page, "A form of another site acts in the user's name",
            symptom: "Unsafe action accepted as a simple POST (text/plain, form) with cookies and no CSRF token",
            cause: "The request is executed before CORS withholds the answer",
            evidence: "B11 + state change",
            mend: "SameSite, CSRF token, Sec-Fetch-Site/Origin check, require JSON type",
            unseen: "it takes a request that changes something; the doctor sends none by itself"),
        Diagnosis(
            "F28", .info, .page, "One policy for public and private paths",
            symptom: "One broad policy for everything: admin and public paths alike",
            cause: "A single global policy",
            evidence: "The call's answer on `/admin`-like paths",
            mend: "Separate policies; public may be `*`, admin tighter",
            unseen: "which paths are private is known to their owner; run the doctor on each"),
    ]
}
