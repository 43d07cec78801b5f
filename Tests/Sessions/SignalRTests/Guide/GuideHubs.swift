import CrossOrigin
import WayleaveJSON
import WayleaveServer
import WayleaveSignalR
import WayleaveSignalRConnections

// What Documentation/SignalR.md shows; the house tests see to it that the guide shows nothing else.

final class ChatHub: Hub {
    func sendMessage(user: String, message: String) {
        clients.all.send("ReceiveMessage", user, message)
    }

    static func methods(_ table: inout HubMethods<ChatHub>) {
        table.add("SendMessage", ChatHub.sendMessage)
    }
}

struct Order: Codable, Sendable {
    var item: String
    var count: Int
}

struct Orders: Sendable {
    func place(_ order: Order, for user: String) async throws -> Int { order.count }
    func isOpen() async -> Bool { true }
}

final class OrderHub: InjectedHub {
    private let orders: Orders

    init(orders: Orders) { self.orders = orders }

    func place(order: Order, note: String?) async throws -> Int {
        guard order.count > 0 else { throw HubException("order something") }  // the client is told this text
        return try await orders.place(order, for: context.userIdentifier ?? "")
    }

    static func methods(_ table: inout HubMethods<OrderHub>) {
        table.add("Place", OrderHub.place)
    }
}

final class RoomHub: Hub {
    override func onConnected() async throws {
        context.items["since"] = 1
        groups.add(context.connectionId, to: "lobby")
        clients.othersInGroup("lobby").send("Joined", context.connectionId)
    }

    override func onDisconnected(_ error: (any Error)?) async throws {
        clients.group("lobby").send("Left", context.connectionId)  // its groups are gone by themselves
    }

    func enter(room: String) {
        groups.remove(context.connectionId, from: "lobby")
        groups.add(context.connectionId, to: room)
        clients.group(room).send("Entered", context.connectionId)
    }

    static func methods(_ table: inout HubMethods<RoomHub>) {
        table.add("Enter", RoomHub.enter)
    }
}

// snippet: typed clients
extension ClientMethod {
    static var receiveMessage: ClientMethod<String, String> { .init("ReceiveMessage") }
}

extension ClientResultMethod {
    static var guessNumber: ClientResultMethod<String, Int> { .init("GuessNumber") }  // takes a String, answers an Int
}
// end

final class TypedHub: Hub {
    func play(name: String) async throws -> Bool {
        let guess = try await clients.caller.invoke(.guessNumber, "from 1 to 10", timeout: .seconds(10))
        clients.others.send(.receiveMessage, name, "guessed \(guess)")
        return guess == 7
    }

    static func methods(_ table: inout HubMethods<TypedHub>) {
        table.add("Play", TypedHub.play)
    }
}

enum GuideHubs {
    static func start() throws -> (Server, HubContext) {
        // snippet: start
        let policy = try CrossOriginPolicy {
            $0.origins = ["https://app.example.com"]
            $0.credentials = true  // the JavaScript client sends them unless told not to
            $0.methods = ["GET", "POST", "DELETE"]
            $0.requestHeaders = ["x-requested-with", "x-signalr-user-agent", "authorization"]
        }
        var server = Server(policy: policy)
        let chat = server.hub("/chatHub", ChatHub.self)
        // end
        return (server, chat)
    }

    static func injected(_ server: inout Server, orders: Orders) {
        // snippet: injected
        var options = SignalRHubOptions()
        options.lifetime = .perInvocation  // as there; .perConnection makes one hub for each connection
        server.hub("/orders", options: options) { OrderHub(orders: orders) }
        // end
    }

    static func clients(_ hub: RoomHub, id: String) async throws {
        let clients = hub.clients
        // snippet: audiences
        clients.all.send("News", 1)
        clients.others.send("News", 2)
        clients.caller.send("News", 3)
        clients.client(id).send("News", 4)
        clients.groupExcept("lobby", [id]).send("News", ["a": 5])
        clients.user("ada").send("News", 6, true, nil as String?)
        // end
    }

    static func outside(_ chat: HubContext) async throws {
        // snippet: outside
        chat.clients.all.send("ReceiveMessage", "server", "closing at six")  // from any thread
        let names = await chat.groupNames()
        let members = await chat.count(ofGroup: "lobby")
        for connection in await chat.connections(inGroup: "lobby") {
            print(connection.connectionId, connection.userIdentifier ?? "", connection.transport, connection.bufferedBytes)
        }
        print(chat.connectionCount, names, members)
        // end
    }

    static func ask(_ chat: HubContext, id: String) async throws -> Int {
        // snippet: ask outside
        let number: Int = try await chat.clients.client(id).invoke("GuessNumber", "from 1 to 10", timeout: .seconds(10))
        // end
        return number
    }
}
