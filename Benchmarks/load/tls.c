#include "tls.h"

#include <errno.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include "run.h"

static SSL_CTX *context;

void tls_start(void) {
    context = SSL_CTX_new(TLS_client_method());
    if (!context) fail("OpenSSL has no client");
    SSL_CTX_set_verify(context, SSL_VERIFY_NONE, NULL);
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_read_ahead(context, 1);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    // The same cipher for every server: what is compared is the servers.
    SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
    SSL_CTX_set_ciphersuites(context, "TLS_AES_128_GCM_SHA256");
}

void tls_begin(struct Connection *connection) {
    connection->tls = SSL_new(context);
    if (!connection->tls || SSL_set_fd(connection->tls, connection->fd) != 1) fail("out of memory for TLS");
    SSL_set_connect_state(connection->tls);
}

static bool must_wait(struct Connection *connection, int outcome) {
    int error = SSL_get_error(connection->tls, outcome);
    return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE;
}

bool tls_handshake(struct Connection *connection) {
    ERR_clear_error();
    int outcome = SSL_do_handshake(connection->tls);
    if (outcome == 1) return true;
    if (!must_wait(connection, outcome)) fail("TLS handshake failed: %s", ERR_reason_error_string(ERR_peek_error()));
    return false;
}

ssize_t tls_send(struct Connection *connection, const char *bytes, size_t size) {
    ERR_clear_error();
    int written = SSL_write(connection->tls, bytes, (int)size);
    if (written > 0) return written;
    errno = must_wait(connection, written) ? EAGAIN : EIO;
    return -1;
}

bool tls_has_more(const struct Connection *connection) { return SSL_has_pending(connection->tls) == 1; }

ssize_t tls_receive(struct Connection *connection, char *bytes, size_t size) {
    size_t total = 0;
    ERR_clear_error();
    do {
        int got = SSL_read(connection->tls, bytes + total, (int)(size - total));
        if (got > 0) {
            total += (size_t)got;
            continue;
        }
        if (total > 0) break;
        if (must_wait(connection, got)) {
            errno = EAGAIN;
            return -1;
        }
        errno = EIO;
        return SSL_get_error(connection->tls, got) == SSL_ERROR_ZERO_RETURN ? 0 : -1;
    } while (tls_has_more(connection) && size - total >= 16384);
    return (ssize_t)total;
}

void tls_end(struct Connection *connection) {
    SSL_free(connection->tls);
    connection->tls = NULL;
}
