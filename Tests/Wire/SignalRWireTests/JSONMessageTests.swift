import Testing
import WayleaveJSON

@testable import WayleaveSignalRWire

@Suite("Hub messages in JSON")
struct JSONMessageTests {
    private let zero = InvocationID.text("0")

    @Test("are written as the vectors say")
    func writes() throws {
        #expect("\(HandshakeResponse.accepted)" == Vectors.json("handshake_ok"))
        #expect(writtenText { $0.ping() } == Vectors.json("ping"))
        #expect(writtenText { $0.close(error: nil, allowsReconnect: false) } == Vectors.json("close"))
        #expect(writtenText { $0.close(error: nil, allowsReconnect: true) } == Vectors.json("close_reconnect"))
        #expect(
            writtenText { $0.close(error: "Connection closed with an error.", allowsReconnect: false) } == Vectors.json("close_error"))
        #expect(try writtenText { try $0.invocation("Receive", "hi") } == Vectors.json("push"))
        #expect(writtenText { $0.completionNull(zero) } == Vectors.json("completion_null"))
        #expect(writtenText { $0.completionVoid(zero) } == Vectors.json("completion_void"))
        #expect(writtenText { $0.ack(36) } == Vectors.json("ack"))
        #expect(writtenText { $0.sequence(19) } == Vectors.json("sequence"))
    }

    @Test("that the vectors do not have are written in the same manner")
    func writesOthers() throws {
        #expect(
            try writtenText { try $0.invocation("M", 1, "ü", id: zero, isStream: true, streamIDs: ["1"], headers: [("a", "b")]) }
                == #"{"type":4,"headers":{"a":"b"},"invocationId":"0","target":"M","arguments":[1,"ü"],"streamIds":["1"]}"# + "\u{1E}")
        #expect(try writtenText { try $0.streamItem(zero, true) } == #"{"type":2,"invocationId":"0","item":true}"# + "\u{1E}")
        #expect(writtenText { $0.completion(zero, error: "no") } == #"{"type":3,"invocationId":"0","error":"no"}"# + "\u{1E}")
        #expect(writtenText { $0.cancelInvocation(zero) } == #"{"type":5,"invocationId":"0"}"# + "\u{1E}")
        #expect(
            try writtenText { try $0.invocation("M", values: [.null, 2]) } == #"{"type":1,"target":"M","arguments":[null,2]}"# + "\u{1E}")
    }

    @Test("are read as the vectors say")
    func reads() throws {
        #expect(try read(Vectors.json("ping")) { message, _ in message?.type } == .ping)
        #expect(try read(Vectors.json("close_reconnect")) { message, _ in message?.allowsReconnect } == true)
        #expect(
            try read(Vectors.json("close_error")) { try $1.string(at: $0?.error ?? 0) } == "Connection closed with an error.")
        try read(Vectors.json("push")) { message, document throws in
            let message = try #require(message)
            #expect(try document.string(at: message.target) == "Receive")
            #expect(try document.decode([String].self, at: message.arguments) == ["hi"])
        }
        #expect(try read(Vectors.json("completion_null")) { message, _ in message?.payload } != nil)
        #expect(try read(Vectors.json("completion_void")) { message, _ in message?.payload } == nil)
        #expect(try read(Vectors.json("ack")) { message, _ in message?.sequenceID } == 36)
        #expect(try read(Vectors.json("sequence")) { message, _ in message?.sequenceID } == 19)
    }

    @Test("may have their members in any order, and others beside")
    func anyOrder() throws {
        let text = #"{"arguments":[1,{"type":9}],"more":[{}],"streamIds":["4"],"target":"\u004dax","invocationId":"a\"b","type":1}"#
        try read(text + "\u{1E}") { message, document throws in
            let message = try #require(message)
            #expect(message.type == .invocation)
            #expect(try document.string(at: message.target) == "Max")
            let answer = writtenText { $0.completionVoid(document.encodedID(at: message.invocationID ?? 0)) }
            #expect(answer == #"{"type":3,"invocationId":"a\"b"}"# + "\u{1E}")
        }
    }

    @Test("of unknown types are ignored")
    func unknown() throws { #expect(try read("{\"type\":42}\u{1E}") { message, _ in message == nil }) }

    @Test(
        "that are malformed are errors",
        arguments: [
            "", "[]", "null", "{", "{}", #"{"type":"1"}"#, #"{"type":1,"target":"a"}"#, #"{"type":1,"arguments":[]}"#,
            #"{"type":1,"target":3,"arguments":[]}"#, #"{"type":1,"target":"a","arguments":{}}"#,
            #"{"type":4,"target":"a","arguments":[]}"#, #"{"type":3,"result":1}"#, #"{"type":2,"invocationId":"1"}"#,
            #"{"type":3,"invocationId":"1","error":"a","result":null}"#, #"{"type":5}"#, #"{"type":8}"#, #"{"type":9,"sequenceId":-1}"#,
            #"{"type":1,"target":"a","arguments":[],"streamIds":[1]}"#, #"{"type":7,"allowReconnect":1}"#, "{\"type\":6}x",
        ])
    func malformed(text: String) { #expect(throws: HubProtocolError.self) { try read(text + "\u{1E}") { _, _ in } } }

    @Test("carry times as text, unchanged")
    func times() throws {
        let text = #"{"type":2,"invocationId":"1","item":"2002-04-01T10:20:15Z"}"# + "\u{1E}"
        let time = try read(text) { try $1.decode(Timestamp.self, at: $0?.payload ?? 0) }
        #expect(try writtenText { try $0.streamItem(.text("1"), time) } == text)
    }
}
