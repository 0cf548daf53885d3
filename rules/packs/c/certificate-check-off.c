#include <curl/curl.h>
#include <openssl/ssl.h>

void found(SSL_CTX *ctx, CURL *curl) {
    // ruleid: c.certificate-check-off
    SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL);
    // ruleid: c.certificate-check-off
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
    // ruleid: c.certificate-check-off
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0);
}

void near_misses(SSL_CTX *ctx, CURL *curl) {
    // ok: c.certificate-check-off
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
    // ok: c.certificate-check-off
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    // ok: c.certificate-check-off
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
}
