// swift run --package-path Examples/signalr
//
// A SignalR hub for pages on another origin. In a page at http://localhost:8080, with the official client:
//   const hub = new signalR.HubConnectionBuilder().withUrl("http://localhost:5000/chatHub").withStatefulReconnect().build();
//   hub.on("ReceiveMessage", console.log);
//   await hub.start();
//   await hub.invoke("Join", "lobby");
//   await hub.send("SendMessage", { room: "lobby", text: "hello" });
//   hub.stream("Countdown", 3).subscribe({ next: console.log, complete() {}, error: console.error });

import Wayleave

struct Post: Codable, Sendable {
    var room: String
    var text: String
}

final class ChatHub: Hub {
    func join(room: String) -> Int {
        groups.add(context.connectionId, to: room)
        return context.groups.count
    }

    func sendMessage(post: Post) throws {
        guard !post.text.isEmpty else { throw HubException("say something") }  // the client is told this text
        clients.group(post.room).send("ReceiveMessage", context.connectionId, post.text)
    }

    func countdown(from start: Int) -> AsyncThrowingStream<Int, any Error> {
        AsyncThrowingStream { continuation in
            let counting = Task {
                for number in stride(from: min(start, 60), to: 0, by: -1) {
                    continuation.yield(number)
                    try await Task.sleep(for: .seconds(1))
                }
                continuation.finish()
            }
            continuation.onTermination = { _ in counting.cancel() }  // also when the client cancels, or leaves
        }
    }

    static func methods(_ table: inout HubMethods<ChatHub>) {
        table.add("Join", ChatHub.join)
        table.add("SendMessage", ChatHub.sendMessage)
        table.stream("Countdown", ChatHub.countdown)
    }
}

let policy = try CrossOriginPolicy {
    $0.origins = ["http://localhost:8080"]
    $0.credentials = true
    $0.methods = ["GET", "POST", "DELETE"]
    $0.requestHeaders = ["x-requested-with", "x-signalr-user-agent"]
}

var options = SignalRHubOptions()
options.connection.allowStatefulReconnects = true

var server = Server(policy: policy)
server.hub("/chatHub", ChatHub.self, options: options)
try await server.run(port: 5000)
