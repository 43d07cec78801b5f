// The bytes a run sends and expects, all made before it starts, so that an operation costs the generator almost nothing but its system calls.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "options.h"

/// The slots 0 ..< depth carry different payloads and are used in turn: an echo that is lost, repeated or reordered shows.
struct Traffic {
    int depth;
    char *requests;         // slots 0 ..< depth twice over, so that any run of `depth` slots is contiguous
    size_t request_size;    // bytes of each, frame header included
    char *replies;          // expected payload of each slot (http: unused)
    size_t reply_size;
    size_t reply_checked;   // leading bytes compared
    unsigned reply_opcode;  // WebSocket opcode of the reply
    char *handshake;        // upgrade request
    size_t handshake_size;
};

struct Traffic make_traffic(const struct Options *options);

enum { OPCODE_TEXT = 1, OPCODE_BINARY = 2, OPCODE_CLOSE = 8, OPCODE_PING = 9, OPCODE_PONG = 10 };

/// Writes one masked client frame (RFC 6455 § 5.2) and returns its size: payload + at most 14 bytes.
size_t encode_frame(char *out, unsigned opcode, const char *payload, size_t size);

struct Frame {
    unsigned opcode;
    int final;
    const char *payload;
    size_t size;
};

/// Reads one unmasked server frame. Returns its size in bytes, 0 when it is incomplete, -1 when a server may not send it.
static inline long decode_frame(const char *bytes, size_t available, struct Frame *frame) {
    const uint8_t *b = (const uint8_t *)bytes;
    if (available < 2) return 0;
    if ((b[0] & 0x70) != 0 || (b[1] & 0x80) != 0) return -1;
    size_t header = 2, size = b[1];
    if (size == 126) {
        if (available < 4) return 0;
        header = 4;
        size = (size_t)b[2] << 8 | b[3];
    } else if (size == 127) {
        if (available < 10) return 0;
        header = 10;
        size = 0;
        for (int i = 2; i < 10; i++) size = size << 8 | b[i];
        if (size > 1 << 24) return -1;
    }
    if (available < header + size) return 0;
    *frame = (struct Frame){.opcode = b[0] & 15, .final = b[0] >> 7, .payload = bytes + header, .size = size};
    return (long)(header + size);
}

/// What a server must answer to the handshake's key, which is RFC 6455 § 1.3's example.
#define EXPECTED_ACCEPT "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
