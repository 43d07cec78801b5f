import WayleaveJSON
import WayleaveServer
import WayleaveSocketIO

// snippet: declare
struct Receipt: Codable, Sendable { var id: Int }

extension Event {
    static var message: Event<ChatMessage, Receipt> { .init("chat:message") }  // one argument, acknowledged
    static var typing: Event<String, Bool, Void> { .init("chat:typing") }  // two arguments, not acknowledged
    static var refresh: Event<Void> { .init("chat:refresh") }  // neither
}
// end

enum GuideTypedEvents {
    static func typed(_ io: SocketIO, archive: Archive) {
        // snippet: typed
        io.onConnection { socket in
            socket.on(.message) { message in
                Receipt(id: try await archive.add(message))
            }
            socket.on(.typing) { user, isTyping in
                socket.to("lobby").emit(.typing, user, isTyping)
            }
            socket.on("ask") { () async throws in
                let receipt = try await socket.timeout(.seconds(5)).emitWithAck(.message, ChatMessage(user: "bot", text: "hi"))
                print(receipt.id)
            }
            io.emit(.refresh)
        }
        // end
    }

    static func options() -> SocketIOOptions {
        // snippet: invalid-arguments
        var options = SocketIOOptions()
        options.acknowledgesInvalidArguments = true
        // end
        return options
    }
}
