import Testing

@testable import WayleaveBrowserModel

@Suite struct PreflightCacheTests {
    private func preflights(
        _ browser: BrowserProfile, _ maxAge: String?, _ first: PageRequest, _ second: PageRequest, after delay: Double = 0
    ) -> Int {
        var more: HeaderList = [
            "Access-Control-Allow-Methods": "PUT, DELETE", "Access-Control-Allow-Headers": "x-a",
            "Access-Control-Allow-Credentials": "true",
        ]
        if let maxAge { more.append("Access-Control-Max-Age", maxAge) }
        let scene = Scene(
            browser: browser, preflight: Scene.allowing(status: 204, more),
            answer: Scene.allowing(["Access-Control-Allow-Credentials": "true"]))
        return scene.verdict([PageAction(first), PageAction(second, after: delay)]).count(.preflight)
    }

    @Test(arguments: ["5", "600", "99999999999999999999", " 10 "])
    func secondsAreKeptByAll(age: String) {
        for browser in BrowserName.allCases {
            #expect(preflights(BrowserProfile(of: browser), age, Scene.fetch(method: "PUT"), Scene.fetch(method: "PUT")) == 1)
        }
    }

    @Test(arguments: ["0", "-1", "-0"]) func nothingKeepsNothing(age: String) {
        #expect(preflights(.chromium, age, Scene.fetch(method: "PUT"), Scene.fetch(method: "PUT")) == 2)
        #expect(preflights(.firefox, age, Scene.fetch(method: "PUT"), Scene.fetch(method: "PUT")) == 2)
    }

    @Test(arguments: [nil, "abc", "1.5", "+10", "10, 20"]) func fiveSecondsAreTheDefaultExceptInFirefox(age: String?) {
        #expect(preflights(.chromium, age, Scene.fetch(method: "PUT"), Scene.fetch(method: "PUT")) == 1)
        #expect(preflights(.chromium, age, Scene.fetch(method: "PUT"), Scene.fetch(method: "PUT"), after: 6) == 2)
        #expect(preflights(.firefox, age, Scene.fetch(method: "PUT"), Scene.fetch(method: "PUT")) == 2)
    }

    @Test func chromiumKeepsAnswersTwoHours() {
        #expect(preflights(.chromium, "86400", Scene.fetch(method: "PUT"), Scene.fetch(method: "PUT"), after: 7_100) == 1)
        #expect(preflights(.chromium, "86400", Scene.fetch(method: "PUT"), Scene.fetch(method: "PUT"), after: 7_300) == 2)
        #expect(preflights(.firefox, "86400", Scene.fetch(method: "PUT"), Scene.fetch(method: "PUT"), after: 7_300) == 1)
        #expect(preflights(.safari, "86400", Scene.fetch(method: "PUT"), Scene.fetch(method: "PUT"), after: 700) == 2)
    }

    @Test func whatTheFirstAnswerListedNeedsNoSecondQuestion() {
        #expect(preflights(.chromium, "60", Scene.fetch(method: "PUT"), Scene.fetch(method: "DELETE", headers: ["x-a": "1"])) == 1)
        #expect(preflights(.chromium, "60", Scene.fetch(method: "PUT"), Scene.fetch(method: "PUT", headers: ["x-z": "1"])) == 2)
    }

    @Test func otherAddressesAreOtherEntries() {
        for url in [Scene.api + "?a", Scene.api + "#a", Scene.api + "/a"] {
            #expect(preflights(.chromium, "60", Scene.fetch(method: "PUT"), Scene.fetch(url, method: "PUT")) == 2)
        }
    }

    @Test func aCredentialedAnswerServesAllExceptInFirefox() {
        let credentialed = Scene.fetch(method: "PUT", credentials: "include")
        #expect(preflights(.chromium, "60", credentialed, Scene.fetch(method: "PUT")) == 1)
        #expect(preflights(.firefox, "60", credentialed, Scene.fetch(method: "PUT")) == 2)
        #expect(preflights(.chromium, "60", Scene.fetch(method: "PUT"), credentialed) == 2)
    }
}
