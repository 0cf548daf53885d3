#include <openssl/evp.h>

void found(EVP_CIPHER_CTX *ctx, const unsigned char *key, const unsigned char *iv) {
    // ruleid: c.weak-cipher
    const EVP_CIPHER *a = EVP_des_ede3_cbc();
    // ruleid: c.weak-cipher
    const EVP_CIPHER *b = EVP_aes_256_ecb();
    // ruleid: c.weak-cipher
    RC4_set_key(&state, 16, key);
}

void near_misses(EVP_CIPHER_CTX *ctx, const unsigned char *key, const unsigned char *iv) {
    // ok: c.weak-cipher
    const EVP_CIPHER *a = EVP_aes_256_gcm();
    // ok: c.weak-cipher
    const EVP_CIPHER *b = EVP_aes_256_cbc();
    // ok: c.weak-cipher
    engine->RC4_set_key(&state, 16, key);
}
