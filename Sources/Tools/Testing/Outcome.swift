internal import WayleaveBrowserModel
internal import WayleaveDoctor
internal import WayleaveHTTPWire

/// What one browser does with a call.
struct Outcome {
    let browser: String
    let isAllowed: Bool
    /// The browser's own sentence about a refusal.
    let why: String

    static func all(
        _ target: some CrossOriginTarget, _ path: String, _ origin: String, _ method: HTTPMethod, _ headers: [String: String],
        _ credentials: Bool, _ client: CrossOriginClient
    ) async throws -> [Outcome] {
        let verdicts = try await target.withAddress { address in
            Doctor.verdicts(try question(address + path, origin, method, headers, credentials, client)).verdicts
        }
        return verdicts.map { verdict in
            let finding = verdict.steps.flatMap(\.findings).first { $0.reason != nil }
            let why = [finding?.text, finding?.console].compactMap { $0 }.joined(separator: "\n")
            return Outcome(browser: verdict.browser.rawValue, isAllowed: verdict.isAllowed, why: why)
        }
    }

    /// The question for the doctor; in tests of one's own server everything is really sent.
    static func question(
        _ address: String, _ origin: String, _ method: HTTPMethod, _ headers: [String: String], _ credentials: Bool,
        _ client: CrossOriginClient
    ) throws(CrossOriginQuestionError) -> Question {
        guard let url = WebURL(address), !url.host.isEmpty else { throw CrossOriginQuestionError("`\(address)` is no address") }
        guard origin == "null" || WebURL(origin)?.origin.serialized == origin else {
            throw CrossOriginQuestionError(
                "`\(origin)` is no origin as browsers write them: scheme, host and port, such as `https://app.example.com`")
        }
        var question = Question(url: url, origin: origin)
        question.kind = client.kind
        question.method = "\(method)"
        question.headers = HeaderList(headers.sorted { $0.key < $1.key }.map { HeaderList.Line($0.key, $0.value) })
        question.includesCredentials = credentials
        question.sendsUnsafeRequests = true
        return question
    }
}
