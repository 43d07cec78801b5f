import Synchronization
import WayleaveBrowserModel

/// Lets the browser model decide which requests leave, and sends just those.
struct BrowserDrive {
    let question: Question
    /// The page's own answer, whose policies count.
    let pageHeaders: HeaderList
    private(set) var answers: [SentRequest: ServerAnswer?] = [:]

    init(_ question: Question, pageHeaders: HeaderList = HeaderList()) {
        (self.question, self.pageHeaders) = (question, pageHeaders)
    }

    /// The browsers that are asked.
    static let browsers: [BrowserProfile] = [.chromium, .firefox, .safari]

    /// The most rounds of asking: as many requests as a call with redirects and their preflights can take.
    static let maxRounds = 12

    /// What each browser does; `send` is called with requests whose answers are not known yet.
    mutating func verdicts(
        of action: PageAction, isPagePublic: Bool, send: ([SentRequest]) -> [ServerAnswer?]
    ) -> [BrowserVerdict] {
        var verdicts: [BrowserVerdict] = []
        for _ in 0..<BrowserDrive.maxRounds {
            var missing: [SentRequest] = []
            verdicts = BrowserDrive.browsers.map { browser in
                let (verdict, asked) = verdict(of: action, by: browser, isPagePublic: isPagePublic)
                missing += asked.filter { !missing.contains($0) }
                return verdict
            }
            guard !missing.isEmpty else { break }
            for (request, answer) in zip(missing, send(missing)) { answers.updateValue(answer, forKey: request) }
        }
        return verdicts
    }

    private func verdict(of action: PageAction, by browser: BrowserProfile, isPagePublic: Bool) -> (BrowserVerdict, [SentRequest]) {
        let known = answers
        let missing = Mutex<[SentRequest]>([])
        let servers = ServerScript { request, _ in
            if let answer = known[request] { return answer }
            missing.withLock { $0.append(request) }
            return nil
        }
        var settings = BrowserSettings()
        // Where a page comes from cannot be told by its name alone; a local run of a public page must not look like an attack.
        settings.localNetworkPermission = .granted
        if !isPagePublic { settings.addressSpace = { _ in .public } }
        let exchange = Exchange(
            page: Page(url: question.page, headers: pageHeaders), actions: [action], servers: servers, settings: settings)
        let verdict = browser.verdict(on: exchange)
        return (verdict, missing.withLock { Array($0.prefix(1)) })
    }
}
