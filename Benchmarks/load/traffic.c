#include "traffic.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Any key but zero makes the server unmask; a fixed one lets frames be made once.
static const uint8_t mask[4] = {0x5a, 0xc3, 0x17, 0xe9};

size_t encode_frame(char *out, unsigned opcode, const char *payload, size_t size) {
    uint8_t *b = (uint8_t *)out;
    size_t header = 2;
    b[0] = (uint8_t)(0x80 | opcode);
    if (size < 126) {
        b[1] = (uint8_t)(0x80 | size);
    } else if (size < 65536) {
        b[1] = 0x80 | 126;
        b[2] = (uint8_t)(size >> 8);
        b[3] = (uint8_t)size;
        header = 4;
    } else {
        b[1] = 0x80 | 127;
        for (int i = 0; i < 8; i++) b[2 + i] = (uint8_t)((uint64_t)size >> (56 - 8 * i));
        header = 10;
    }
    memcpy(b + header, mask, 4);
    for (size_t i = 0; i < size; i++) b[header + 4 + i] = (uint8_t)payload[i] ^ mask[i & 3];
    return header + 4 + size;
}

/// The slot's number, then letters: valid as text, as JSON string content and as bytes.
static void fill_payload(char *out, int slot, size_t size) {
    for (size_t i = 0; i < size; i++) out[i] = (char)('a' + i % 26);
    char number[16];
    snprintf(number, sizeof number, "%03d", slot);
    memcpy(out, number, size < 3 ? size : 3);
}

static size_t make_handshake(const struct Options *options, char **out) {
    const char *upgrade =
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    const char *preflight = "Access-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: content-type\r\n";
    int size = asprintf(
        out, "%s %s HTTP/1.1\r\nHost: %s:%d\r\n%s%s%s%s\r\n", options->mode == MODE_PREFLIGHT ? "OPTIONS" : "GET", options->path,
        options->host, options->port,
        options->mode == MODE_PREFLIGHT ? preflight : options->mode == MODE_HTTP ? "" : upgrade, options->origin ? "Origin: " : "", options->origin ? options->origin : "",
        options->origin ? "\r\n" : "");
    if (size < 0) abort();
    return (size_t)size;
}

/// A call of `Echo`, or one of `Broadcast` that wants no answer, as JSON or MessagePack with its length before it.
static size_t encode_invocation(char *out, const struct Options *options, int slot, const char *payload, size_t size) {
    bool wants_answer = options->mode == MODE_SR_CALL;
    const char *target = wants_answer ? "Echo" : "Broadcast";
    if (!options->binary) {
        char id[40] = "";
        if (wants_answer) sprintf(id, "\"invocationId\":\"%d\",", 100 + slot);
        return (size_t)sprintf(out, "{\"type\":1,%s\"target\":\"%s\",\"arguments\":[\"%.*s\"]}\x1e", id, target, (int)size, payload);
    }
    char *body = malloc(size + 64), *p = body;
    if (!body) abort();
    *p++ = (char)0x96;  // [1, {}, id, target, arguments, streams]
    *p++ = 1;
    *p++ = (char)0x80;
    if (wants_answer) p += sprintf(p, "\xa3%d", 100 + slot);
    else *p++ = (char)0xc0;
    p += sprintf(p, "%c%s", (char)(0xa0 | strlen(target)), target);
    *p++ = (char)0x91;
    *p++ = (char)0xda;
    *p++ = (char)(size >> 8);
    *p++ = (char)size;
    memcpy(p, payload, size);
    p += size;
    *p++ = (char)0x90;
    size_t count = (size_t)(p - body), left = count, length = 0;
    do {
        out[length++] = (char)((left & 127) | (left > 127 ? 128 : 0));
    } while (left >>= 7);
    memcpy(out + length, body, count);
    free(body);
    return length + count;
}

struct Traffic make_traffic(const struct Options *options) {
    struct Traffic traffic = {.depth = options->depth, .reply_opcode = OPCODE_TEXT};
    traffic.handshake_size = make_handshake(options, &traffic.handshake);

    size_t size = (size_t)options->size, capacity = size + 128 + traffic.handshake_size;
    char *payload = malloc(capacity), *request = malloc(capacity), *reply = malloc(capacity), *frame = malloc(capacity);
    traffic.requests = malloc(2 * (size_t)options->depth * capacity);
    traffic.replies = malloc((size_t)options->depth * capacity);
    if (!payload || !request || !reply || !frame || !traffic.requests || !traffic.replies) abort();

    for (int slot = 0; slot < options->depth; slot++) {
        fill_payload(payload, slot, size);
        size_t request_size = 0, reply_size = 0;
        unsigned opcode = OPCODE_TEXT;
        switch (options->mode) {
        case MODE_SIO_ACK:  // ids of three digits keep every slot's frame the same size
            request_size = (size_t)sprintf(request, "42%d[\"message-with-ack\",\"%.*s\"]", 100 + slot, (int)size, payload);
            reply_size = (size_t)sprintf(reply, "43%d[\"%.*s\"]", 100 + slot, (int)size, payload);
            break;
        case MODE_SIO_FANOUT:
            request_size = (size_t)sprintf(request, "42[\"bcast\",\"%.*s\"]", (int)size, payload);
            reply_size = (size_t)sprintf(reply, "42[\"b\",\"%.*s\"]", (int)size, payload);
            break;
        case MODE_SR_CALL:
        case MODE_SR_FANOUT:
            opcode = options->binary ? OPCODE_BINARY : OPCODE_TEXT;
            request_size = encode_invocation(request, options, slot, payload, size);
            reply_size = (size_t)sprintf(reply, "%.*s", (int)size, payload);
            break;
        default:
            if (options->binary) opcode = OPCODE_BINARY;
            memcpy(request, payload, size);
            memcpy(reply, payload, size);
            request_size = reply_size = size;
        }
        size_t frame_size = traffic.handshake_size;
        if (speaks_http(options->mode)) memcpy(frame, traffic.handshake, frame_size);
        else frame_size = encode_frame(frame, opcode, request, request_size);

        traffic.request_size = frame_size;
        traffic.reply_size = reply_size;
        traffic.reply_checked = reply_size < 16 ? reply_size : 16;
        traffic.reply_opcode = opcode;
        memcpy(traffic.requests + (size_t)slot * frame_size, frame, frame_size);
        memcpy(traffic.requests + (size_t)(slot + options->depth) * frame_size, frame, frame_size);
        memcpy(traffic.replies + (size_t)slot * reply_size, reply, reply_size);
    }
    free(payload);
    free(request);
    free(reply);
    free(frame);
    return traffic;
}
