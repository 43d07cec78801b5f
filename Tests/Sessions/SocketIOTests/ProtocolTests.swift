import TestClient
import Testing
import WayleaveJSON
import WayleaveSocketIO

/// The Socket.IO v5 contract on the wire, over WebSocket.
@Suite struct ProtocolTests {
    /// The server of the official suite.
    static func suite(connectTimeout: Duration = .seconds(1)) throws -> Fixture {
        var options = SocketIOOptions()
        options.connectTimeout = connectTimeout
        return try Fixture(options: options) { io, _ in
            io.onConnection { socket in
                socket.emit("auth", socket.handshake.auth)
                socket.onRaw("message") { arguments, _ in socket.emit("message-back", values: arguments) }
                socket.onRaw("message-with-ack") { arguments, acknowledge in acknowledge.send(values: arguments) }
            }
            io.of("/custom").onConnection { socket in socket.emit("auth", socket.handshake.auth) }
        }
    }

    static func suiteClient() throws -> Client {
        let client = try suite().joined()
        try #require(client.read() == #"42["auth",{}]"#)
        return client
    }

    @Test("answers CONNECT with a socket id that is not the session's, then lets the server speak")
    func connect() throws {
        let client = try Self.suite().client()
        client.send("40")
        let reply = client.read()
        #expect(reply.hasPrefix(#"40{"sid":""#) && reply.hasSuffix(#""}"#) && reply.utf8.count == 32)
        #expect(!reply.contains(client.sessionID))
        #expect(client.read() == #"42["auth",{}]"#)
        try client.join("/custom", auth: #"{"token":"123"}"#)
        #expect(client.read() == #"42/custom,["auth",{"token":"123"}]"#)
    }

    @Test("refuses unknown namespaces and leaves the connection open")
    func unknownNamespace() throws {
        let client = try Self.suite().client()
        client.send("40/random")
        #expect(client.read() == #"44/random,{"message":"Invalid namespace"}"#)
        try client.join()
    }

    @Test(
        "closes the connection on whatever breaks the protocol",
        arguments: [
            "4abc", "42{}", #"42abc["message-with-ack",1]"#, "40", #"42/custom,["x"]"#, "41/custom", #"43/none,1[]"#, "49", "4",
            #"42["connect"]"#,
            #"42["disconnect"]"#, #"450-["x"]"#, #"4511-["x"]"#, #"451-["x",{"_placeholder":true,"num":1}]"#, #"44{"message":"x"}"#, "41[]",
            "40[]",
        ])
    func violations(text: String) throws {
        let client = try Self.suiteClient()
        client.send(text)
        #expect(client.read() == "closed")
    }

    @Test("closes on an event before CONNECT, and on binary data nobody announced")
    func outOfOrder() throws {
        let fixture = try Self.suite()
        let early = try fixture.client()
        early.send(#"42["message",1]"#)
        #expect(early.read() == "closed")
        let client = try fixture.joined()
        #expect(client.read() == #"42["auth",{}]"#)
        client.send(binary: [1])
        #expect(client.read() == "closed")
    }

    @Test("closes on text while attachments are due")
    func textInBetween() throws {
        let client = try Self.suiteClient()
        client.send(#"452-["message",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]"#)
        client.send(binary: [1])
        client.send(#"42["message"]"#)
        #expect(client.read() == "closed")
    }

    @Test("closes a client that joins no namespace in time")
    func connectTimeout() throws {
        let client = try Self.suite(connectTimeout: .milliseconds(40)).client()
        #expect(client.read() == "closed")
    }

    @Test("leaves one namespace on DISCONNECT, silently, and keeps the connection")
    func disconnect() throws {
        let client = try Self.suiteClient()
        try client.join("/custom")
        #expect(client.read() == #"42/custom,["auth",{}]"#)
        client.send("41/custom")
        client.send(#"42["message","still"]"#)
        #expect(client.read() == #"42["message-back","still"]"#)
        client.send("41")
        try client.join("/custom")
    }

    @Test("hands arguments back byte for byte")
    func echo() throws {
        let client = try Self.suiteClient()
        client.send(#"42["message",1,"2",{"3":[true]}]"#)
        #expect(client.read() == #"42["message-back",1,"2",{"3":[true]}]"#)
        client.send(#"42456["message-with-ack",1,"2",{"3":[false]},1.0,"é\n"]"#)
        #expect(client.read() == #"43456[1,"2",{"3":[false]},1.0,"é\n"]"#)
    }

    @Test("carries binary attachments both ways, in events and acknowledgements")
    func binary() throws {
        let client = try Self.suiteClient()
        let arguments = #"{"_placeholder":true,"num":0},"x",{"b":{"_placeholder":true,"num":1}}]"#
        client.send(#"452-["message","# + arguments)
        client.send(binary: [1, 2, 3])
        client.send(binary: [])
        #expect(client.read() == #"452-["message-back","# + arguments)
        #expect(client.read() == "<1 2 3>")
        #expect(client.read() == "<>")
        client.send(#"452-789["message-with-ack","# + arguments)
        client.send(binary: [4])
        client.send(binary: [5])
        #expect(client.read() == "462-789[" + arguments)
        #expect(client.read() == "<4>")
        #expect(client.read() == "<5>")
    }
}
