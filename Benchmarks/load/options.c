#include "options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const usage =
    "usage: load MODE HOST PORT PATH [options]\n"
    "modes: ws ws-fanout http preflight sio-ack sio-fanout sio-connect idle-ws idle-sio sr-call sr-fanout idle-sr\n"
    "options:\n"
    "  --connections N   connections (sio-connect: connects in flight)   [1]\n"
    "  --depth N         messages outstanding on each connection         [1]\n"
    "  --size BYTES      payload of a message                            [20]\n"
    "  --binary          binary WebSocket messages; SignalR: MessagePack [text]\n"
    "  --tls             over TLS, whatever the certificate              [plain]\n"
    "  --warmup SECONDS  traffic before counting begins                  [0.5]\n"
    "  --seconds SECONDS counted time; idle: how long to hold            [2]\n"
    "  --operations N    exactly N operations, no warm-up                [by time]\n"
    "  --origin ORIGIN   Origin header to send                           [none]\n"
    "  --watch PID       report this process's CPU time and memory       [none]\n";

static void reject(const char *what, const char *value) {
    fprintf(stderr, "load: %s: %s\n%s", what, value, usage);
    exit(2);
}

static long integer(const char *name, const char *value, long minimum, long maximum) {
    char *end;
    long number = strtol(value, &end, 10);
    if (*value == 0 || *end != 0 || number < minimum || number > maximum) reject(name, value);
    return number;
}

static double duration(const char *name, const char *value) {
    char *end;
    double number = strtod(value, &end);
    if (*value == 0 || *end != 0 || !(number >= 0 && number <= 600)) reject(name, value);
    return number;
}

static enum Mode mode_named(const char *name) {
    static const char *const names[] = {"ws",      "ws-fanout",  "http",        "preflight", "sio-ack", "sio-fanout", "sio-connect", "idle-ws", "idle-sio",
                                        "sr-call", "sr-fanout", "idle-sr"};
    static const enum Mode modes[] = {MODE_WS,      MODE_WS_FANOUT, MODE_HTTP,        MODE_PREFLIGHT, MODE_SIO_ACK,
                                      MODE_SIO_FANOUT, MODE_SIO_CONNECT, MODE_IDLE_WS, MODE_IDLE_SIO, MODE_SR_CALL, MODE_SR_FANOUT, MODE_IDLE_SR};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (strcmp(name, names[i]) == 0) return modes[i];
    reject("no such mode", name);
    return MODE_WS;
}

struct Options parse_options(int count, char **arguments) {
    if (count < 5) reject("too few arguments", "MODE HOST PORT PATH are needed");
    struct Options options = {
        .mode = mode_named(arguments[1]),
        .mode_name = arguments[1],
        .host = arguments[2],
        .port = (int)integer("PORT", arguments[3], 1, 65535),
        .path = arguments[4],
        .connections = 1,
        .depth = 1,
        .size = 20,
        .warmup = 0.5,
        .seconds = 2,
    };
    for (int i = 5; i < count; i++) {
        const char *name = arguments[i];
        if (strcmp(name, "--binary") == 0 || strcmp(name, "--tls") == 0) {
            *(name[2] == 'b' ? &options.binary : &options.tls) = true;
            continue;
        }
        if (++i == count) reject("no value for", name);
        const char *value = arguments[i];
        if (strcmp(name, "--connections") == 0) options.connections = (int)integer(name, value, 1, 100000);
        else if (strcmp(name, "--depth") == 0) options.depth = (int)integer(name, value, 1, 900);
        else if (strcmp(name, "--size") == 0) options.size = (int)integer(name, value, 1, 1 << 20);
        else if (strcmp(name, "--warmup") == 0) options.warmup = duration(name, value);
        else if (strcmp(name, "--seconds") == 0) options.seconds = duration(name, value);
        else if (strcmp(name, "--operations") == 0) options.operations = integer(name, value, 1, 1000000000);
        else if (strcmp(name, "--origin") == 0) options.origin = value;
        else if (strcmp(name, "--watch") == 0) options.watched = (int)integer(name, value, 1, 1 << 30);
        else reject("no such option", name);
    }
    if (speaks_signalr(options.mode) && options.size > 65535) reject("--size", "SignalR's messages here have at most 65535 bytes");
    if (options.operations > 0) options.warmup = 0;
    return options;
}
