/// The HTTP cache as far as it changes verdicts (RFC 9111; Fetch § HTTP-network-or-cache fetch). Only GET is kept.
struct HTTPCache {
    struct Entry {
        var response: ServerAnswer
        /// What the request's headers were that `Vary` names.
        var varying: [String: String]
        var until: Double

        var validators: HeaderList {
            var list = HeaderList()
            if let tag = response.headers.combined("ETag") { list.append("If-None-Match", tag) }
            if let date = response.headers.combined("Last-Modified") { list.append("If-Modified-Since", date) }
            return list
        }
    }

    private var entries: [String: Entry] = [:]

    /// The entry that serves a request with these headers.
    func entry(_ key: String, for headers: HeaderList) -> Entry? {
        guard let entry = entries[key] else { return nil }
        if entry.response.headers.values("Vary").contains(where: { $0.contains("*") }) { return nil }
        return entry.varying.allSatisfy { headers.combined($0.key) ?? "" == $0.value } ? entry : nil
    }

    /// Forgets what is kept, if anything.
    mutating func remove(_ key: String) { entries[key] = nil }

    /// Keeps an answer if its headers allow that.
    mutating func store(_ key: String, _ response: ServerAnswer, for headers: HeaderList, at now: Double) {
        let directives = HTTPCache.directives(response.headers)
        entries[key] = nil
        guard !directives.contains("no-store"),
            ![206, 302, 303, 304, 307].contains(response.status) || directives.contains(where: { $0.hasPrefix("max-age") })
        else { return }
        var entry = Entry(response: response, varying: [:], until: now + HTTPCache.freshness(directives))
        for name in response.headers.values("Vary").flatMap({ Text.split($0, at: ",") }) {
            entry.varying[name] = headers.combined(name) ?? ""
        }
        entries[key] = entry  // stale ones still serve `force-cache`
    }

    /// RFC 9111 § 4.3.4: a 304's headers replace the stored ones.
    mutating func freshen(_ key: String, _ entry: Entry, with answer: ServerAnswer, for headers: HeaderList, at now: Double) -> ServerAnswer
    {
        var response = entry.response
        for name in Set(answer.headers.lines.map { Text.lowercased($0.name) }) where name != "content-length" {
            response.headers.remove(name)
        }
        response.headers.lines += answer.headers.lines.filter { Text.lowercased($0.name) != "content-length" }
        store(key, response, for: headers, at: now)
        return response
    }

    private static func directives(_ headers: HeaderList) -> [String] {
        headers.values("Cache-Control").flatMap { Text.split($0, at: ",") }.map { Text.lowercased($0) }
    }

    /// Seconds an answer stays fresh; nothing is guessed where nothing is said.
    private static func freshness(_ directives: [String]) -> Double {
        if directives.contains("no-cache") { return 0 }
        return directives.first { $0.hasPrefix("max-age=") }.flatMap { Double($0.dropFirst(8)) } ?? 0
    }
}
