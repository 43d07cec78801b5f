import Testing

@testable import WayleaveBrowserModel

@Suite struct WebSocketTests {
    private let url = "wss://api.example.com/socket"

    private func answer(_ more: HeaderList = [:], upgrade: String = "websocket", status: Int = 101) -> ServerAnswer {
        var headers: HeaderList = [
            "Upgrade": upgrade, "Connection": "keep-alive, Upgrade",
            "Sec-WebSocket-Accept": WebSocketAccept.value(key: WebSocketAccept.key),
        ]
        headers.lines += more.lines
        return ServerAnswer(status: status, headers: headers)
    }

    private func opens(_ answer: ServerAnswer, _ protocols: [String] = [], in browser: BrowserProfile = .chromium) -> Bool {
        Scene(browser: browser, socket: answer).verdict(.webSocket(url: url, protocols: protocols)).isAllowed
    }

    @Test func theRFCsExampleKeyHasTheRFCsAnswer() {
        #expect(WebSocketAccept.value(key: WebSocketAccept.key) == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    }

    @Test func noCORSHeaderOpensOrClosesASocketAndTheOriginIsAlwaysSent() {
        #expect(opens(answer(["Access-Control-Allow-Origin": "https://elsewhere.example"])))
        let verdict = Scene(socket: answer()).verdict(.webSocket(url: url, protocols: []))
        #expect(verdict.requests.map(\.origin) == [Scene.origin])
        #expect(verdict.count(.preflight) == 0)
    }

    @Test func everyOtherStatusFailsRedirectsIncluded() {
        #expect(!opens(answer(["Location": "wss://api.example.com/other"], status: 302)))
        #expect(!opens(ServerAnswer(status: 200)))
    }

    @Test func theAcceptMustBeRightAndThereOnce() {
        #expect(!opens(answer(["Sec-WebSocket-Accept": "x"])))
        #expect(!opens(ServerAnswer(status: 101, headers: ["Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Accept": "x"])))
    }

    @Test func subprotocolsMustAgreeInChromiumAndNeedNotInFirefox() {
        #expect(!opens(answer(), ["a"]))
        #expect(opens(answer(), ["a"], in: .firefox))
        #expect(!opens(answer(["Sec-WebSocket-Protocol": "a"])))
        #expect(opens(answer(["Sec-WebSocket-Protocol": "a"]), in: .firefox))
        #expect(opens(answer(["Sec-WebSocket-Protocol": "b"]), ["a", "b"]))
        #expect(!opens(answer(["Sec-WebSocket-Protocol": "c"]), ["a", "b"], in: .firefox))
    }

    @Test func anUpgradeListPassesInFirefoxOnly() {
        #expect(!opens(answer(upgrade: "websocket, foo")))
        #expect(opens(answer(upgrade: "websocket, foo"), in: .firefox))
    }

    @Test func unaskedExtensionsFail() {
        #expect(opens(answer(["Sec-WebSocket-Extensions": "permessage-deflate; server_no_context_takeover"])))
        #expect(!opens(answer(["Sec-WebSocket-Extensions": "x-unknown"])))
    }

    @Test(arguments: ["wss://api.example.com/#a", "ftp://api.example.com/", "ws://api.example.com/", "wss://api.example.com:6666/"])
    func someAddressesNeverLeave(url: String) {
        #expect(Scene(socket: answer()).verdict(.webSocket(url: url, protocols: [])).requests.isEmpty)
    }
}
