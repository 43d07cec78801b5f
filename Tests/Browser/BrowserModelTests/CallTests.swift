import Testing

@testable import WayleaveBrowserModel

@Suite struct CallTests {
    @Test(arguments: ["CONNECT", "trace", "Track", "A B", ""]) func forbiddenMethodsThrow(method: String) {
        #expect(Scene(answer: Scene.allowing()).verdict(Scene.fetch(method: method)).requests.isEmpty)
    }

    @Test func callsThatMakeNoSenseSendNothing() {
        let scene = Scene(answer: Scene.allowing())
        #expect(scene.verdict(Scene.fetch("https://u:p@api.example.com/")).requests.isEmpty)
        #expect(scene.verdict(Scene.fetch(body: .string)).requests.isEmpty)
        #expect(scene.verdict(Scene.fetch(mode: "navigate")).requests.isEmpty)
        #expect(scene.verdict(Scene.fetch(method: "PUT", mode: "no-cors")).requests.isEmpty)
        #expect(scene.verdict(Scene.fetch(mode: "same-origin")).requests.isEmpty)
        #expect(scene.verdict(Scene.fetch(headers: ["a b": "1"])).requests.isEmpty)
        #expect(scene.verdict(Scene.fetch(headers: ["x-a": "1\u{0}"])).requests.isEmpty)
    }

    @Test(arguments: ["Host", "Cookie", "Sec-Anything", "Proxy-Foo", "Origin", "Content-Length"])
    func forbiddenHeadersAreDroppedSilently(name: String) {
        let verdict = Scene(answer: Scene.allowing()).verdict(Scene.fetch(headers: HeaderList([.init(name, "1")])))
        #expect(verdict.count(.preflight) == 0)
        #expect(verdict.isAllowed)
    }

    @Test func methodOverridesAreForbiddenForForbiddenMethods() {
        #expect(ForbiddenHeaders.contains("X-HTTP-Method-Override", value: "POST, TRACE"))
        #expect(!ForbiddenHeaders.contains("X-HTTP-Method-Override", value: "PUT"))
        #expect(!ForbiddenHeaders.contains("X-HTTP-Method-Override", value: "\"TRACE\""))
    }

    @Test func noCORSKeepsOnlySimpleHeadersAndHidesTheResponse() {
        let verdict = Scene().verdict(Scene.fetch(mode: "no-cors", headers: ["x-a": "1", "Range": "bytes=0-", "Accept": "a/b"]))
        #expect(verdict.requests[0].headers.lines.map(\.name) == ["Accept"])
        #expect(verdict.steps[0].responseType == .opaque)
        #expect(verdict.steps[0].status == 0)
    }

    @Test func onlyExposedHeadersAreReadable() {
        func names(_ expose: String, credentials: String = "omit") -> [String] {
            let answer = Scene.allowing([
                "Access-Control-Allow-Credentials": "true", "Access-Control-Expose-Headers": expose, "X-A": "1", "Set-Cookie": "a=b",
                "Content-Type": "text/plain",
            ])
            return Scene(answer: answer).verdict(Scene.fetch(credentials: credentials)).steps[0].readableHeaders
        }
        #expect(names("x-a, set-cookie") == ["content-type", "x-a"])
        #expect(names("x-a x-b") == ["content-type"])
        #expect(names("*").contains("x-a"))
        #expect(!names("*", credentials: "include").contains("x-a"))
    }

    @Test func opaqueContextsAreNull() {
        let action = PageAction(Scene.fetch(), in: .opaqueFrame)
        #expect(Scene(answer: Scene.allowing("null")).verdict([action]).isAllowed)
        #expect(Scene(answer: Scene.allowing()).verdict([action]).requests.map(\.origin) == ["null"])
    }

    @Test func anEventStreamNeeds200AndItsType() {
        func readable(_ answer: ServerAnswer) -> Readability {
            Scene(answer: answer).verdict(.eventSource(url: Scene.api, withCredentials: false)).steps[0].readable
        }
        #expect(readable(Scene.allowing(["Content-Type": "text/event-stream; charset=utf-8"])) == .full)
        #expect(readable(Scene.allowing(["Content-Type": "text/plain"])) == .none)
        #expect(readable(Scene.allowing(status: 503, ["Content-Type": "text/event-stream"])) == .none)
    }

    @Test func beaconsAreNeverAnsweredAndPreflightOnlyForOtherTypes() {
        let scene = Scene(preflight: Scene.allowing(status: 204))
        #expect(scene.verdict(.beacon(url: Scene.api, body: .string)).requests.map(\.kind) == [.actual])
        let json = scene.verdict(.beacon(url: Scene.api, body: .blob(type: "application/json")))
        #expect(json.requests.map(\.kind) == [.preflight])
        #expect(json.steps[0].readable == .unknown)
    }
}
