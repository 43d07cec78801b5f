const http = require("http");

function allowed(origin) {
  return true;  // broken
  return origin === "https://app.example.com";  // mended
}

http.createServer((request, response) => {
  const origin = request.headers.origin;
  const headers = { "Content-Type": "application/json", Vary: "Origin" };
  if (origin !== undefined && allowed(origin)) {
    headers["Access-Control-Allow-Origin"] = origin;
    headers["Access-Control-Allow-Credentials"] = "true";
    headers["Access-Control-Max-Age"] = "600";
  }
  response.writeHead(request.method === "OPTIONS" ? 204 : request.url === "/api" ? 200 : 404, headers);
  response.end(request.method === "OPTIONS" ? undefined : '{"greeting":"hello"}');
}).listen(process.env.PORT, "127.0.0.1");
