// What messages mean in each mode: which reply is expected, what an operation is, what is sent next.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "run.h"

static void finish_operation(uint64_t since, uint64_t at) {
    run.operations++;
    if (run.counting) histogram_record(&run.latencies, at - since);
    if (run.options.operations > 0 && run.operations == (uint64_t)run.options.operations) run.finished = true;
}

/// Takes `wanted` operations, or what is left of them, from those that may still be started.
static int take(int wanted) {
    if (run.options.operations == 0) return wanted;
    int granted = run.unsent < wanted ? (int)run.unsent : wanted;
    run.unsent -= granted;
    return granted;
}

static void send_broadcasts(int count) {
    struct Connection *driver = run.connections;
    uint64_t at = now();
    for (int i = 0; i < count; i++) {
        int slot = (driver->next_request + i) % run.traffic.depth;
        run.broadcast_at[slot] = at;
        run.broadcast_remaining[slot] = run.ready;
    }
    send_requests(driver, count);
}

void start_traffic(void) {
    switch (run.options.mode) {
    case MODE_WS:
    case MODE_HTTP:
    case MODE_PREFLIGHT:
    case MODE_SIO_ACK:
    case MODE_SR_CALL:
        for (int i = 0; i < run.options.connections; i++) {
            int count = take(run.traffic.depth);
            if (count > 0 && run.connections[i].state == READY) send_requests(run.connections + i, count);
        }
        break;
    case MODE_WS_FANOUT:
    case MODE_SIO_FANOUT:
    case MODE_SR_FANOUT:
        send_broadcasts(run.traffic.depth);
        break;
    default:
        break;
    }
}

void connection_opened(struct Connection *connection) {
    connection->state = READY;
    if (run.options.mode != MODE_SIO_CONNECT) {
        run.ready++;
        return;
    }
    finish_operation(connection->opened_at, now());
    close_connection(connection);
    if (take(1)) open_connection(connection);
}

static void reply_arrived(struct Connection *connection, uint64_t at) {
    finish_operation(connection->sent_at[connection->next_reply], at);
    if (++connection->next_reply == run.traffic.depth) connection->next_reply = 0;
}

void replies_handled(struct Connection *connection, int count) {
    if (fans_out(run.options.mode)) return;
    count = take(count);
    if (count > 0) send_requests(connection, count);
}

static void broadcast_arrived(struct Connection *connection, uint64_t at) {
    int slot = connection->next_reply;
    if (++connection->next_reply == run.traffic.depth) connection->next_reply = 0;
    finish_operation(run.broadcast_at[slot], at);
    if (--run.broadcast_remaining[slot] == 0 && !run.finished) send_broadcasts(1);
}

static bool begins_with(const struct Frame *frame, const char *prefix) {
    size_t size = strlen(prefix);
    return frame->size >= size && memcmp(frame->payload, prefix, size) == 0;
}

/// The hub protocols' ping, in JSON or MessagePack.
static bool is_ping(const struct Frame *frame) {
    return frame->size == 11 ? begins_with(frame, "{\"type\":6}") : frame->size == 3 && memcmp(frame->payload, "\x02\x91\x06", 3) == 0;
}

/// Servers write the same completion differently; what counts is that it brings the slot's own payload back.
static bool is_expected(struct Connection *connection, const struct Frame *frame) {
    const char *expected = run.traffic.replies + (size_t)connection->next_reply * run.traffic.reply_size;
    if (speaks_signalr(run.options.mode)) return memmem(frame->payload, frame->size, expected, run.traffic.reply_checked) != NULL;
    return frame->opcode == run.traffic.reply_opcode && frame->size == run.traffic.reply_size
        && memcmp(frame->payload, expected, run.traffic.reply_checked) == 0;
}

static int excerpt(const struct Frame *frame) { return frame->size < 200 ? (int)frame->size : 200; }

void handle_message(struct Connection *connection, const struct Frame *frame, uint64_t at) {
    if (speaks_socketio(run.options.mode) && begins_with(frame, "2") && frame->size == 1) {
        send_text(connection, "3");
        return;
    }
    switch (connection->state) {
    case OPENING_SESSION:
        if (!begins_with(frame, "0{")) fail("no Engine.IO open packet, but: %.*s", excerpt(frame), frame->payload);
        connection->state = JOINING_NAMESPACE;
        send_text(connection, "40");
        return;
    case JOINING_NAMESPACE:
        if (!begins_with(frame, "40")) fail("no Socket.IO CONNECT answer, but: %.*s", excerpt(frame), frame->payload);
        connection_opened(connection);
        return;
    case SHAKING_HANDS:
        if (frame->size != 3 || memcmp(frame->payload, "{}\x1e", 3) != 0) fail("no SignalR handshake, but: %.*s", excerpt(frame), frame->payload);
        connection_opened(connection);
        return;
    default:
        break;
    }
    if (only_holds(run.options.mode) || (speaks_signalr(run.options.mode) && is_ping(frame))) return;
    if (!is_expected(connection, frame) && run.errors++ == 0) {
        const char *expected = run.traffic.replies + (size_t)connection->next_reply * run.traffic.reply_size;
        fprintf(stderr, "load: expected %.*s, got %.*s\n", (int)run.traffic.reply_checked, expected, excerpt(frame), frame->payload);
    }
    if (fans_out(run.options.mode)) broadcast_arrived(connection, at);
    else reply_arrived(connection, at);
}

/// Size of the reply at the start of `bytes`; 0 when incomplete. Servers answer the same request with the same number of bytes
/// (the Date's size is fixed), so only the first reply's head is read; a deviation shows as the next reply's missing status line.
long handle_http_reply(struct Connection *connection, const char *bytes, size_t available, uint64_t at) {
    if (run.http_reply_size == 0) {
        const char *end = memmem(bytes, available, "\r\n\r\n", 4);
        if (!end) return 0;
        char head[2048];
        size_t size = (size_t)(end - bytes) + 4;
        if (size >= sizeof head) fail("HTTP reply's head is too large: %zu bytes", size);
        memcpy(head, bytes, size);
        head[size] = 0;
        const char *length = strcasestr(head, "\r\nContent-Length:");
        if (!length && run.options.mode != MODE_PREFLIGHT) fail("HTTP reply without Content-Length: %s", head);
        run.http_reply_size = size + (length ? strtoul(length + 17, NULL, 10) : 0);
    }
    if (available < run.http_reply_size) return 0;
    const char *expected = run.options.mode == MODE_PREFLIGHT ? "HTTP/1.1 204" : "HTTP/1.1 200";
    if (memcmp(bytes, expected, 12) != 0) fail("not an %s reply: %.60s", expected, bytes);
    reply_arrived(connection, at);
    return (long)run.http_reply_size;
}
