// What one run of the load generator is asked to do.
#pragma once
#include <stdbool.h>

enum Mode {
    MODE_WS,           // WebSocket echo
    MODE_WS_FANOUT,    // one WebSocket message delivered to every connection
    MODE_HTTP,         // HTTP/1.1 GET, pipelined `depth` deep
    MODE_PREFLIGHT,    // CORS preflight, answered with 204
    MODE_SIO_ACK,      // Socket.IO event answered by an acknowledgement
    MODE_SIO_FANOUT,   // one Socket.IO event delivered to every connection
    MODE_SIO_CONNECT,  // Socket.IO connects per second
    MODE_IDLE_WS,      // open WebSockets and hold them
    MODE_IDLE_SIO,     // open Socket.IO connections and hold them
    MODE_SR_CALL,      // SignalR call of a hub method, answered by its completion
    MODE_SR_FANOUT,    // SignalR call that invokes a method on every connection; it has no answer of its own
    MODE_IDLE_SR,      // open SignalR connections and hold them
};

struct Options {
    enum Mode mode;
    const char *mode_name;
    const char *host;    // a dotted IPv4 address
    int port;
    const char *path;    // request target
    const char *origin;  // Origin header to send, or NULL: not a browser
    int connections;     // in sio-connect: connects in flight
    int depth;           // messages outstanding on each connection (fan-out: broadcasts in flight)
    int size;            // payload bytes of a message
    bool binary;         // binary WebSocket messages instead of text; SignalR: MessagePack instead of JSON
    bool tls;            // over TLS; the certificate is not looked at
    double warmup;       // seconds of traffic before counting begins
    double seconds;      // seconds counted; for idle: how long to hold
    long operations;     // > 0: run exactly this many operations instead, without warm-up
    int watched;         // > 0: process whose CPU time and memory are reported
};

struct Options parse_options(int count, char **arguments);

static inline bool speaks_http(enum Mode mode) { return mode == MODE_HTTP || mode == MODE_PREFLIGHT; }

static inline bool fans_out(enum Mode mode) { return mode == MODE_WS_FANOUT || mode == MODE_SIO_FANOUT || mode == MODE_SR_FANOUT; }

static inline bool only_holds(enum Mode mode) { return mode == MODE_IDLE_WS || mode == MODE_IDLE_SIO || mode == MODE_IDLE_SR; }

static inline bool speaks_socketio(enum Mode mode) {
    return mode == MODE_SIO_ACK || mode == MODE_SIO_FANOUT || mode == MODE_SIO_CONNECT || mode == MODE_IDLE_SIO;
}

static inline bool speaks_signalr(enum Mode mode) { return mode == MODE_SR_CALL || mode == MODE_SR_FANOUT || mode == MODE_IDLE_SR; }
