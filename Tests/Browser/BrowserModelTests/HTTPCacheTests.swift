import Testing

@testable import WayleaveBrowserModel

/// The trap of answers that vary by origin and do not say so.
@Suite struct HTTPCacheTests {
    /// An image without CORS, then a fetch of the same address; the server adds its header only when it sees an origin.
    private func verdict(_ browser: BrowserProfile, vary: String?) -> BrowserVerdict {
        let servers = ServerScript { request, _ in
            var headers: HeaderList = ["Cache-Control": "max-age=60", "Content-Type": "image/png"]
            if let origin = request.origin { headers.append("Access-Control-Allow-Origin", origin) }
            if let vary { headers.append("Vary", vary) }
            return ServerAnswer(status: 200, headers: headers, body: [0x89, 0x50, 0x4E, 0x47])
        }
        return Scene(browser: browser).verdict(
            [PageAction(.element(ElementLoad(.image, url: Scene.api))), PageAction(Scene.fetch(credentials: "omit"))], servers)
    }

    @Test func anImageSpoilsALaterFetchInChromiumUnlessTheAnswerVaries() {
        #expect(verdict(.chromium, vary: nil).steps[1].readable == .none)
        #expect(verdict(.chromium, vary: "Accept-Encoding").steps[1].readable == .none)
        #expect(verdict(.chromium, vary: "origin").steps[1].readable == .full)
        #expect(verdict(.chromium, vary: "*").steps[1].readable == .full)
        #expect(verdict(.firefox, vary: nil).steps[1].readable == .full)
    }

    @Test func aRevalidationTakesItsHeadersFromThe304() {
        func readable(_ second: HeaderList) -> Readability {
            let servers = ServerScript { _, earlier in
                earlier == 0 ? Scene.allowing(["ETag": "\"1\"", "Cache-Control": "no-cache"]) : ServerAnswer(status: 304, headers: second)
            }
            return Scene(browser: .chromium).verdict([PageAction(Scene.fetch()), PageAction(Scene.fetch())], servers).steps[1].readable
        }
        #expect(readable([:]) == .full)
        #expect(readable(["Access-Control-Allow-Origin": "https://elsewhere.example"]) == .none)
    }
}
