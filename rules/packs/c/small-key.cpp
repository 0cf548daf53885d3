#include <openssl/rsa.h>

void found(RSA *rsa, BIGNUM *e, EVP_PKEY_CTX *ctx) {
    // ruleid: c.small-key
    RSA_generate_key_ex(rsa, 1024, e, NULL);
    // ruleid: c.small-key
    EVP_PKEY_CTX_set_rsa_keygen_bits(ctx, 512);
}

void near_misses(RSA *rsa, BIGNUM *e, EVP_PKEY_CTX *ctx, int bits) {
    // ok: c.small-key
    RSA_generate_key_ex(rsa, 3072, e, NULL);
    // ok: c.small-key
    EVP_PKEY_CTX_set_rsa_keygen_bits(ctx, bits);
}
