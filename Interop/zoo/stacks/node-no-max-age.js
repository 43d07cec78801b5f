const http = require("http");
const origin = "https://app.example.com";

http.createServer((request, response) => {
  if (request.method === "OPTIONS") {
    response.writeHead(204, {
      "Access-Control-Allow-Origin": origin,
      "Access-Control-Allow-Methods": "GET, PUT",  // broken
      "Access-Control-Allow-Methods": "GET, PUT", "Access-Control-Max-Age": "600",  // mended
    });
    return response.end();
  }
  response.writeHead(request.url === "/api" ? 200 : 404, { "Content-Type": "application/json", "Access-Control-Allow-Origin": origin });
  response.end('{"greeting":"hello"}');
}).listen(process.env.PORT, "127.0.0.1");
