import Testing

@testable import WayleaveBrowserModel

@Suite struct RedirectTests {
    private let a = "https://app.example.org/a"
    private let b = "https://one.example.com/b"
    private let c = "https://two.example.net/c"

    private func origins(_ hops: [String], browser: BrowserProfile = .standard) -> [String?] {
        Scene(browser: browser).verdict([PageAction(Scene.fetch(hops[0]))], Scene.chain(hops)).requests.map(\.origin)
    }

    @Test func leavingAForeignOriginMakesTheOriginNull() {
        #expect(origins([a, b]) == [nil, Scene.origin])
        #expect(origins([b, b + "2"]) == [Scene.origin, Scene.origin])
        #expect(origins([b, c]) == [Scene.origin, "null"])
        #expect(origins([b, a]) == [Scene.origin, "null"])  // coming home is still CORS
    }

    @Test func everyHopIsChecked() {
        let servers = ServerScript { request, _ in
            request.url.host == "one.example.com"
                ? ServerAnswer(status: 302, headers: ["Location": "https://two.example.net/c"]) : Scene.allowing("*")
        }
        let verdict = Scene().verdict([PageAction(Scene.fetch(b))], servers)
        #expect(verdict.codes == ["MissingAllowOriginHeader"])
        #expect(verdict.count(.actual) == 1)
        let firefox = Scene(browser: .firefox).verdict([PageAction(Scene.fetch(b))], servers)
        #expect(firefox.codes == ["CORSDidNotSucceed2", "CORSMissingAllowOrigin2"])
    }

    @Test func postBecomesGetAndAuthorizationStaysBehind() {
        let verdict = Scene().verdict(
            [PageAction(Scene.fetch(a, method: "POST", headers: ["Authorization": "x", "Content-Type": "text/plain"], body: .string))],
            Scene.chain([a, b]))
        #expect(verdict.requests.map(\.method) == ["POST", "GET"])
        #expect(verdict.requests[1].headers.contains("Authorization") == false)
        #expect(verdict.requests[1].headers.contains("Content-Type") == false)
    }

    @Test func firefoxRemembersThatAPreflightWasNeeded() {
        let action = PageAction(Scene.fetch(a, headers: ["Authorization": "x"]))
        #expect(Scene(browser: .chromium).verdict([action], Scene.chain([a, b])).count(.preflight) == 0)
        let firefox = Scene(browser: .firefox).verdict([action], Scene.chain([a, b]))
        #expect(firefox.count(.preflight) == 1)
        #expect(firefox.requests[1].headers.contains("Access-Control-Request-Headers") == false)
    }

    @Test func firefoxAsksWithThePagesOriginThoughTheRequestSaysNull() {
        let action = PageAction(Scene.fetch(b, method: "PUT"))
        let hops = Scene(browser: .firefox).verdict([action], Scene.chain([b, c], status: 307)).requests
        #expect(hops.map(\.origin) == [Scene.origin, Scene.origin, Scene.origin, "null"])
        let standard = Scene().verdict([action], Scene.chain([b, c], status: 307)).requests
        #expect(standard.map(\.origin) == [Scene.origin, Scene.origin, "null", "null"])
    }

    @Test func twentyRedirectsAreFollowedAndNoMore() {
        let loop = ServerScript { _, _ in Scene.allowing("*", status: 302, ["Location": "https://one.example.com/b"]) }
        let verdict = Scene().verdict([PageAction(Scene.fetch(b))], loop)
        #expect(verdict.count(.actual) == 21)
        #expect(verdict.steps[0].findings.map(\.reason) == [.tooManyRedirects])
    }

    @Test(arguments: [("https://u:p@two.example.net/", "RedirectContainsCredentials"), ("ftp://two.example.net/", "CorsDisabledScheme")])
    func targetsThatCORSForbidsHaveNames(location: String, code: String) {
        let servers = ServerScript { _, _ in Scene.allowing("*", status: 302, ["Location": location]) }
        #expect(Scene(browser: .chromium).verdict([PageAction(Scene.fetch(b))], servers).codes == [code])
    }

    @Test func anEmptyLocationIsAnAnswerInChromium() {
        let servers = ServerScript { _, _ in Scene.allowing("*", status: 302, ["Location": ""]) }
        #expect(Scene(browser: .chromium).verdict([PageAction(Scene.fetch(b))], servers).steps[0].status == 302)
        #expect(Scene(browser: .firefox).verdict([PageAction(Scene.fetch(b))], servers).steps[0].readable == .none)
    }

    @Test func redirectModesRefuseOrHideTheRedirect() {
        var call = FetchCall(b)
        call.redirect = "error"
        #expect(Scene().verdict([PageAction(.fetch(call))], Scene.chain([b, c])).steps[0].readable == .none)
        call.redirect = "manual"
        #expect(Scene().verdict([PageAction(.fetch(call))], Scene.chain([b, c])).steps[0].responseType == .opaqueredirect)
    }
}
