#include <openssl/evp.h>
#include <openssl/md5.h>

void found(EVP_MD_CTX *context, const unsigned char *data, unsigned char *out) {
    // ruleid: c.weak-hash
    EVP_DigestInit_ex(context, EVP_md5(), NULL);
    // ruleid: c.weak-hash
    MD5(data, 16, out);
}

void near_misses(EVP_MD_CTX *context, const unsigned char *data, unsigned char *out) {
    // ok: c.weak-hash
    EVP_DigestInit_ex(context, EVP_sha256(), NULL);
    // ok: c.weak-hash
    SHA256(data, 16, out);
}
