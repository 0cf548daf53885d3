#include <openssl/evp.h>

void found(EVP_CIPHER_CTX *ctx, const unsigned char *iv) {
    // ruleid: c.fixed-key
    EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), NULL, "0123456789abcdef0123456789abcdef", iv);
    // ruleid: c.fixed-key
    HMAC(EVP_sha256(), "pepper", 6, data, size, out, &length);
}

void near_misses(EVP_CIPHER_CTX *ctx, const unsigned char *key, const unsigned char *iv) {
    // ok: c.fixed-key
    EVP_EncryptInit_ex(ctx, EVP_aes_256_cbc(), NULL, key, iv);
    // ok: c.fixed-key
    HMAC(EVP_sha256(), key, 32, data, size, out, &length);
}
