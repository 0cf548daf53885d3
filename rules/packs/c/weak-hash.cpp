#include <openssl/evp.h>
#include <openssl/md5.h>

void found(const unsigned char *data, size_t size, unsigned char *out) {
    // ruleid: c.weak-hash
    const EVP_MD *kind = EVP_md5();
    // ruleid: c.weak-hash
    MD5(data, size, out);
    // ruleid: c.weak-hash
    SHA1(data, size, out);
}

void near_misses(const unsigned char *data, size_t size, unsigned char *out) {
    // ok: c.weak-hash
    const EVP_MD *kind = EVP_sha256();
    // ok: c.weak-hash
    SHA256(data, size, out);
    // ok: c.weak-hash
    report->MD5(data, size, out);
}
