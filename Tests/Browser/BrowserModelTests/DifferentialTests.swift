import Testing

@testable import WayleaveBrowserModel

/// What `Interop/differential` found Chromium to do beyond what the truth tables told.
@Suite struct DifferentialTests {
    private let chromium = Scene(browser: .chromium)

    private func fetched(_ change: (inout FetchCall) -> Void) -> PageRequest {
        var call = FetchCall(Scene.api)
        change(&call)
        return .fetch(call)
    }

    @Test func clientHintsPassWithSoundValuesAlone() {
        let unsafe = { (headers: HeaderList) in SafelistedHeaders(browser: .chromium).unsafeNames(headers) }
        #expect(unsafe(["Save-Data": "On", "ECT": "4g", "RTT": "50", "Downlink": "1.5", "DPR": "2"]).isEmpty)
        #expect(unsafe(["Save-Data": "off", "ECT": "5g", "RTT": "1.5", "Width": "-1"]) == ["ect", "rtt", "save-data", "width"])
        #expect(SafelistedHeaders(browser: .firefox).unsafeNames(["Save-Data": "on"]) == ["save-data"])
    }

    @Test func clientHintsGetLostInRedirects() {
        let api = "https://one.example.com/"
        let action = PageAction(Scene.fetch(api + "a", method: "PUT", headers: ["DPR": "x"]))
        let servers = ServerScript { request, _ in
            let allow: HeaderList = ["Access-Control-Allow-Methods": "PUT", "Access-Control-Allow-Headers": "dpr"]
            if request.kind == .preflight { return Scene.allowing(allow) }
            return request.url.path == "/a" ? Scene.allowing(status: 307, ["Location": "/b"]) : Scene.allowing()
        }
        let asked = chromium.verdict([action], servers).requests.map { $0.headers.combined("Access-Control-Request-Headers") }
        #expect(asked == ["dpr", nil, nil, nil])
    }

    @Test func aRefusedAnswerIsNotKept() {
        let answer = Scene.allowing("*", ["Cache-Control": "max-age=60"])
        let actions = [PageAction(Scene.fetch(credentials: "include")), PageAction(Scene.fetch()), PageAction(Scene.fetch())]
        #expect(Scene(browser: .chromium, answer: answer).verdict(actions).count(.actual) == 2)
        #expect(Scene(browser: .standard, answer: answer).verdict(actions).count(.actual) == 1)
    }

    @Test func staleAnswersServeWhoForcesTheCache() {
        let scene = Scene(browser: .chromium, answer: Scene.allowing(["Cache-Control": "no-cache"]))
        #expect(scene.verdict(Scene.fetch(), fetched { $0.cache = "force-cache" }).count(.actual) == 1)
        #expect(scene.verdict(Scene.fetch(), Scene.fetch()).count(.actual) == 2)
    }

    @Test func theNextPreflightReplacesTheLast() {
        let answers = ServerScript { request, _ in
            let asked = request.headers.combined("Access-Control-Request-Headers") ?? ""
            return Scene.allowing(["Access-Control-Allow-Headers": asked, "Access-Control-Max-Age": "600"])
        }
        let actions = ["X-A", "X-B", "X-A"].map { PageAction(Scene.fetch(headers: HeaderList([.init($0, "1")]))) }
        #expect(chromium.verdict(actions, answers).count(.preflight) == 3)
        #expect(Scene().verdict(actions, answers).count(.preflight) == 2)
    }

    @Test func redirectsAreCheckedBeforeTheyAreHandedOut() {
        let servers = ServerScript { _, _ in Scene.allowing("https://elsewhere.example", status: 302, ["Location": "/b"]) }
        let verdict = chromium.verdict([PageAction(fetched { $0.redirect = "manual" })], servers)
        #expect(verdict.codes == ["AllowOriginMismatch"])
    }

    @Test func aLocationThatIsNoAddressComesBeforeTheCheck() {
        let servers = ServerScript { _, _ in ServerAnswer(status: 302, headers: ["Location": "http://:x"]) }
        let verdict = chromium.verdict([PageAction(Scene.fetch())], servers)
        #expect(verdict.steps[0].readable == .none)
        #expect(verdict.codes.isEmpty)
    }

    @Test func anEmptyLocationIsHiddenFromWhoAsksForTheRedirect() {
        let servers = ServerScript { _, _ in Scene.allowing(status: 302, ["Location": ""]) }
        #expect(chromium.verdict([PageAction(fetched { $0.redirect = "manual" })], servers).steps[0].readable == .opaque)
        #expect(chromium.verdict([PageAction(fetched { $0.redirect = "error" })], servers).steps[0].readable == .full)
    }

    @Test func noModeFollowsARedirectWithAUser() {
        let servers = ServerScript { request, _ in
            request.url.path == "/data"
                ? ServerAnswer(status: 302, headers: ["Location": "https://u:p@api.example.com/b"]) : ServerAnswer(status: 200)
        }
        let verdict = chromium.verdict([PageAction(Scene.fetch(mode: "no-cors"))], servers)
        #expect(verdict.steps[0].readable == .none)
        #expect(verdict.codes.isEmpty)
        #expect(Scene().verdict([PageAction(Scene.fetch(mode: "no-cors"))], servers).steps[0].readable == .opaque)
    }

    @Test func withoutCORSTheOriginGetsLostAtTheFirstCrossing() {
        let post = PageAction(Scene.fetch("https://app.example.org/a", method: "POST", mode: "no-cors"))
        let hops = ["https://app.example.org/a", "https://one.example.com/b"]
        #expect(chromium.verdict([post], Scene.chain(hops, status: 307)).requests.map(\.origin) == [Scene.origin, "null"])
        #expect(Scene().verdict([post], Scene.chain(hops, status: 307)).requests.map(\.origin) == [Scene.origin, Scene.origin])
    }

    @Test func elementsUnderCORSSayTheirOriginAtHomeToo() {
        let home = ElementLoad(.moduleScript, url: "https://app.example.org/script.js")
        #expect(chromium.verdict(.element(home)).requests.map(\.origin) == [Scene.origin])
        #expect(Scene().verdict(.element(home)).requests.map(\.origin) == [nil])
    }

    @Test func styleSheetsTakeAnythingBelow400() {
        let sheet = ServerAnswer(status: 300, headers: ["Content-Type": "text/css"])
        let load = PageRequest.element(ElementLoad(.stylesheet, url: Scene.api))
        #expect(Scene(browser: .chromium, answer: sheet).verdict(load).steps[0].readable == .opaque)
        #expect(Scene(browser: .standard, answer: sheet).verdict(load).steps[0].readable == .none)
    }

    @Test func eventStreamsAreUTF8() {
        let stream = Scene.allowing(["Content-Type": "text/event-stream; charset=latin1"])
        let request = PageRequest.eventSource(url: Scene.api, withCredentials: false)
        #expect(Scene(browser: .chromium, answer: stream).verdict(request).steps[0].readable == .none)
        #expect(Scene(browser: .standard, answer: stream).verdict(request).steps[0].readable == .full)
    }

    @Test func aCredentiallessPageNeedsNoPermissionForWhatGoesWithoutCookies() {
        var scene = Scene(browser: .chromium)
        scene.pageHeaders = ["Cross-Origin-Embedder-Policy": "credentialless"]
        #expect(scene.verdict(Scene.fetch(credentials: "include", mode: "no-cors")).steps[0].readable == .opaque)
    }

    @Test func imagesRedirectedToTheLoopbackAreUpgradedThere() {
        let servers = ServerScript { request, _ in
            request.url.host == "localhost" ? nil : ServerAnswer(status: 302, headers: ["Location": "http://localhost:8080/i.png"])
        }
        var scene = chromium
        scene.settings.addressSpace = { _ in .loopback }
        let verdict = scene.verdict([PageAction(.element(ElementLoad(.image, url: Scene.api)))], servers)
        #expect(verdict.requests.map(\.url.scheme) == ["https", "https"])
    }
}
