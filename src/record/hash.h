/* SHA-256 and what the record hashes with it: entries, nodes of the tree, parts. */
#ifndef RECORD_HASH_H
#define RECORD_HASH_H

#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/sv.h"

enum { REC_HASH_BYTES = 32, REC_HASH_DIGITS = 2 * REC_HASH_BYTES, REC_SALT_BYTES = 32 };

struct rec_hash {
    uint8_t b[REC_HASH_BYTES];
};

/* A hash in progress: rec_digest_open, any number of rec_digest_add, rec_digest_end.  It holds no
 * memory and may be copied and dropped. */
struct rec_digest {
    alignas(8) unsigned char state[112];
};

void rec_digest_open(struct rec_digest *d);
void rec_digest_add(struct rec_digest *d, const void *p, size_t n);
struct rec_hash rec_digest_end(struct rec_digest *d);

/* SHA-256 of the bytes; of none it is the root of the empty tree (RFC 6962, 2.1). */
struct rec_hash rec_hash_bytes(sv bytes);
/* SHA-256(0x00 || entry): the leaf of an entry (RFC 6962, 2.1). */
struct rec_hash rec_hash_leaf(sv entry);
/* SHA-256(0x01 || left || right): the node above two (RFC 6962, 2.1). */
struct rec_hash rec_hash_node(const struct rec_hash *left, const struct rec_hash *right);
/* Begin a part's hash, to which the bytes of its payload are added: for those that are too long to
 * be held whole. */
void rec_digest_part(struct rec_digest *d, const uint8_t salt[REC_SALT_BYTES], sv name);
/* SHA-256("dais/part/v1" || 0x00 || salt || u32be(length of name) || name || payload): what an
 * entry holds of a part (docs/format/entry-1.md). */
struct rec_hash rec_hash_part(const uint8_t salt[REC_SALT_BYTES], sv name, sv payload);

/* True when both are the same 32 bytes (not in constant time: hashes are public). */
bool rec_hash_eq(const struct rec_hash *x, const struct rec_hash *y);
/* 64 lowercase hexadecimal digits. */
sv rec_hash_hex(struct arena *a, const struct rec_hash *h);
/* Exactly 64 lowercase hexadecimal digits; false for anything else. */
MUST bool rec_hash_of_hex(sv s, struct rec_hash *ret);

#endif
