const http = require("http");
const origin = '"https://app.example.com"';  // broken
const origin = "https://app.example.com";  // mended
http.createServer((request, response) => {
  response.writeHead(request.url === "/api" ? 200 : 404, { "Content-Type": "application/json", "Access-Control-Allow-Origin": origin });
  response.end('{"greeting":"hello"}');
}).listen(process.env.PORT, "127.0.0.1");
