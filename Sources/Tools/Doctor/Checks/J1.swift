import WayleaveBrowserModel

/// J1: the target is in a more private network than the page.
enum J1: Check {
    static let diagnosis = Diagnosis(
        "J1", .info, .page, "The target is in a more private network than the page",
        symptom:
            "Chromium: InsecureLocalNetwork, InvalidLocalNetworkAccess or LocalNetworkAccessPermissionDenied: the text names the `loopback` or `local` address space",
        cause: "Local Network Access (Chrome 142 and later): the user must allow public pages to reach the local network",
        evidence: "The addresses that page and target have, and whether the page came over TLS",
        mend:
            "Ask for the permission, serve the page over https, give the right targetAddressSpace (`loopback` for localhost; `local` does not cover it), or host the page locally. No header of the server helps."
    )

    static func examine(_ evidence: Evidence) -> Observation? { observation(evidence) }

    /// What is known of the two address spaces, if the page's is wider.
    static func observation(_ evidence: Evidence) -> Observation? {
        guard let target = evidence.records.first(where: { $0.role.isOfCall && !$0.answer.address.isEmpty })?.answer.address,
            AddressSpaces.isPrivate(target), !evidence.question.page.isLoopback, evidence.question.page.isHTTP
        else { return nil }
        let space = AddressSpaces.isLoopback(target) ? "loopback" : "local"
        guard let page = evidence[.page], page.hasHead, !AddressSpaces.isPrivate(page.address) else {
            guard space == "local" else { return nil }  // a server under development, most likely
            return Observation(
                "the target's address is \(target) (\(space))",
                cause: "if \(evidence.origin) is a public site, Chromium asks its user before the page may reach the \(space) network")
        }
        let isSecure = evidence.question.page.isEncrypted
        return Observation(
            "the page's address is \(page.address), the target's \(target) (\(space))", severity: .high,
            cause: isSecure ? "the user must allow it once" : "a page that did not come over TLS may not reach it at all")
    }
}
