const { WebSocketServer } = require("ws");
const server = new WebSocketServer({
  host: "127.0.0.1", port: Number(process.env.PORT), path: "/ws",
  verifyClient: ({ origin }) => origin === "https://app.example.com",  // mended
});
server.on("connection", (socket) => socket.on("message", (data) => socket.send(data)));
