import Testing

@testable import WayleaveBrowserModel

@Suite struct PreflightTests {
    private func scene(_ preflight: HeaderList, status: Int = 204, in browser: BrowserProfile = .standard) -> Scene {
        Scene(browser: browser, preflight: Scene.allowing(status: status, preflight), answer: Scene.allowing())
    }

    @Test func theQuestionNamesMethodAndUnsafeHeadersAndCarriesNoCookies() throws {
        let verdict = scene(["Access-Control-Allow-Methods": "PUT", "Access-Control-Allow-Headers": "x-a, X-B"])
            .verdict(Scene.fetch(method: "put", headers: ["X-B": "1", "x-a": "2"]))
        let question = try #require(verdict.requests.first)
        #expect(question.method == "OPTIONS")
        #expect(question.headers.combined("Access-Control-Request-Method") == "PUT")
        #expect(question.headers.combined("Access-Control-Request-Headers") == "x-a,x-b")
        #expect(question.origin == Scene.origin)
        #expect(verdict.requests.map(\.kind) == [.preflight, .actual])
        #expect(verdict.isAllowed)
    }

    @Test func methodsAreComparedExactlyAndPatchStaysLowerCase() {
        let verdict = scene(["Access-Control-Allow-Methods": "PATCH"]).verdict(Scene.fetch(method: "patch"))
        #expect(verdict.codes == ["MethodDisallowedByPreflightResponse"])
        #expect(verdict.count(.actual) == 0)
    }

    @Test func postNeedsNoMention() {
        #expect(scene(["Access-Control-Allow-Headers": "x-a"]).verdict(Scene.fetch(method: "POST", headers: ["x-a": "1"])).isAllowed)
    }

    @Test func aStarCoversAuthorizationInBrowsersButNotOnPaper() {
        let call = Scene.fetch(headers: ["Authorization": "x"])
        #expect(scene(["Access-Control-Allow-Headers": "*"]).verdict(call).codes == ["HeaderDisallowedByPreflightResponse"])
        #expect(scene(["Access-Control-Allow-Headers": "*"], in: .chromium).verdict(call).codes.isEmpty)
        let firefox = scene(["Access-Control-Allow-Headers": "*"], in: .firefox).verdict(call)
        #expect(firefox.isAllowed)
        #expect(firefox.codes == ["CORSAllowHeaderFromPreflightDeprecation"])
    }

    @Test func aStarIsANameWhenCredentialsAreIncluded() {
        let more: HeaderList = ["Access-Control-Allow-Methods": "*", "Access-Control-Allow-Credentials": "true"]
        #expect(scene(more).verdict(Scene.fetch(method: "PUT", credentials: "include")).codes == ["MethodDisallowedByPreflightResponse"])
    }

    @Test func oneBadElementSpoilsTheList() {
        let call = Scene.fetch(headers: ["x-a": "1"])
        #expect(scene(["Access-Control-Allow-Headers": "x-a, x b"]).verdict(call).codes == ["InvalidAllowHeadersPreflightResponse"])
        #expect(scene(["Access-Control-Allow-Headers": ",x-a,,"]).verdict(call).isAllowed)
    }

    @Test func headersAreBlamedBeforeTheStatus() {
        let scene = Scene(preflight: ServerAnswer(status: 404), answer: Scene.allowing())
        #expect(scene.verdict(Scene.fetch(method: "PUT")).codes == ["PreflightMissingAllowOriginHeader"])
        #expect(self.scene([:], status: 404).verdict(Scene.fetch(method: "PUT")).codes == ["PreflightInvalidStatus"])
    }

    @Test func aRedirectIsBlamedFirstInChromiumAndLastInFirefox() {
        let bare = ServerAnswer(status: 301, headers: ["Location": "/elsewhere"])
        #expect(Scene(browser: .chromium, preflight: bare).verdict(Scene.fetch(method: "PUT")).codes == ["PreflightDisallowedRedirect"])
        #expect(
            Scene(browser: .firefox, preflight: bare).verdict(Scene.fetch(method: "PUT")).codes == [
                "CORSDidNotSucceed2", "CORSMissingAllowOrigin2",
            ])
    }

    @Test func anUploadListenerForcesAPreflightInChromiumOnlyWithABody() {
        var call = XHRCall(Scene.api)
        call.hasUploadListener = true
        #expect(scene([:], in: .firefox).verdict(.xhr(call)).count(.preflight) == 1)
        #expect(scene([:], in: .chromium).verdict(.xhr(call)).count(.preflight) == 0)
        (call.method, call.body) = ("POST", .string)
        #expect(scene([:], in: .chromium).verdict(.xhr(call)).count(.preflight) == 1)
    }

    @Test func anImplicitContentTypeCounts() {
        #expect(
            scene(["Access-Control-Allow-Headers": "content-type"]).verdict(
                Scene.fetch(method: "POST", body: .blob(type: "application/json"))
            ).count(.preflight) == 1)
        #expect(scene([:]).verdict(Scene.fetch(method: "POST", body: .string)).count(.preflight) == 0)
    }
}
