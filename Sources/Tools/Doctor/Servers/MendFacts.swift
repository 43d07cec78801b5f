import WayleaveBrowserModel

/// What a recipe is filled in with.
struct MendFacts {
    let origin: String
    let credentials: Bool
    let methods: [String]
    let headers: [String]
    let host: String

    init(_ evidence: Evidence) {
        let question = evidence.question
        origin = question.origin == "null" ? "https://app.example.com" : question.origin
        credentials = question.credentials || Evidence.allowsCredentials(evidence.actual)
        let wanted = evidence.kind == .signalr ? ["GET", "POST", "DELETE"] : ["GET", "POST"]
        methods = wanted + (wanted.contains(question.method) || question.method == "HEAD" ? [] : [question.method])
        headers = BrowserProfile.chromium.unsafeHeaderNames(question.pageHeaders)
        host = evidence.url.authority
    }

    var methodList: String { methods.joined(separator: ", ") }
    var headerList: String { headers.isEmpty ? "content-type" : headers.joined(separator: ", ") }

    /// The elements in quotes, for languages that write lists so.
    func quoted(_ words: [String], _ mark: Character = "\"") -> String { words.map { "\(mark)\($0)\(mark)" }.joined(separator: ", ") }
    var quotedHeaders: String { quoted(headers.isEmpty ? ["content-type"] : headers) }
}
