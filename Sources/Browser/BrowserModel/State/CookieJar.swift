/// The cookies of a profile, and which of them travel with a request.
struct CookieJar {
    let rules: CookieRules
    let allowsThirdParties: Bool
    private var cookies: [Cookie] = []

    init(rules: CookieRules, allowsThirdParties: Bool) {
        self.rules = rules
        self.allowsThirdParties = allowsThirdParties
    }

    /// Keeps what the lines `Set-Cookie` of a response from `url` ask for, as far as the browser lets them.
    mutating func store(_ headers: HeaderList, from url: WebURL, _ circumstances: CookieCircumstances) {
        for line in headers.values("Set-Cookie") {
            guard var cookie = Cookie(line, from: url), isWelcome(cookie, circumstances) else { continue }
            cookie.partition = partition(cookie, circumstances)
            let index = cookies.firstIndex {
                $0.name == cookie.name && $0.host == cookie.host && $0.path == cookie.path && $0.partition == cookie.partition
            }
            if let index { cookies.remove(at: index) }
            if !cookie.isExpired { cookies.insert(cookie, at: index ?? cookies.count) }
        }
    }

    /// The `Cookie` header for a request to `url`; `nil` when there is none.
    func header(for url: WebURL, _ circumstances: CookieCircumstances) -> String? {
        let travelling = cookies.filter { cookie in
            cookie.concerns(url) && isWelcome(cookie, circumstances) && cookie.partition == partition(cookie, circumstances)
        }
        guard !travelling.isEmpty else { return nil }
        // Longer paths first; otherwise the oldest first (§ 5.8.3).
        let ordered = travelling.enumerated().sorted { ($1.element.path.utf8.count, $0.offset) < ($0.element.path.utf8.count, $1.offset) }
        return ordered.map { $0.element.name.isEmpty ? $0.element.value : "\($0.element.name)=\($0.element.value)" }.joined(separator: "; ")
    }

    /// § 5.8.3 SameSite, and the browser's stance on third parties.
    private func isWelcome(_ cookie: Cookie, _ circumstances: CookieCircumstances) -> Bool {
        if circumstances.isSameSite { return true }
        switch rules {
        case .schemeful: return cookie.sameSite == .none && (cookie.isPartitioned || allowsThirdParties)
        case .partitioned: return cookie.sameSite == .none || cookie.sameSite == .unspecified
        }
    }

    /// The jar a cookie belongs into: `Partitioned` ones into the page's, and with state partitioning all of third parties.
    private func partition(_ cookie: Cookie, _ circumstances: CookieCircumstances) -> String? {
        if cookie.isPartitioned { return circumstances.pageSite }
        return rules == .partitioned && !circumstances.isSameSite && !allowsThirdParties ? circumstances.pageSite : nil
    }
}
