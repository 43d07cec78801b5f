@testable import WayleaveBrowserModel

/// A page that asks one server on another site.
struct Scene {
    var browser = BrowserProfile.standard
    var page = "https://app.example.org/page"
    var pageHeaders: HeaderList = [:]
    var preflight = ServerAnswer(status: 204)
    var answer = ServerAnswer(status: 200)
    var socket = ServerAnswer(status: 404)
    var settings = BrowserSettings()

    static let api = "https://api.example.com/data"
    static let origin = "https://app.example.org"

    func verdict(_ requests: PageRequest...) -> BrowserVerdict { verdict(requests.map { PageAction($0) }) }

    func verdict(_ actions: [PageAction]) -> BrowserVerdict {
        verdict(actions, ServerScript(preflight: preflight, actual: answer, webSocket: socket))
    }

    func verdict(_ actions: [PageAction], _ servers: ServerScript) -> BrowserVerdict {
        guard let url = WebURL(page) else { return BrowserVerdict(browser: browser.name, steps: [], requests: []) }
        return browser.verdict(
            on: Exchange(page: Page(url: url, headers: pageHeaders), actions: actions, servers: servers, settings: settings))
    }

    /// `fetch` with a few choices.
    static func fetch(
        _ url: String = api, method: String = "GET", credentials: String = "same-origin", mode: String = "cors", headers: HeaderList = [:],
        body: RequestBody? = nil
    ) -> PageRequest {
        var call = FetchCall(url)
        (call.method, call.credentials, call.mode, call.headers, call.body) = (method, credentials, mode, headers, body)
        return .fetch(call)
    }

    /// An answer that allows the page's origin, and more.
    static func allowing(_ origin: String = Scene.origin, status: Int = 200, _ more: HeaderList = [:]) -> ServerAnswer {
        var headers: HeaderList = ["Access-Control-Allow-Origin": origin]
        headers.lines += more.lines
        return ServerAnswer(status: status, headers: headers)
    }

    /// An answer that allows the page's origin, and says more.
    static func allowing(_ more: HeaderList) -> ServerAnswer { allowing(Scene.origin, status: 200, more) }

    /// Servers that redirect along `hops`, each answer allowing every origin.
    static func chain(_ hops: [String], status: Int = 302) -> ServerScript {
        ServerScript { request, _ in
            let allow = request.origin ?? "*"
            if request.kind == .preflight {
                return Scene.allowing(
                    allow, status: 204, ["Access-Control-Allow-Methods": "PUT", "Access-Control-Allow-Headers": "authorization"])
            }
            guard let index = hops.firstIndex(of: request.url.withoutFragment), index + 1 < hops.count else { return Scene.allowing(allow) }
            return Scene.allowing(allow, status: status, ["Location": hops[index + 1]])
        }
    }
}
