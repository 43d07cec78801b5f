const http = require("http");
const origin = "https://app.example.com";

http.createServer((request, response) => {
  if (request.method === "OPTIONS") {  // mended
    response.writeHead(204, { "Access-Control-Allow-Origin": origin, "Access-Control-Allow-Methods": "GET, PUT", "Access-Control-Max-Age": "600" });  // mended
    return response.end();  // mended
  }  // mended
  if (!["GET", "PUT"].includes(request.method)) {
    response.writeHead(405, { Allow: "GET, PUT" });
    return response.end();
  }
  const found = request.url === "/api";
  response.writeHead(found ? 200 : 404, { "Content-Type": "application/json", "Access-Control-Allow-Origin": origin });
  response.end('{"greeting":"hello"}');
}).listen(process.env.PORT, "127.0.0.1");
