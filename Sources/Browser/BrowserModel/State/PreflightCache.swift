/// What earlier preflights allowed (Fetch § CORS-preflight cache).
struct PreflightCache {
    /// What tells the entries of different requests apart.
    struct Key: Hashable {
        var partition: String
        var origin: String
        var url: String
    }

    private struct Entry {
        var key: Key
        var isCredentialed: Bool
        var methods: Set<String>
        var headers: Set<String>
        var from: Double
        var until: Double
    }

    private let browser: BrowserProfile
    private var entries: [Entry] = []

    init(_ browser: BrowserProfile) { self.browser = browser }

    /// Whether the request may go without asking again.
    func allows(_ key: Key, method: String, unsafeNames: [String], includesCredentials: Bool, at now: Double) -> Bool {
        let matching = entries.filter { entry in
            guard entry.key == key, now >= entry.from, now < entry.until else { return false }
            return entry.isCredentialed == includesCredentials || entry.isCredentialed && browser.credentialedEntryServesAll
        }
        let isMethodKnown =
            RequestMethods.isSafelisted(method) || matching.contains { covers($0.methods, method, isCredentialed: $0.isCredentialed) }
        return !matching.isEmpty && isMethodKnown
            && unsafeNames.allSatisfy { name in matching.contains { covers($0.headers, name, isCredentialed: $0.isCredentialed) } }
    }

    private func covers(_ names: Set<String>, _ name: String, isCredentialed: Bool) -> Bool {
        if names.contains(name) { return true }
        return !isCredentialed && !browser.cachedWildcardIsLiteral && names.contains("*") && name != "authorization"
    }

    /// Keeps an answer.
    mutating func store(_ key: Key, _ answer: PreflightAnswer, isCredentialed: Bool, lifetime: MaxAge.Lifetime, at now: Double) {
        if browser.preflightEntriesReplaceEachOther { clear(key) }
        entries.append(
            Entry(
                key: key, isCredentialed: isCredentialed, methods: Set(answer.methods ?? []),
                headers: Set((answer.headers ?? []).map { Text.lowercased($0) }), from: now + lifetime.after, until: now + lifetime.seconds)
        )
    }

    /// Fetch § clear cache entries.
    mutating func clear(_ key: Key) { entries.removeAll { $0.key == key } }
}
