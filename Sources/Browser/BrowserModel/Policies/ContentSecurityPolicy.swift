/// The Content-Security-Policies of a document, as far as they decide about requests (CSP Level 3).
struct ContentSecurityPolicy {
    /// Per policy: directive name → its sources.
    private var policies: [[String: [String]]] = []
    private let own: WebURL

    init(_ headers: HeaderList, own: WebURL) {
        self.own = own
        // CSP § parse a response's policies: commas separate policies, in one line or in several.
        for text in headers.values("Content-Security-Policy").flatMap({ $0.split(separator: ",") }) {
            var directives: [String: [String]] = [:]
            for part in text.split(separator: ";") {
                let words = part.split { $0 == " " || $0 == "\t" }.map(String.init)
                guard let name = words.first.map({ Text.lowercased($0) }), directives[name] == nil else { continue }  // the first counts
                directives[name] = Array(words.dropFirst())
            }
            policies.append(directives)
        }
    }

    /// Upgrade Insecure Requests § upgrade-insecure-requests.
    var upgradesInsecureRequests: Bool { policies.contains { $0["upgrade-insecure-requests"] != nil } }

    /// Why `url` is refused; `nil` when all policies allow it.
    func violation(_ url: WebURL, for destination: Destination, isRedirect: Bool) -> BlockReason? {
        let names = ContentSecurityPolicy.directives(destination)
        for policy in policies {
            for name in names {
                guard let sources = policy[name] else { continue }
                let isAllowed = sources.contains { SourceExpression($0).matches(url, own: own, isRedirect: isRedirect) }
                if !isAllowed { return .contentSecurityPolicy(directive: ([name] + sources).joined(separator: " "), governing: names[0]) }
                break
            }
        }
        return nil
    }

    /// CSP § fetch directives: the one that decides, and what it falls back to.
    private static func directives(_ destination: Destination) -> [String] {
        switch destination {
        case .empty, .webSocket: ["connect-src", "default-src"]
        case .image: ["img-src", "default-src"]
        case .script: ["script-src-elem", "script-src", "default-src"]
        case .style: ["style-src-elem", "style-src", "default-src"]
        case .font: ["font-src", "default-src"]
        case .frame: ["frame-src", "child-src", "default-src"]
        case .form: ["form-action"]
        }
    }
}
