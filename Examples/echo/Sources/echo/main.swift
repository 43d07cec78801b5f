// swift run --package-path Examples/echo
//
// A WebSocket that sends back what it gets. In a page at http://localhost:8080:
//   const socket = new WebSocket("ws://localhost:3000/echo");
//   socket.onopen = () => socket.send("hello"); socket.onmessage = (event) => console.log(event.data);
// From any other page the handshake is answered 403: CORS would not have stopped it, the policy does.

import Wayleave

let policy = try CrossOriginPolicy { $0.origins = ["http://localhost:8080"] }

var server = Server(policy: policy)
server.webSocket("/echo") { socket in
    socket.onMessage { message in socket.send(message) }
}
try await server.run(port: 3000)
