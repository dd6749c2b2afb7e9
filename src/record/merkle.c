/* The tree of RFC 6962: heads, roots and proofs, all in O(log n) node hashes beside what is read.
 */
#include "record/merkle.h"

#include "base/must.h"

/* The largest power of two below n, for n > 1. */
static uint64_t split(uint64_t n)
{
    uint64_t k = 1;
    while (k < n - k) {
        k <<= 1;
    }
    return k;
}

static size_t ones(uint64_t n)
{
    size_t count = 0;
    for (; n; n &= n - 1) {
        count++;
    }
    return count;
}

/* ---- heads ---- */

void rec_tree_add(struct rec_tree *t, struct rec_hash leaf)
{
    must(t->size < REC_TREE_MAX);
    size_t n = ones(t->size);
    for (uint64_t s = t->size; s & 1; s >>= 1) {
        n--;
        leaf = rec_hash_node(&t->peaks[n], &leaf);
    }
    t->peaks[n] = leaf;
    t->size++;
}

struct rec_hash rec_tree_root(const struct rec_tree *t)
{
    size_t n = ones(t->size);
    if (n == 0) {
        return rec_hash_bytes(SV_NONE);
    }
    struct rec_hash root = t->peaks[--n];
    while (n > 0) {
        root = rec_hash_node(&t->peaks[--n], &root);
    }
    return root;
}

/* ---- reading ---- */

/* The root of the full subtree number `index` of 2^level leaves. */
static err *subtree(struct arena *a, const struct rec_nodes *nodes, unsigned level, uint64_t index,
                    struct rec_hash *ret)
{
    struct rec_hash chunk[REC_TILE_WIDTH];
    struct rec_tree t = {0};
    unsigned base = level - level % REC_TILE_LEVELS;
    if (base > nodes->top) {
        base = nodes->top;
    }
    uint64_t count = UINT64_C(1) << (level - base);
    uint64_t from = index << (level - base);
    while (t.size < count) {
        uint64_t left = count - t.size;
        size_t n = left < REC_TILE_WIDTH ? (size_t)left : REC_TILE_WIDTH;
        TRY(nodes->read(nodes->ctx, a, base, from + t.size, n, chunk));
        for (size_t i = 0; i < n; i++) {
            rec_tree_add(&t, chunk[i]);
        }
    }
    *ret = rec_tree_root(&t);
    return NULL;
}

/* The head of the leaves [from, from + size), where from is a multiple of a power of two >= size: a
 * tree of its own, as every range in a proof is. */
static err *head(struct arena *a, const struct rec_nodes *nodes, uint64_t from, uint64_t size,
                 struct rec_tree *ret)
{
    size_t n = 0;
    uint64_t at = from;
    for (unsigned level = 53; level-- > 0;) {
        uint64_t width = UINT64_C(1) << level;
        if (size & width) {
            TRY(subtree(a, nodes, level, at >> level, &ret->peaks[n++]));
            at += width;
        }
    }
    ret->size = size;
    return NULL;
}

static err *range(struct arena *a, const struct rec_nodes *nodes, uint64_t from, uint64_t size,
                  struct rec_hash *ret)
{
    struct rec_tree t = {0};
    TRY(head(a, nodes, from, size, &t));
    *ret = rec_tree_root(&t);
    return NULL;
}

static err *size_check(struct arena *a, uint64_t size)
{
    return size <= REC_TREE_MAX ? NULL : err_make(a, E_LIMIT, "a record holds under 2^53 entries");
}

err *rec_tree_root_at(struct arena *a, const struct rec_nodes *nodes, uint64_t size,
                      struct rec_hash *ret)
{
    TRY(size_check(a, size));
    return range(a, nodes, 0, size, ret);
}

err *rec_tree_load(struct arena *a, const struct rec_nodes *nodes, uint64_t size,
                   struct rec_tree *ret)
{
    struct rec_tree t = {0};
    TRY(size_check(a, size));
    TRY(head(a, nodes, 0, size, &t));
    *ret = t;
    return NULL;
}

/* ---- proofs ---- */

/* The recursion of the RFC runs from the root down and names its hashes from the leaf up, so the
 * walk notes the ranges on its way down and reads them in reverse. */
struct walk {
    size_t n;
    struct {
        uint64_t from, size;
    } range[REC_PROOF_MAX];
};

static void note(struct walk *w, uint64_t from, uint64_t size)
{
    must(w->n < REC_PROOF_MAX);
    w->range[w->n].from = from;
    w->range[w->n].size = size;
    w->n++;
}

static err *collect(struct arena *a, const struct rec_nodes *nodes, const struct walk *w,
                    struct rec_proof *ret)
{
    struct rec_proof p = {.n = w->n};
    for (size_t i = 0; i < w->n; i++) {
        size_t back = w->n - 1 - i;
        TRY(range(a, nodes, w->range[back].from, w->range[back].size, &p.hash[i]));
    }
    *ret = p;
    return NULL;
}

err *rec_proof_inclusion(struct arena *a, const struct rec_nodes *nodes, uint64_t index,
                         uint64_t size, struct rec_proof *ret)
{
    TRY(size_check(a, size));
    if (index >= size) {
        return err_make(a, E_INVALID, "entry %llu is not in a record of %llu entries",
                        (unsigned long long)index, (unsigned long long)size);
    }
    struct walk w = {0};
    uint64_t from = 0, n = size;
    while (n > 1) {
        uint64_t k = split(n);
        if (index - from < k) {
            note(&w, from + k, n - k);
            n = k;
        } else {
            note(&w, from, k);
            from += k;
            n -= k;
        }
    }
    return collect(a, nodes, &w, ret);
}

err *rec_proof_consistency(struct arena *a, const struct rec_nodes *nodes, uint64_t old,
                           uint64_t size, struct rec_proof *ret)
{
    TRY(size_check(a, size));
    if (old > size) {
        return err_make(a, E_INVALID, "a record of %llu entries does not begin with %llu",
                        (unsigned long long)size, (unsigned long long)old);
    }
    struct walk w = {0};
    uint64_t from = 0, m = old, n = size;
    bool whole = true; /* the subtree in hand is the old tree itself, whose root is known */
    while (m > 0 && m < n) {
        uint64_t k = split(n);
        if (m <= k) {
            note(&w, from + k, n - k);
            n = k;
        } else {
            note(&w, from, k);
            from += k;
            m -= k;
            n -= k;
            whole = false;
        }
    }
    if (m > 0 && !whole) {
        note(&w, from, m);
    }
    return collect(a, nodes, &w, ret);
}

/* ---- verification ---- */

/* Up one level; past the edges that have no sibling. */
static void climb(uint64_t *fn, uint64_t *sn)
{
    *fn >>= 1;
    *sn >>= 1;
}

bool rec_inclusion_holds(uint64_t index, uint64_t size, const struct rec_hash *leaf,
                         const struct rec_hash *proof, size_t n, const struct rec_hash *root)
{
    if (index >= size) {
        return false;
    }
    uint64_t fn = index, sn = size - 1;
    struct rec_hash r = *leaf;
    for (size_t i = 0; i < n; i++) {
        if (sn == 0) {
            return false;
        }
        if ((fn & 1) || fn == sn) {
            r = rec_hash_node(&proof[i], &r);
            while (fn && !(fn & 1)) {
                climb(&fn, &sn);
            }
        } else {
            r = rec_hash_node(&r, &proof[i]);
        }
        climb(&fn, &sn);
    }
    return sn == 0 && rec_hash_eq(&r, root);
}

bool rec_consistency_holds(uint64_t old, uint64_t size, const struct rec_hash *old_root,
                           const struct rec_hash *root, const struct rec_hash *proof, size_t n)
{
    if (old > size) {
        return false;
    }
    if (old == 0 || old == size) {
        return n == 0 && (old == 0 || rec_hash_eq(old_root, root));
    }
    if (n == 0) {
        return false;
    }
    uint64_t fn = old - 1, sn = size - 1;
    while (fn & 1) {
        climb(&fn, &sn);
    }
    bool power = (old & (old - 1)) == 0;
    struct rec_hash fr = power ? *old_root : proof[0];
    struct rec_hash sr = fr;
    for (size_t i = power ? 0 : 1; i < n; i++) {
        if (sn == 0) {
            return false;
        }
        if ((fn & 1) || fn == sn) {
            fr = rec_hash_node(&proof[i], &fr);
            sr = rec_hash_node(&proof[i], &sr);
            while (fn && !(fn & 1)) {
                climb(&fn, &sn);
            }
        } else {
            sr = rec_hash_node(&sr, &proof[i]);
        }
        climb(&fn, &sn);
    }
    return sn == 0 && rec_hash_eq(&fr, old_root) && rec_hash_eq(&sr, root);
}
