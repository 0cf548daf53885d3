#include <openssl/evp.h>

void found(void) {
    // ruleid: c.weak-hash-name
    const EVP_MD *a = EVP_get_digestbyname("md5");
    // ruleid: c.weak-hash-name
    const EVP_MD *b = EVP_get_digestbyname("SHA1");
}

void near_misses(const char *name) {
    // ok: c.weak-hash-name
    const EVP_MD *a = EVP_get_digestbyname("SHA256");
    // ok: c.weak-hash-name
    const EVP_MD *b = EVP_get_digestbyname(name);
}
