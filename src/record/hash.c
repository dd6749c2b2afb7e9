/* SHA-256 by OpenSSL's low-level calls, which cost half of the others for a node (65 bytes). */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "record/hash.h"

#include <assert.h>
#include <string.h>

#include <openssl/sha.h>

static_assert(sizeof(SHA256_CTX) <= sizeof(((struct rec_digest *)0)->state), "a digest's state");
static_assert(alignof(SHA256_CTX) <= alignof(struct rec_digest), "a digest's alignment");

static SHA256_CTX *sha(struct rec_digest *d)
{
    return (SHA256_CTX *)(void *)d;
}

void rec_digest_open(struct rec_digest *d)
{
    SHA256_Init(sha(d));
}

void rec_digest_add(struct rec_digest *d, const void *p, size_t n)
{
    if (n) {
        SHA256_Update(sha(d), p, n);
    }
}

struct rec_hash rec_digest_end(struct rec_digest *d)
{
    struct rec_hash h;
    SHA256_Final(h.b, sha(d));
    return h;
}

struct rec_hash rec_hash_bytes(sv bytes)
{
    struct rec_digest d;
    rec_digest_open(&d);
    rec_digest_add(&d, bytes.p, bytes.n);
    return rec_digest_end(&d);
}

struct rec_hash rec_hash_leaf(sv entry)
{
    struct rec_digest d;
    rec_digest_open(&d);
    rec_digest_add(&d, "\0", 1);
    rec_digest_add(&d, entry.p, entry.n);
    return rec_digest_end(&d);
}

struct rec_hash rec_hash_node(const struct rec_hash *left, const struct rec_hash *right)
{
    uint8_t both[1 + 2 * REC_HASH_BYTES];
    struct rec_digest d;
    both[0] = 1;
    memcpy(both + 1, left->b, REC_HASH_BYTES);
    memcpy(both + 1 + REC_HASH_BYTES, right->b, REC_HASH_BYTES);
    rec_digest_open(&d);
    rec_digest_add(&d, both, sizeof both);
    return rec_digest_end(&d);
}

void rec_digest_part(struct rec_digest *d, const uint8_t salt[REC_SALT_BYTES], sv name)
{
    static const char label[] = "dais/part/v1"; /* hashed with its NUL */
    const uint8_t n[4] = {(uint8_t)(name.n >> 24), (uint8_t)(name.n >> 16), (uint8_t)(name.n >> 8),
                          (uint8_t)name.n};
    rec_digest_open(d);
    rec_digest_add(d, label, sizeof label);
    rec_digest_add(d, salt, REC_SALT_BYTES);
    rec_digest_add(d, n, sizeof n);
    rec_digest_add(d, name.p, name.n);
}

struct rec_hash rec_hash_part(const uint8_t salt[REC_SALT_BYTES], sv name, sv payload)
{
    struct rec_digest d;
    rec_digest_part(&d, salt, name);
    rec_digest_add(&d, payload.p, payload.n);
    return rec_digest_end(&d);
}

bool rec_hash_eq(const struct rec_hash *x, const struct rec_hash *y)
{
    return memcmp(x->b, y->b, REC_HASH_BYTES) == 0;
}

static const char hex[] = "0123456789abcdef";

sv rec_hash_hex(struct arena *a, const struct rec_hash *h)
{
    char *p = arena_alloc(a, REC_HASH_DIGITS + 1);
    for (size_t i = 0; i < REC_HASH_BYTES; i++) {
        p[2 * i] = hex[h->b[i] >> 4];
        p[2 * i + 1] = hex[h->b[i] & 15];
    }
    return (sv){p, REC_HASH_DIGITS};
}

bool rec_hash_of_hex(sv s, struct rec_hash *ret)
{
    struct rec_hash h;
    if (s.n != REC_HASH_DIGITS) {
        return false;
    }
    for (size_t i = 0; i < REC_HASH_BYTES; i++) {
        const char *high = s.p[2 * i] ? strchr(hex, s.p[2 * i]) : NULL;
        const char *low = s.p[2 * i + 1] ? strchr(hex, s.p[2 * i + 1]) : NULL;
        if (!high || !low) {
            return false;
        }
        h.b[i] = (uint8_t)((high - hex) << 4 | (low - hex));
    }
    *ret = h;
    return true;
}
