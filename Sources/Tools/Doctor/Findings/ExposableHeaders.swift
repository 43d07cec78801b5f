import WayleaveBrowserModel

/// Response headers that pages commonly want to read and that are not readable by themselves.
enum ExposableHeaders {
    private static let names: Set<String> = [
        "x-request-id", "x-correlation-id", "x-trace-id", "x-total-count", "x-total", "x-page", "x-per-page", "x-next-page", "link",
        "content-disposition", "content-range", "location", "retry-after", "x-session-id",
    ]

    static func names(in answer: ProbeAnswer) -> [String] {
        var seen: Set<String> = []
        return answer.headers.lines.map { $0.name.lowercased() }.filter { name in
            (names.contains(name) || name.hasPrefix("x-ratelimit") || name.hasPrefix("ratelimit")) && seen.insert(name).inserted
        }
    }
}
