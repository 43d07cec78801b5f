import Foundation
import TestClient
import Testing
import WayleaveServer

@testable import WayleaveSignalRConnections

@Suite("Negotiate")
struct NegotiateTests {
    @Test("answers version 1 with two independent ids and all transports, exactly as the official server writes it")
    func version1() async throws {
        try await ConnectionServer.run { _, client throws in
            let reply = try client.negotiate()
            #expect(reply.status == 200)
            #expect(reply["content-type"] == "application/json")
            #expect(reply["content-length"] == "\(reply.body.count)")
            let answer = try client.connect()
            #expect(answer.id.utf8.count == 22 && answer.token.utf8.count == 22 && answer.id != answer.token)
            let id = reply.text.split(separator: "\"")[5]
            let token = reply.text.split(separator: "\"")[9]
            #expect(
                reply.text == """
                    {"negotiateVersion":1,"connectionId":"\(id)","connectionToken":"\(token)","availableTransports":[\
                    {"transport":"WebSockets","transferFormats":["Text","Binary"]},\
                    {"transport":"ServerSentEvents","transferFormats":["Text"]},\
                    {"transport":"LongPolling","transferFormats":["Text","Binary"]}]}
                    """)
        }
    }

    @Test("answers version 0, which is also that of clients that name none, with one id", arguments: ["", "?negotiateVersion=0"])
    func version0(query: String) async throws {
        try await ConnectionServer.run { _, client throws in
            let answer = try client.connect(query)
            #expect(answer.json["negotiateVersion"] as? Int == 0)
            #expect(answer.json["connectionToken"] == nil)
            let socket = try client.webSocket("?id=\(answer.id)")
            socket.sendText("over the one id")
            #expect(socket.readText() == "over the one id")
        }
    }

    @Test("answers a higher version as 1, and takes parameter names in any case")
    func higherVersion() async throws {
        try await ConnectionServer.run { _, client throws in
            #expect(try client.connect("?NEGOTIATEVERSION=7").json["negotiateVersion"] as? Int == 1)
        }
    }

    @Test(
        "answers a version it does not speak 200 with an error alone",
        arguments: [
            ("?negotiateVersion=x", 0, "The client requested a non-integer protocol version."),
            ("?negotiateVersion=-1", 0, "The client requested version '-1', but the server does not support this version."),
            ("", 1, "The client requested version '0', but the server does not support this version."),
        ])
    func refusedVersions(query: String, minimum: Int, error: String) async throws {
        var options = SignalRConnectionOptions()
        options.minimumProtocolVersion = minimum
        try await ConnectionServer.run(options) { _, client throws in
            let reply = try client.negotiate(query)
            #expect(reply.status == 200)
            let json = try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: String]
            #expect(json == ["error": error])
        }
    }

    @Test("says that stateful reconnect is used only when the option is on and the client asks", arguments: [true, false])
    func statefulReconnect(isOn: Bool) async throws {
        var options = SignalRConnectionOptions()
        options.allowStatefulReconnects = isOn
        try await ConnectionServer.run(options) { _, client throws in
            #expect(try client.connect().json["useStatefulReconnect"] == nil)
            let reply = try client.negotiate("?negotiateVersion=1&useStatefulReconnect=True")
            #expect(reply.text.hasPrefix("{\"useStatefulReconnect\":true,\"negotiateVersion\":1,") == isOn)
        }
    }

    @Test("offers the path's transports alone")
    func mask() async throws {
        var options = SignalRConnectionOptions()
        options.transports = [.longPolling, .serverSentEvents]
        try await ConnectionServer.run(options) { _, client throws in
            let answer = try client.connect()
            #expect(answer.transports == ["ServerSentEvents", "LongPolling"])
            let upgrade = try client.upgrade("?id=\(answer.token)")
            #expect(upgrade.status == 404)
            #expect(upgrade.text == "WebSockets transport not supported by this end point type")
            #expect(try client.upgrade("").text == "WebSockets transport not supported by this end point type")
            // What was asked in vain may still be asked rightly.
            #expect(try client.poll(answer.token).status == 200)
        }
    }

    @Test("is a POST: anything else is answered 405", arguments: ["GET", "PUT", "DELETE", "OPTIONS"])
    func otherMethods(method: String) async throws {
        try await ConnectionServer.run { _, client throws in
            let reply = try client.request(method, "/negotiate")
            #expect(reply.status == 405)
            #expect(reply["content-type"] == "text/plain")
        }
    }

    @Test("sends clients elsewhere, with a token, or tells why not")
    func redirect() async throws {
        var options = SignalRConnectionOptions()
        options.redirect = { request, _ in
            switch request.queryValue("to") {
            case "there": SignalRRedirect(url: "https://other.example/hub?a=\"b\"", accessToken: "secret")
            case "fail": throw ConnectionClient.Failed(what: "x")
            default: nil
            }
        }
        try await ConnectionServer.run(options) { _, client throws in
            let json = try client.connect("?negotiateVersion=1&to=there").json
            #expect(json["url"] as? String == "https://other.example/hub?a=\"b\"")
            #expect(json["accessToken"] as? String == "secret")
            #expect(json["connectionId"] == nil)
            #expect(try client.connect("?negotiateVersion=1&to=fail").json["error"] is String)
            #expect(try client.connect().id.isEmpty == false)
        }
    }

    @Test("is found regardless of case and of a slash at the end, and owns nothing else below its path")
    func paths() async throws {
        try await ConnectionServer.run(path: "/testHub") { _, client throws in
            for path in ["/testhub", "/TESTHUB", "/testHub/"] {
                var client = client
                client.path = path
                #expect(try client.request("GET").text == "Connection ID required", "\(path)")
            }
            for path in ["/testhub/NEGOTIATE", "/testHub/negotiate/"] {
                #expect(try client.begin("POST", at: path, body: "").readReply().status == 200, "\(path)")
            }
            #expect(try client.begin("GET", at: "/testhub/other").readReply().text.contains("Connection") == false)
            #expect(try client.begin("GET", at: "/testhubs").readReply().status == 404)
        }
    }

    @Test("makes room for no more connections than the limit, and again when those that never began are forgotten")
    func room() async throws {
        var options = SignalRConnectionOptions()
        options.maxConnections = 2
        options.disconnectTimeout = .milliseconds(200)
        try await ConnectionServer.run(options) { server, client throws in
            _ = try client.connect()
            let second = try client.connect()
            #expect(try client.negotiate().status == 503)
            #expect(try client.upgrade("").status == 503)
            #expect(server.eventually { server.connections.count == 0 })
            #expect(try client.poll(second.token).text == "No Connection with that ID")
            #expect(try client.negotiate().status == 200)
        }
    }
}
