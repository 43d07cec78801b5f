import WayleaveBrowserModel
import WayleaveDoctor

/// What `wayleave doctor` was told.
struct DoctorArguments {
    private var url: WebURL?
    private var origin: String?
    private var kind = TargetKind.auto
    private var method: String?
    private var headers = HeaderList()
    private var includesCredentials: Bool?
    private var page: WebURL?
    private var direct: WebURL?
    private var sendsUnsafeRequests = false
    private var idleSeconds = 0
    private(set) var limits = ProbeLimits()
    private(set) var network = NetworkOptions()
    private(set) var failOn = Severity.medium
    private(set) var printsJSON = false
    private(set) var printsCurl = false
    private(set) var printsTrace = false
    private(set) var isVerbose = false
    private(set) var htmlPath: String?
    private(set) var junitPath: String?
    private(set) var harPath: String?

    init(_ arguments: inout Arguments) throws(UsageError) {
        while let word = arguments.next() {
            switch word {
            case "--origin": origin = try DoctorArguments.origin(try arguments.value(of: word))
            case "--kind": kind = try DoctorArguments.kind(try arguments.value(of: word))
            case "--method": method = try DoctorArguments.method(try arguments.value(of: word))
            case "--header": headers.lines.append(try DoctorArguments.header(try arguments.value(of: word)))
            case "--credentials": includesCredentials = try DoctorArguments.credentials(try arguments.value(of: word))
            case "--page": page = try DoctorArguments.address(word, try arguments.value(of: word), schemes: ["http", "https"])
            case "--direct":
                direct = try DoctorArguments.address(word, try arguments.value(of: word), schemes: ["http", "https", "ws", "wss"])
            case "--send": sendsUnsafeRequests = true
            case "--idle": idleSeconds = try DoctorArguments.number(word, try arguments.value(of: word), 1...3_600)
            case "--max-requests": limits.maxRequests = try DoctorArguments.number(word, try arguments.value(of: word), 1...500)
            case "--timeout":
                let seconds = try DoctorArguments.number(word, try arguments.value(of: word), 1...600)
                (limits.request, limits.total) = (.seconds(min(seconds, 15)), .seconds(seconds))
            case "--insecure": network.isInsecure = true
            case "--cacert": network.certificateAuthorities = try arguments.value(of: word)
            case "--connect-to": network.connectTo.append(try arguments.value(of: word))
            case "--http1": network.usesHTTP2 = false
            case "--fail-on": failOn = try DoctorArguments.severity(try arguments.value(of: word))
            case "--json": printsJSON = true
            case "--curl": printsCurl = true
            case "--trace": printsTrace = true
            case "--verbose": isVerbose = true
            case "--html": htmlPath = try arguments.value(of: word)
            case "--junit": junitPath = try arguments.value(of: word)
            case "--har": harPath = try arguments.value(of: word)
            default:
                guard !word.hasPrefix("-") else { throw UsageError("`\(word)` is no flag of `wayleave doctor`") }
                guard url == nil else { throw UsageError("`\(word)`: one address at a time; the first was `\(url?.description ?? "")`") }
                url = try DoctorArguments.address("", word, schemes: ["http", "https", "ws", "wss"])
            }
        }
        guard url != nil || harPath != nil else {
            throw UsageError("`doctor` needs an address: `wayleave doctor https://api.example.com/data --origin https://app.example.com`")
        }
    }

    /// The question to ask; what was not said is taken from a recording or from the page.
    func question(suspect: (url: WebURL, origin: String, method: String)?) throws(UsageError) -> Question {
        guard let url = url ?? suspect?.url else {
            throw UsageError("the recording has no cross-origin request; name the address to look at")
        }
        guard let origin = origin ?? page?.origin.serialized ?? suspect?.origin else {
            throw UsageError("whose page is it? add `--origin https://app.example.com`, or `--page URL`")
        }
        var question = Question(url: url, origin: origin)
        question.kind = kind
        question.method = method ?? suspect?.method ?? "GET"
        question.headers = headers
        question.includesCredentials = includesCredentials
        question.pageURL = page
        question.directURL = direct
        question.sendsUnsafeRequests = sendsUnsafeRequests
        question.idleSeconds = idleSeconds
        return question
    }
}
