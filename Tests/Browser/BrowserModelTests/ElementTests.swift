import Testing

@testable import WayleaveBrowserModel

@Suite struct ElementTests {
    private let png = ServerAnswer(status: 200, headers: ["Content-Type": "image/png"], body: [0x89, 0x50, 0x4E, 0x47])

    private func readable(
        _ kind: ElementLoad.Kind, _ crossOrigin: String? = nil, _ answer: ServerAnswer, in browser: BrowserProfile = .standard
    ) -> Readability {
        Scene(browser: browser, answer: answer).verdict(.element(ElementLoad(kind, url: Scene.api, crossOrigin: crossOrigin))).steps[0]
            .readable
    }

    @Test func anImageIsTaintedWithoutTheAttributeAndRefusedWithIt() {
        #expect(readable(.image, nil, png) == .opaque)
        #expect(readable(.image, "anonymous", png) == .none)
        var allowed = png
        allowed.headers.append("Access-Control-Allow-Origin", "*")
        #expect(readable(.image, "", allowed) == .full)
        #expect(readable(.image, "use-credentials", allowed) == .none)
    }

    @Test func moduleScriptsAreAlwaysUnderCORS() {
        let script = ServerAnswer(status: 200, headers: ["Content-Type": "text/javascript"])
        #expect(readable(.script, nil, script) == .loaded)
        #expect(readable(.moduleScript, nil, script) == .none)
        #expect(readable(.dynamicImport, nil, Scene.allowing(["Content-Type": "text/javascript"])) == .loaded)
        #expect(readable(.moduleScript, nil, Scene.allowing(["Content-Type": "text/plain"])) == .none)
    }

    @Test func fontPreloadsHonourTheAttributeExceptInFirefox() {
        let font = ServerAnswer(status: 200, headers: ["Content-Type": "font/woff2"])
        #expect(readable(.preload(as: "font"), "anonymous", font, in: .chromium) == .none)
        #expect(readable(.preload(as: "font"), "anonymous", font, in: .firefox) == .opaque)
    }

    @Test func formsCrossOriginsWithTheirOrigin() {
        let form = ElementLoad(.form(method: "post", encoding: "text/plain", noReferrer: false), url: Scene.api)
        let verdict = Scene().verdict(.element(form))
        #expect(verdict.steps[0].readable == .loaded)
        #expect(verdict.requests.map(\.origin) == [Scene.origin])
        #expect(verdict.count(.preflight) == 0)
    }
}
