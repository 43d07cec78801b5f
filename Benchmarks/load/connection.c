// Sockets: connecting, the upgrade handshake, cutting what arrives into frames, writing.
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "run.h"
#include "tls.h"

enum { RECEIVE_CAPACITY = 1 << 18, LARGEST_STASH = 1 << 21 };

// One buffer for all connections: what is left of a frame is moved to the connection's stash, so idle connections hold nothing.
static char buffer[LARGEST_STASH + RECEIVE_CAPACITY];

static void watch_events(struct Connection *connection, int operation, bool output) {
    struct epoll_event event = {.events = EPOLLIN | (output ? EPOLLOUT : 0), .data.ptr = connection};
    if (epoll_ctl(run.poll, operation, connection->fd, &event) != 0) fail("epoll_ctl: %s", strerror(errno));
    connection->wants_output = output;
}

void open_connection(struct Connection *connection) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)run.options.port)};
    if (inet_pton(AF_INET, run.options.host, &address.sin_addr) != 1) fail("not an IPv4 address: %s", run.options.host);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) fail("socket: %s (open files allowed: ulimit -n)", strerror(errno));
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    connection->fd = fd;
    connection->state = CONNECTING;
    connection->next_request = connection->next_reply = 0;
    connection->opened_at = now();
    run.opened++;
    if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0 && errno != EINPROGRESS)
        fail("connect to %s:%d: %s", run.options.host, run.options.port, strerror(errno));
    watch_events(connection, EPOLL_CTL_ADD, true);
}

void close_connection(struct Connection *connection) {
    // A reset leaves no TIME_WAIT behind, so that thousands of connects do not use up the local ports.
    struct linger reset = {.l_onoff = 1, .l_linger = 0};
    setsockopt(connection->fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    if (connection->tls) tls_end(connection);
    close(connection->fd);
    free(connection->stash);
    connection->stash = NULL;
    connection->stash_size = connection->pending_size = connection->owed_size = 0;
    connection->state = CLOSED;
}

void lose_connection(struct Connection *connection, const char *why) {
    if (connection->state != READY) fail("connection lost before it was ready: %s", why);
    if (run.errors++ == 0) fprintf(stderr, "load: connection lost: %s\n", why);
    close_connection(connection);
    run.ready--;
    if (++run.lost * 10 > run.options.connections || fans_out(run.options.mode))
        fail("%d of %d connections lost, the last: %s", run.lost, run.options.connections, why);
}

/// Writes until the kernel has no room; what is left is pending. The bytes belong to `traffic` and outlive the call.
static void write_bytes(struct Connection *connection, const char *bytes, size_t size) {
    while (size > 0) {
        ssize_t written = connection->tls ? tls_send(connection, bytes, size) : send(connection->fd, bytes, size, MSG_NOSIGNAL);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0 && errno != EAGAIN) return lose_connection(connection, strerror(errno));
        if (written < 0) break;
        bytes += written;
        size -= (size_t)written;
    }
    connection->pending = bytes;
    connection->pending_size = size;
    if ((size > 0) != connection->wants_output) watch_events(connection, EPOLL_CTL_MOD, size > 0);
}

void send_requests(struct Connection *connection, int count) {
    uint64_t at = now();
    int slot = connection->next_request;
    const char *first = run.traffic.requests + (size_t)slot * run.traffic.request_size;
    for (int i = 0; i < count; i++) {
        connection->sent_at[slot] = at;
        if (++slot == run.traffic.depth) slot = 0;
    }
    connection->next_request = slot;
    size_t size = (size_t)count * run.traffic.request_size, half = (size_t)run.traffic.depth * run.traffic.request_size;
    if (connection->pending_size == 0) return write_bytes(connection, first, size);
    // Requests lie in the order of their slots, so these continue the pending ones. At most `depth` are under way: seen from the
    // first half, they never run past the second.
    if (connection->pending >= run.traffic.requests + half) connection->pending -= half;
    connection->pending_size += size;
}

static ssize_t send_whole(struct Connection *connection, const char *bytes, size_t size) {
    return connection->tls ? tls_send(connection, bytes, size) : send(connection->fd, bytes, size, MSG_NOSIGNAL);
}

/// Sends a frame that is not part of the traffic. It must not land inside a half-written request: then it waits.
static void send_control(struct Connection *connection, unsigned opcode, const char *payload, size_t payload_size) {
    char frame[160];
    if (payload_size > 125) payload_size = 125;
    size_t size = encode_frame(frame, opcode, payload, payload_size);
    if (connection->pending_size > 0) {
        if (connection->owed_size + size > sizeof connection->owed) return lose_connection(connection, "too many pings unanswered");
        memcpy(connection->owed + connection->owed_size, frame, size);
        connection->owed_size += size;
    } else if (send_whole(connection, frame, size) != (ssize_t)size) {
        lose_connection(connection, "no room for a control packet");
    }
}

void send_message(struct Connection *connection, unsigned opcode, const char *payload, size_t size) {
    send_control(connection, opcode, payload, size);
}

void send_text(struct Connection *connection, const char *text) { send_control(connection, OPCODE_TEXT, text, strlen(text)); }

static void handle_frame(struct Connection *connection, const struct Frame *frame, uint64_t at) {
    switch (frame->opcode) {
    case OPCODE_TEXT:
    case OPCODE_BINARY:
        if (!frame->final) fail("the server fragmented a message of %zu bytes: not supported here", frame->size);
        return handle_message(connection, frame, at);
    case OPCODE_PING:
        return send_control(connection, OPCODE_PONG, frame->payload, frame->size);
    case OPCODE_PONG:
        return;
    default:
        return lose_connection(connection, frame->opcode == OPCODE_CLOSE ? "the server sent a close frame" : "unexpected frame");
    }
}

/// The 101 and its key; returns the head's size, 0 when incomplete.
static size_t handle_upgrade(struct Connection *connection, const char *bytes, size_t available) {
    const char *end = memmem(bytes, available, "\r\n\r\n", 4);
    if (!end) return 0;
    size_t size = (size_t)(end - bytes) + 4;
    if (memcmp(bytes, "HTTP/1.1 101", 12) != 0 || !memmem(bytes, size, EXPECTED_ACCEPT, strlen(EXPECTED_ACCEPT)))
        fail("WebSocket handshake refused: %.*s", (int)(size < 300 ? size : 300), bytes);
    if (speaks_socketio(run.options.mode)) {
        connection->state = OPENING_SESSION;
    } else if (speaks_signalr(run.options.mode)) {
        static const char json[] = "{\"protocol\":\"json\",\"version\":1}\x1e", packed[] = "{\"protocol\":\"messagepack\",\"version\":1}\x1e";
        connection->state = SHAKING_HANDS;
        if (run.options.binary) send_message(connection, OPCODE_BINARY, packed, sizeof packed - 1);
        else send_message(connection, OPCODE_TEXT, json, sizeof json - 1);
    } else {
        connection_opened(connection);
    }
    return size;
}

/// Takes what has arrived; false when nothing had.
static bool read_available(struct Connection *connection) {
    size_t stashed = connection->stash_size;
    if (stashed > 0) memcpy(buffer, connection->stash, stashed);
    ssize_t received = connection->tls ? tls_receive(connection, buffer + stashed, RECEIVE_CAPACITY)
                                       : recv(connection->fd, buffer + stashed, RECEIVE_CAPACITY, 0);
    if (received < 0 && (errno == EAGAIN || errno == EINTR)) return false;
    if (received <= 0) {
        lose_connection(connection, received == 0 ? "the server closed it" : strerror(errno));
        return false;
    }

    const char *bytes = buffer, *end = buffer + stashed + received;
    uint64_t at = now(), operations_before = run.operations;
    if (connection->state == UPGRADING) bytes += handle_upgrade(connection, bytes, (size_t)(end - bytes));
    while (bytes < end && connection->state > UPGRADING) {
        struct Frame frame;
        long size = speaks_http(run.options.mode) ? handle_http_reply(connection, bytes, (size_t)(end - bytes), at)
                                                  : decode_frame(bytes, (size_t)(end - bytes), &frame);
        if (size < 0) fail("the server sent a frame that RFC 6455 forbids it");
        if (size == 0) break;
        if (!speaks_http(run.options.mode)) handle_frame(connection, &frame, at);
        bytes += size;
    }
    // The handlers may have closed it, and sio-connect opens the next one in its place.
    if (connection->state == CLOSED || connection->state == CONNECTING) return true;
    size_t left = (size_t)(end - bytes);
    if (left > 0) {
        if (left > LARGEST_STASH) fail("a message of more than %d bytes", LARGEST_STASH);
        char *stash = realloc(connection->stash, left);
        if (!stash) abort();
        memcpy(stash, bytes, left);
        connection->stash = stash;
    } else if (connection->stash) {
        free(connection->stash);
        connection->stash = NULL;
    }
    connection->stash_size = left;
    int replies = (int)(run.operations - operations_before);
    if (replies > 0 && !run.finished) replies_handled(connection, replies);
    return true;
}

static void transport_ready(struct Connection *connection) {
    if (speaks_http(run.options.mode)) return connection_opened(connection);
    connection->state = UPGRADING;
    write_bytes(connection, run.traffic.handshake, run.traffic.handshake_size);
}

static void secure(struct Connection *connection) {
    if (tls_handshake(connection)) transport_ready(connection);
}

static void tcp_connected(struct Connection *connection) {
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(connection->fd, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0) fail("connect to %s:%d: %s", run.options.host, run.options.port, strerror(error));
    watch_events(connection, EPOLL_CTL_MOD, false);
    if (!run.options.tls) return transport_ready(connection);
    connection->state = SECURING;
    tls_begin(connection);
    secure(connection);
}

void connection_ready(struct Connection *connection, unsigned events) {
    if (connection->state == CLOSED) return;
    if (connection->state == CONNECTING) return tcp_connected(connection);
    if (connection->state == SECURING) return secure(connection);
    if ((events & EPOLLOUT) && connection->pending_size > 0) {
        write_bytes(connection, connection->pending, connection->pending_size);
        if (connection->state == CLOSED) return;
    }
    if (connection->pending_size == 0 && connection->owed_size > 0) {
        if (send_whole(connection, connection->owed, connection->owed_size) != (ssize_t)connection->owed_size)
            return lose_connection(connection, "no room for a control packet");
        connection->owed_size = 0;
    }
    if (connection->state != CLOSED && (events & (EPOLLIN | EPOLLHUP | EPOLLERR))) read_available(connection);
    while (connection->tls && connection->state > SECURING && tls_has_more(connection) && read_available(connection)) {}
}
