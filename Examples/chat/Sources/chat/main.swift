// swift run --package-path Examples/chat
//
// A chat server for pages on another origin. In a page at http://localhost:8080, with the official client:
//   const socket = io("http://localhost:3000", { withCredentials: true, auth: { name: "Ada" } });
//   socket.on("message", console.log);
//   socket.emit("join", "lobby", (room) => socket.emit("message", { room, text: "hello" }));

import Wayleave

struct Post: Codable, Sendable {
    var room: String
    var text: String
}

let policy = try CrossOriginPolicy {
    $0.origins = ["http://localhost:8080"]
    $0.credentials = true
}

let io = SocketIO()
io.use { handshake in
    guard handshake.auth["name"] != nil else { throw ConnectError("say who you are: auth: { name }") }
}
io.onConnection { socket in
    socket.on("join") { (room: String) -> String in  // the result is the acknowledgement
        socket.join(room)
        return room
    }
    socket.on("message") { (post: Post) in
        socket.to(post.room).emit("message", post)  // everybody in the room but the sender
    }
}

var server = Server(policy: policy)
server.mount(io)
try await server.run(port: 3000)
