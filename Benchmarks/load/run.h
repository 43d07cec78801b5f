// State of one run, shared by its three parts: load.c (phases), connection.c (sockets and frames), exchange.c (what messages mean).
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "histogram.h"
#include "options.h"
#include "traffic.h"

enum State {
    CLOSED,
    CONNECTING,         // TCP
    SECURING,           // TLS handshake
    UPGRADING,          // request sent, 101 awaited
    OPENING_SESSION,    // Engine.IO open packet awaited
    JOINING_NAMESPACE,  // Socket.IO CONNECT sent, its answer awaited
    SHAKING_HANDS,      // SignalR's handshake sent, its answer awaited
    READY,
};

struct Connection {
    int fd;
    enum State state;
    struct ssl_st *tls;            // NULL without TLS
    bool wants_output;             // epoll watches for room to write
    int next_request, next_reply;  // slots
    const char *pending;           // bytes of `traffic` the kernel had no room for
    size_t pending_size;
    char owed[160];                // pongs that wait until the pending bytes have gone
    size_t owed_size;
    char *stash;                   // start of a frame whose rest has not arrived
    size_t stash_size;
    uint64_t *sent_at;             // per slot, nanoseconds
    uint64_t opened_at;
};

struct Run {
    struct Options options;
    struct Traffic traffic;
    struct Connection *connections;
    int poll;
    int opened, ready, lost;
    bool counting;       // operations are recorded
    bool finished;
    long unsent;         // operations that may still be started
    uint64_t operations, errors;
    struct Histogram latencies;
    // fan-out, by slot: when the broadcast was sent, and how many connections have yet to get it
    uint64_t *broadcast_at;
    int *broadcast_remaining;
    size_t http_reply_size;  // learned from the first reply
};

extern struct Run run;

static inline uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

/// Prints {"error": …} and ends the run.
_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

// connection.c
void open_connection(struct Connection *connection);
void close_connection(struct Connection *connection);
void lose_connection(struct Connection *connection, const char *why);
void connection_ready(struct Connection *connection, unsigned events);
void send_requests(struct Connection *connection, int count);
void send_text(struct Connection *connection, const char *text);
void send_message(struct Connection *connection, unsigned opcode, const char *payload, size_t size);

// exchange.c
void start_traffic(void);
void connection_opened(struct Connection *connection);
void handle_message(struct Connection *connection, const struct Frame *frame, uint64_t at);
long handle_http_reply(struct Connection *connection, const char *bytes, size_t available, uint64_t at);
void replies_handled(struct Connection *connection, int count);
