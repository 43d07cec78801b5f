// TLS for connections, through OpenSSL on the socket itself. Certificates are not looked at: servers under test sign their own.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct Connection;

/// Makes what all connections share; once, before the first.
void tls_start(void);
void tls_begin(struct Connection *connection);
/// Goes on with the handshake; true when it is complete.
bool tls_handshake(struct Connection *connection);
/// Like `send` and `recv` on a non-blocking socket: -1 and EAGAIN when the other side must act first.
ssize_t tls_send(struct Connection *connection, const char *bytes, size_t size);
ssize_t tls_receive(struct Connection *connection, char *bytes, size_t size);
/// Whether OpenSSL has taken more off the socket than it has given: no event will tell of that.
bool tls_has_more(const struct Connection *connection);
void tls_end(struct Connection *connection);
