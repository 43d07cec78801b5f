import Testing

@testable import WayleaveBrowserModel

@Suite struct CookieTests {
    private let cookies: HeaderList = [
        "Set-Cookie": "plain=1; Path=/", "Set-Cookie": "strict=1; Path=/; SameSite=Strict", "Set-Cookie": "none=1; Path=/; SameSite=None",
        "Set-Cookie": "free=1; Path=/; SameSite=None; Secure", "Set-Cookie": "part=1; Path=/; SameSite=None; Secure; Partitioned",
    ]

    /// The Cookie header of a credentialed fetch from `page`, after a first-party visit that set all of them.
    private func sent(_ browser: BrowserProfile, from page: String, allowsThirdParties: Bool? = nil, credentials: String = "include") throws
        -> String?
    {
        let target = try #require(WebURL("https://api.example.com/set"))
        let answer = ServerAnswer(status: 200, headers: cookies)
        var settings = BrowserSettings()
        settings.allowsThirdPartyCookies = allowsThirdParties
        let exchange = Exchange(
            page: Page(url: try #require(WebURL(page))), actions: [PageAction(Scene.fetch(credentials: credentials))],
            servers: ServerScript(actual: answer), visits: [target], settings: settings)
        return browser.verdict(on: exchange).requests.last?.headers.combined("Cookie")
    }

    @Test func oneSiteSharesAllCookiesIncludingStrictOnes() throws {
        #expect(try sent(.chromium, from: "https://www.example.com/") == "plain=1; strict=1; free=1; part=1")
        #expect(try sent(.firefox, from: "https://www.example.com/") == "plain=1; strict=1; free=1; part=1")
    }

    @Test func otherSitesGetNoneUnlessThirdPartyCookiesAreOn() throws {
        #expect(try sent(.chromium, from: "https://app.example.org/") == nil)
        #expect(try sent(.chromium, from: "https://app.example.org/", allowsThirdParties: true) == "free=1")
        #expect(try sent(.firefox, from: "https://app.example.org/") == nil)
    }

    @Test func theSchemeIsPartOfTheSiteInChromiumOnly() throws {
        #expect(try sent(.chromium, from: "http://www.example.com/") == nil)
        #expect(try sent(.firefox, from: "http://www.example.com/") == "plain=1; strict=1; free=1")
    }

    @Test func withoutIncludedCredentialsNoneGoToOtherOrigins() throws {
        #expect(try sent(.chromium, from: "https://www.example.com/", credentials: "same-origin") == nil)
    }

    @Test(arguments: [(BrowserProfile.chromium, "part=1"), (.firefox, "plain=1; free=1; part=1")])
    func whatAThirdPartySetsStaysInThePagesJarEvenIfTheCheckFails(browser: BrowserProfile, kept: String) {
        let call = Scene.fetch(credentials: "include")
        let verdict = Scene(browser: browser, answer: ServerAnswer(status: 200, headers: cookies)).verdict(call, call)
        #expect(verdict.steps[0].readable == .none)
        #expect(verdict.requests.last?.headers.combined("Cookie") == kept)
    }
}
