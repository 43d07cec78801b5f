import CrossOrigin

/// A table of policies and requests in text, one request a line.
///
/// ```
/// policy origins=https://app.example.com credentials methods=PUT headers=content-type
/// GET https://app.example.com                  grant
/// PUT? https://app.example.com fields=x-no     refuse header-not-allowed
/// ```
/// A request is a method and an Origin (`-` for none). `PUT?` is the preflight that asks for PUT, `GET^` an upgrade. Options: `fields=`
/// (requested fields, one field line each; `_` stands for a space), `host=`, `tls`, `and=` (a second Origin).
///
/// What is expected: `grant` (this very origin may read), `any` (`*`), `none` (nothing granted, nothing refused), `deny REASON` (passes
/// without a grant), `refuse REASON` (403); `answer` and `answer-any` for preflights.
struct VerdictTable {
    struct Row: CustomStringConvertible, Sendable {
        var policy: Int
        var rules: String
        var line: String
        var request: CrossOriginRequest
        var expected: String

        var description: String { "\(line)  (policy \(rules))" }
    }

    var policies: [CrossOriginPolicy] = []
    var rows: [Row] = []

    init(_ texts: String...) throws {
        var rules = ""
        for line in texts.joined(separator: "\n").split(separator: "\n").map(String.init) where !line.isEmpty && !line.hasPrefix("#") {
            let words = line.split(separator: " ").map(String.init)
            if words[0] == "policy" {
                rules = words.dropFirst().joined(separator: " ")
                policies.append(try CrossOriginPolicy(try Self.rules(words.dropFirst())))
            } else {
                rows.append(try Self.row(words, policy: policies.count - 1, rules: rules, line: line))
            }
        }
    }

    struct Unreadable: Error { var line: String }

    private static func rules(_ words: ArraySlice<String>) throws -> CrossOriginRules {
        var rules = CrossOriginRules()
        for word in words {
            let (key, value) = option(word)
            let list = value.split(separator: ",").map(String.init)
            switch key {
            case "origins": rules.origins = list
            case "methods": rules.methods = list
            case "headers": rules.requestHeaders = list
            case "exposed": rules.exposedHeaders = list
            case "credentials": rules.credentials = true
            case "max-age": rules.preflightMaxAge = value == "nil" ? nil : .seconds(Int(value) ?? -1)
            case "insecure": rules.dangerouslyAllowInsecureOriginsWithCredentials = true
            case "null": rules.dangerouslyAllowNullOrigin = true
            case "public-suffix": rules.dangerouslyAllowPublicSuffixSubdomains = true
            case "no-own": rules.allowSameOrigin = false
            case "upgrades-need-origin": rules.upgradesWithoutOrigin = .refused
            default: throw Unreadable(line: word)
            }
        }
        return rules
    }

    private static func row(_ words: [String], policy: Int, rules: String, line: String) throws -> Row {
        guard words.count >= 3, policy >= 0 else { throw Unreadable(line: line) }
        var method = words[0]
        var request = CrossOriginRequest(method: method, origins: words[1] == "-" ? [] : [words[1]])
        if method.hasSuffix("?") {
            method.removeLast()
            (request.method, request.requestedMethod) = ("OPTIONS", method)
        } else if method.hasSuffix("^") {
            method.removeLast()
            (request.method, request.isUpgrade) = (method, true)
        }
        var index = 2
        while index < words.count, words[index].contains("=") || words[index] == "tls" {
            let (key, value) = option(words[index])
            switch key {
            case "fields": request.requestedHeaders.append(unescape(value))
            case "host": request.host = value
            case "and": request.origins.append(value)
            case "tls": request.isSecure = true
            default: throw Unreadable(line: line)
            }
            index += 1
        }
        return Row(policy: policy, rules: rules, line: line, request: request, expected: words[index...].joined(separator: " "))
    }

    private static func option(_ word: String) -> (key: String, value: String) {
        guard let equals = word.firstIndex(of: "=") else { return (word, "") }
        return (String(word[..<equals]), String(word[word.index(after: equals)...]))
    }

    private static func unescape(_ text: String) -> String {
        text.split(separator: "_", omittingEmptySubsequences: false).joined(separator: " ")
    }
}

extension CrossOriginVerdict {
    /// What the table would say of this verdict on a request of `origin`.
    func summary(_ origin: String?) -> String {
        switch action {
        case .refuse: return "refuse \(refusal?.reason.rawValue ?? "?")"
        case .answerPreflight: return allowOrigin == "*" ? "answer-any" : allowOrigin == origin ? "answer" : "answer \(allowOrigin ?? "?")"
        case .pass:
            if let refusal { return "deny \(refusal.reason.rawValue)" }
            guard let allowOrigin else { return "none" }
            return allowOrigin == "*" ? "any" : allowOrigin == origin ? "grant" : "grant \(allowOrigin)"
        }
    }
}
