/// Reads `Access-Control-Max-Age` (Fetch § CORS-preflight fetch, steps 7.9 to 7.12).
enum MaxAge {
    /// For how many seconds after which delay an answer may be used again.
    struct Lifetime: Equatable {
        var seconds: Double
        /// Only requests this much later find it.
        var after = 0.0
    }

    /// The lifetime of a preflight's answer; `nil` when it is not kept.
    static func lifetime(_ headers: HeaderList, browser: BrowserProfile) -> Lifetime? {
        let text = headers.combined("Access-Control-Max-Age")
        if let text, let seconds = seconds(text) {
            return seconds > 0 ? Lifetime(seconds: Double(min(seconds, browser.maxAgeLimit))) : nil
        }
        switch browser.maxAgeDefault {
        case .fiveSeconds: return Lifetime(seconds: 5)
        case .unsettled:
            guard let text else { return Lifetime(seconds: 5, after: 1) }
            return text.isEmpty ? Lifetime(seconds: 5) : nil
        }
    }

    /// Delta-seconds, and negative ones, which no browser keeps; `nil` for everything else.
    private static func seconds(_ text: String) -> Int? {
        if text.hasPrefix("-"), Text.isDigits(text.dropFirst()) { return 0 }
        guard Text.isDigits(text) else { return nil }
        return Int(text) ?? .max
    }
}
