/* The Merkle tree over the leaf hashes (RFC 6962, 2.1; docs/format/tree.md): its head while it
 * grows, roots of any size, proofs, and their verification. */
#ifndef RECORD_MERKLE_H
#define RECORD_MERKLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "record/hash.h"

enum { REC_PROOF_MAX = 64, REC_TILE_LEVELS = 8, REC_TILE_WIDTH = 256 };
/* The largest tree: 2^53-1 leaves, as seq is an exact integer of JSON. */
#define REC_TREE_MAX ((UINT64_C(1) << 53) - 1)

/* The head of a growing tree: the roots of its full subtrees, widest first.  {0} is the empty tree.
 * A plain value: copying it is how a writer keeps the head to which it may have to go back. */
struct rec_tree {
    uint64_t size;
    struct rec_hash peaks[54];
};

/* Add one leaf hash; amortised one node hash. */
void rec_tree_add(struct rec_tree *t, struct rec_hash leaf);
/* The root; at most 53 node hashes. */
struct rec_hash rec_tree_root(const struct rec_tree *t);

/* Where node hashes are read from.  read gives the n hashes from, from+1, … of a level: the root of
 * the leaves [i * 2^level, (i+1) * 2^level).  It is asked only for levels 0, 8, 16 … up to top, for
 * at most REC_TILE_WIDTH hashes, and only for those that are full in the tree asked about.  A store
 * with nothing but leaf hashes sets top = 0; with the roots of each 256 leaves, top = 8, and a
 * proof then reads at most a few hundred hashes instead of every leaf. */
struct rec_nodes {
    err *(*read)(void *ctx, struct arena *a, unsigned level, uint64_t from, size_t n,
                 struct rec_hash *ret);
    void *ctx;
    unsigned top;
};

struct rec_proof {
    size_t n;
    struct rec_hash hash[REC_PROOF_MAX];
};

/* The root of the first size leaves.  Errors: those of read; E_LIMIT over REC_TREE_MAX. */
MUST err *rec_tree_root_at(struct arena *a, const struct rec_nodes *nodes, uint64_t size,
                           struct rec_hash *ret);
/* The head of the first size leaves, to go on from. */
MUST err *rec_tree_load(struct arena *a, const struct rec_nodes *nodes, uint64_t size,
                        struct rec_tree *ret);
/* PATH(index, D[size]): that the leaf stands in the tree of that size, the leaf's sibling first.
 * Refuses (E_INVALID) an index outside the tree. */
MUST err *rec_proof_inclusion(struct arena *a, const struct rec_nodes *nodes, uint64_t index,
                              uint64_t size, struct rec_proof *ret);
/* PROOF(old, D[size]): that the tree of size begins with the tree of old.  Empty for old 0 and for
 * old == size.  Refuses (E_INVALID) old > size. */
MUST err *rec_proof_consistency(struct arena *a, const struct rec_nodes *nodes, uint64_t old,
                                uint64_t size, struct rec_proof *ret);

/* Does the proof lead from the leaf hash at index to the root of that size? */
bool rec_inclusion_holds(uint64_t index, uint64_t size, const struct rec_hash *leaf,
                         const struct rec_hash *proof, size_t n, const struct rec_hash *root);
/* Does the proof show that the tree (size, root) begins with the tree (old, old_root)?  With old ==
 * size the roots must be equal; with old == 0 there is nothing to show and the proof must be empty.
 */
bool rec_consistency_holds(uint64_t old, uint64_t size, const struct rec_hash *old_root,
                           const struct rec_hash *root, const struct rec_hash *proof, size_t n);

#endif
