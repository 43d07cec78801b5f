import Testing
import WayleaveBytes
import WayleaveEngineIO
import WayleaveJSON
import WayleaveRooms

@testable import WayleaveSocketIO

/// Messages between nodes as the reference server's sharded adapter was seen to write them.
@Suite struct ClusterMessageTests {
    static let texts: [String] = [
        #""type":3,"data":{"packet":{"type":2,"data":["hi","x",1]},"opts":{"rooms":[],"except":[],"flags":{}}}"#,
        #""type":3,"data":{"packet":{"type":2,"data":["multi",null]},"#
            + #""opts":{"rooms":["r1","r2"],"except":["r3"],"flags":{"volatile":true}}}"#,
        #""type":3,"data":{"packet":{"type":2,"data":["ack","q"]},"requestId":"a18559d467ab2153","#
            + #""opts":{"rooms":[],"except":[],"flags":{"timeout":1500}}}"#,
        #""type":11,"data":{"requestId":"a18559d467ab2153","clientCount":1}"#,
        #""type":12,"data":{"requestId":"a18559d467ab2153","packet":"pong"}"#,
        #""type":7,"data":{"opts":{"rooms":[],"except":[],"flags":{}},"requestId":"9168b9672523cb59"}"#,
        #""type":4,"data":{"opts":{"rooms":["r1"],"except":[],"flags":{}},"rooms":["j1","j2"]}"#,
        #""type":5,"data":{"opts":{"rooms":["r1"],"except":[],"flags":{}},"rooms":["j2"]}"#,
        #""type":9,"data":{"packet":["sse","v"]}"#,
        #""type":9,"data":{"requestId":"2462647c22dedea1","packet":["sse","v"]}"#,
        #""type":10,"data":{"requestId":"2462647c22dedea1","packet":{"pong":1}}"#,
        #""type":6,"data":{"opts":{"rooms":["none"],"except":[],"flags":{}},"close":true}"#,
        #""type":1"#,
        #""type":13"#,
    ].map { "{\($0),\"uid\":\"bfb8b4d60b255ada\",\"nsp\":\"/\"}" }

    @Test("reads what the reference writes, and writes the same", arguments: texts)
    func captured(_ text: String) throws {
        let message = try ClusterMessage(decoding: Array(text.utf8))
        #expect(String(decoding: try message.encoded(), as: UTF8.self) == text)
    }

    @Test("writes binary data as the reference's MessagePack")
    func binary() throws {
        let event = try OutgoingEvent(values: ["bin", .binary(Binary([1, 2, 3]))])
        let message = ClusterMessage(
            uid: "bfb8b4d60b255ada", namespace: "/", body: .broadcast(event, ClusterTarget(.everyone), requestID: nil))
        let captured =
            "84a47479706503a46461746182a67061636b657482a47479706502a46461746192a362696ec403010203a46f70747383a5726f6f6d7390a665786365707490"
            + "a5666c61677380a3756964b062666238623464363062323535616461a36e7370a12f"
        let bytes = try message.encoded()
        #expect(bytes.map { String($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == captured)
        guard case .broadcast(let read, let target, nil) = try ClusterMessage(decoding: bytes).body else {
            throw ClusterMessageError("type 3")
        }
        #expect(try read.values() == ["bin", .binary(Binary([1, 2, 3]))])
        #expect(target.selection == .everyone)
    }

    @Test("keeps options, sockets and rooms that are numbers")
    func options() throws {
        let target = ClusterTarget(
            RoomSelection(rooms: ["a"], except: ["b"], flags: [.volatile, .uncompressed]), within: .milliseconds(1500))
        #expect(ClusterTarget(target.value) == target)
        #expect(target.value.description == #"{"rooms":["a"],"except":["b"],"flags":{"volatile":true,"compress":false,"timeout":1500}}"#)
        #expect(ClusterTarget(["rooms": [1, "x"]]).selection.rooms == ["1", "x"])
        let socket = try #require(SocketDetails(["id": "s", "rooms": ["s", 7], "data": ["k": 1], "handshake": ["auth": ["t": 1]]]))
        #expect(socket.rooms == ["s", "7"])
        let body = try ClusterMessage.body(8, ["requestId": "r", "sockets": [socket.value, 5]])
        guard case .fetchSocketsResponse([socket], requestID: "r") = body else { throw ClusterMessageError("one socket") }
    }

    @Test(
        "refuses what is no message",
        arguments: [
            "", "{}", "{\"type\":1}", #"{"type":14,"uid":"u","nsp":"/"}"#, #"{"type":3,"uid":"u","nsp":"/"}"#,
            #"{"type":3,"data":{"packet":{"data":[]}},"uid":"u","nsp":"/"}"#, #"{"type":7,"data":{},"uid":"u","nsp":"/"}"#, "\u{93}", "[1]",
            #"{"type":3,"data":{"packet":{"data":["a"]}},"uid":"u","nsp":"/""#,
        ])
    func refuses(_ text: String) {
        #expect(throws: (any Error).self) { _ = try ClusterMessage(decoding: Array(text.utf8)) }
    }

    @Test("appends an offset, and an acknowledgement's id, to an event encoded once")
    func offset() throws {
        let event = try OutgoingEvent(values: ["a", 1, .binary(Binary([7]))])
        func text(_ broadcast: Broadcast) -> String { broadcast.text.withPayload { String(decoding: $0, as: UTF8.self) } }
        #expect(text(event.broadcast(namespace: "/", flags: [])) == #"451-["a",1,{"_placeholder":true,"num":0}]"#)
        #expect(
            text(event.broadcast(namespace: "/x", flags: [], ackID: 12, offset: "o\""))
                == #"451-/x,12["a",1,{"_placeholder":true,"num":0},"o\""]"#)
    }

    @Test("finds the arguments behind the count of attachments and whatever the namespace is called", arguments: ["/", "/a[b", "/x-1,"])
    func kept(_ namespace: String) throws {
        for values in [["e[", 1], ["e", .binary(Binary([1])), .binary(Binary([2]))]] as [[JSONValue]] {
            let event = try OutgoingEvent(values: values)
            let broadcast = event.broadcast(namespace: namespace, flags: [])
            let kept = broadcast.text.withPayload { payload in
                EncodedEvent(
                    text: UnsafeRawBufferPointer(rebasing: payload[1...]), attachments: event.attachments, namespace: namespace
                ).kept
            }
            #expect(try kept.values() == values)
        }
    }
}
