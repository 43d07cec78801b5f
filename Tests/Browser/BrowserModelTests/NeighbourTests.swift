import Testing

@testable import WayleaveBrowserModel

/// Mixed content, policies, local networks: what gets blamed on CORS.
@Suite struct NeighbourTests {
    @Test func plainHTTPDoesNotLeaveASecurePageExceptToThisMachine() {
        let scene = Scene(answer: Scene.allowing())
        #expect(scene.verdict(Scene.fetch("http://api.example.com/")).requests.isEmpty)
        #expect(scene.verdict(Scene.fetch("http://127.0.0.1:3000/")).isAllowed)
        #expect(scene.verdict(Scene.fetch("http://app.localhost:3000/")).isAllowed)
    }

    @Test func imagesAreUpgradedInstead() throws {
        let image = PageRequest.element(ElementLoad(.image, url: "http://api.example.com/i.png"))
        let request = try #require(Scene(answer: ServerAnswer(status: 200, body: [0x89, 0x50, 0x4E, 0x47])).verdict(image).requests.first)
        #expect(request.url.scheme == "https")
    }

    @Test func aPolicyUpgradesEverythingAndFirefoxRemembersTheForeignScheme() {
        let own = Scene.fetch("http://app.example.org/x")
        let policy: HeaderList = ["Content-Security-Policy": "upgrade-insecure-requests"]
        #expect(Scene(browser: .chromium, pageHeaders: policy).verdict(own).steps[0].responseType == .basic)
        #expect(Scene(browser: .firefox, pageHeaders: policy, answer: Scene.allowing()).verdict(own).steps[0].responseType == .cors)
    }

    @Test(arguments: [
        ("connect-src https://api.example.com", true), ("connect-src https:", true), ("connect-src http:", true),
        ("connect-src wss:", false),
        ("connect-src *.example.com", true), ("connect-src https://example.com", false), ("connect-src 'self'", false),
        ("connect-src https://api.example.com:*", true), ("connect-src https://API.EXAMPLE.COM/data", true),
        ("connect-src https://api.example.com/other/", false), ("default-src 'none'", false), ("default-src 'none'; connect-src *", true),
        ("connect-src *; connect-src 'none'", true), ("connect-src *, connect-src 'none'", false), ("script-src 'none'", true),
    ])
    func connectSourcesDecide(policy: String, allows: Bool) {
        let scene = Scene(pageHeaders: ["Content-Security-Policy": policy], answer: Scene.allowing())
        #expect(scene.verdict(Scene.fetch()).isAllowed == allows)
    }

    @Test func aSocketNeedsItsOwnSchemeExceptHome() {
        let answer = ServerAnswer(
            status: 101,
            headers: [
                "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Accept": WebSocketAccept.value(key: WebSocketAccept.key),
            ])
        func opens(_ policy: String, _ url: String) -> Bool {
            Scene(pageHeaders: ["Content-Security-Policy": policy], socket: answer).verdict(.webSocket(url: url, protocols: [])).isAllowed
        }
        #expect(opens("connect-src wss:", "wss://api.example.com/"))
        #expect(!opens("connect-src https:", "wss://api.example.com/"))
        #expect(opens("connect-src 'self'", "wss://app.example.org/"))
    }

    @Test func resourcePolicyWithholdsOpaqueResponsesAndNoOthers() {
        let answer = Scene.allowing(["Cross-Origin-Resource-Policy": "same-origin"])
        #expect(Scene(answer: answer).verdict(Scene.fetch(mode: "no-cors")).steps[0].readable == .none)
        #expect(Scene(answer: answer).verdict(Scene.fetch()).isAllowed)
    }

    @Test func anUnknownResourcePolicyUnderAnEmbedderPolicyDividesTheBrowsers() {
        let page: HeaderList = ["Cross-Origin-Embedder-Policy": "require-corp"]
        let answer = ServerAnswer(status: 200, headers: ["Cross-Origin-Resource-Policy": "bogus"])
        let call = Scene.fetch(mode: "no-cors")
        #expect(Scene(browser: .chromium, pageHeaders: page, answer: answer).verdict(call).steps[0].readable == .none)
        #expect(Scene(browser: .firefox, pageHeaders: page, answer: answer).verdict(call).steps[0].readable == .opaque)
        #expect(Scene(browser: .chromium, pageHeaders: page).verdict(call).steps[0].readable == .none)
    }

    @Test func noHeaderOpensTheLocalNetwork() {
        var scene = Scene(browser: .chromium, answer: Scene.allowing(["Access-Control-Allow-Private-Network": "true"]))
        let call = Scene.fetch("http://localhost:3000/")
        #expect(scene.verdict(call).codes == ["LocalNetworkAccessPermissionDenied"])
        #expect(scene.verdict(call).requests.isEmpty)
        scene.settings.localNetworkPermission = .granted
        #expect(scene.verdict(call).isAllowed)
        scene.page = "http://app.example.org/page"
        #expect(scene.verdict(call).codes == ["InsecureLocalNetwork"])
    }

    @Test func aWrongAnnouncementFailsAndARightOneLiftsMixedContent() {
        var scene = Scene(browser: .chromium, answer: Scene.allowing())
        scene.settings.addressSpace = { $0.host == "nas.example.com" ? .local : .public }
        scene.settings.localNetworkPermission = .granted
        var call = FetchCall("http://nas.example.com/")
        #expect(scene.verdict(.fetch(call)).steps[0].findings.map(\.reason) == [.mixedContent])
        call.targetAddressSpace = "local"
        #expect(scene.verdict(.fetch(call)).isAllowed)
        call.targetAddressSpace = "loopback"
        #expect(scene.verdict(.fetch(call)).codes == ["InvalidLocalNetworkAccess"])
    }
}
