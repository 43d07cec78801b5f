const http = require("http");
const crypto = require("crypto");
const server = http.createServer((request, response) => response.writeHead(404).end());
server.on("upgrade", (request, socket) => {
  if (request.headers.origin !== "https://app.example.com") {
    return socket.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  }
  const salt = "258EAFA5-E914-47DA-95CA-5AB5DC85B11B";  // broken
  const salt = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";  // mended
  const accept = crypto.createHash("sha1").update(request.headers["sec-websocket-key"] + salt).digest("base64");
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  socket.on("error", () => {});
});
server.listen(process.env.PORT, "127.0.0.1");
