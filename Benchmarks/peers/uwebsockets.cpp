// What the benchmarks measure, on uWebSockets: GET /hello, an echo at /echo, and at /broadcast a room in which every message reaches all.
// Usage: uwebsockets PORT [CERTIFICATE KEY]; built with -DENCRYPTED it speaks TLS with them. Time-outs and limits are on, as in ours.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "App.h"

#ifdef ENCRYPTED
using App = uWS::SSLApp;
constexpr bool encrypted = true;
#else
using App = uWS::App;
constexpr bool encrypted = false;
#endif

struct Nothing {};
using Socket = uWS::WebSocket<encrypted, true, Nothing>;

static App::WebSocketBehavior<Nothing> behavior() {
    App::WebSocketBehavior<Nothing> behavior;
    behavior.compression = uWS::DISABLED;
    behavior.maxPayloadLength = 1024 * 1024;
    behavior.maxBackpressure = 16 * 1024 * 1024;
    behavior.idleTimeout = 60;
    return behavior;
}

int main(int count, char **arguments) {
    if (count < (encrypted ? 4 : 2)) {
        std::fprintf(stderr, "usage: uwebsockets PORT%s\n", encrypted ? " CERTIFICATE KEY" : "");
        return 2;
    }
    std::signal(SIGPIPE, SIG_IGN);
    int port = std::atoi(arguments[1]);
#ifdef ENCRYPTED
    uWS::SocketContextOptions options;
    options.cert_file_name = arguments[2];
    options.key_file_name = arguments[3];
    App app(options);
#else
    App app;
#endif
    auto echo = behavior();
    echo.message = [](Socket *socket, std::string_view message, uWS::OpCode code) { socket->send(message, code); };
    auto broadcast = behavior();
    broadcast.open = [](Socket *socket) { socket->subscribe("all"); };
    broadcast.message = [&app](Socket *, std::string_view message, uWS::OpCode code) { app.publish("all", message, code); };
    app.get("/hello", [](auto *response, auto *) {
        response->writeHeader("Content-Type", "text/plain; charset=utf-8")->end("Hello, World!");
    });
    app.ws<Nothing>("/echo", std::move(echo));
    app.ws<Nothing>("/broadcast", std::move(broadcast));
    app.listen("127.0.0.1", port, [](auto *listening) {
        if (!listening) std::exit(3);
    });
    app.run();
}
