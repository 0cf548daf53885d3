#include <openssl/ssl.h>

void found(void) {
    // ruleid: c.old-tls
    SSL_CTX *a = SSL_CTX_new(SSLv3_method());
    // ruleid: c.old-tls
    SSL_CTX *b = SSL_CTX_new(TLSv1_client_method());
}

void near_misses(void) {
    // ok: c.old-tls
    SSL_CTX *a = SSL_CTX_new(TLS_method());
    // ok: c.old-tls
    SSL_CTX *b = SSL_CTX_new(TLSv1_2_client_method());
}
