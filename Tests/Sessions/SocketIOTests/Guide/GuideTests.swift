import TestClient
import Testing
import WayleaveJSON
import WayleaveSocketIO

/// The guide's servers run, and do what the guide says.
@Suite struct GuideTests {
    @Test("what the guide shows works together on one server")
    func guide() throws {
        let fixture = try Fixture(options: GuideNamespaces.options()) { io, _ in
            GuideMiddleware.connecting(io, accounts: Accounts())
            GuideBasics.events(io, archive: Archive())
            GuideBasics.rooms(io)
            GuideMiddleware.handshake(io)
            GuideNamespaces.namespaces(io)
        }
        let client = try fixture.client()
        client.send("40")
        #expect(client.read() == #"44{"message":"not authorized","data":{"code":401}}"#)
        try client.join(auth: #"{"token":"good"}"#)
        #expect(client.read() == #"42["hello","world",1,{"a":true}]"#)
        #expect(client.read() == #"420["question","age?"]"#)
        var packet = client.read()
        if packet == #"42["cursor",1,2]"# { packet = client.read() }
        #expect(packet == #"42["token","secret"]"#)
        #expect(client.read() == #"42["message","hello"]"#)
        #expect(client.read() == #"42["news","…"]"#)
        client.send(#"421["add",1,2]"#)
        #expect(client.read() == "431[3]")
        client.send(#"422["history","lobby"]"#)
        #expect(client.read() == #"432[[{"user":"lobby","text":"50"}]]"#)
        client.send(#"42["start"]"#)
        #expect(client.read() == #"421["question","name?"]"#)
        client.send(#"431["Ada"]"#)
        #expect(client.read() == #"42["answered","Ada"]"#)
        try client.join("/room-5")
        #expect(client.read() == #"42/room-5,["joined","\#(client.socketID)"]"#)
        #expect(client.read() == #"42/room-5,["somewhere","/room-5"]"#)
        client.send("40/admin,")
        #expect(client.read() == #"44/admin,{"message":"forbidden"}"#)
    }

    @Test("the guide's typed events, event middleware and MessagePack server do as well")
    func others() throws {
        let fixture = try Fixture(options: GuideTypedEvents.options()) { io, _ in
            GuideTypedEvents.typed(io, archive: Archive())
            GuideMiddleware.events(io)
            GuideMiddleware.elsewhere(io)
        }
        let client = try fixture.joined()
        #expect(client.read() == #"42["chat:refresh"]"#)
        client.send(#"421["chat:message",{"user":"a","text":"four"}]"#)
        #expect(client.read() == #"431[{"id":4}]"#)
        client.send(#"422["forbidden"]"#)
        client.send(#"42["bye"]"#)
        #expect(client.read() == "41")
        #expect(client.read() == "closed")
        #expect(GuideNamespaces.messagePack().namespaces.count == 1)
        _ = try GuideBasics.start()
    }
}
