#include <openssl/evp.h>

void found(const char *password, const unsigned char *salt, unsigned char *key) {
    // ruleid: c.password-rounds
    PKCS5_PBKDF2_HMAC(password, -1, salt, 16, 1000, EVP_sha256(), 32, key);
    // ruleid: c.password-rounds
    PKCS5_PBKDF2_HMAC_SHA1(password, -1, salt, 16, 4096, 32, key);
}

void near_misses(const char *password, const unsigned char *salt, int rounds, unsigned char *key) {
    // ok: c.password-rounds
    PKCS5_PBKDF2_HMAC(password, -1, salt, 16, 600000, EVP_sha256(), 32, key);
    // ok: c.password-rounds
    PKCS5_PBKDF2_HMAC(password, -1, salt, 16, rounds, EVP_sha256(), 32, key);
}
