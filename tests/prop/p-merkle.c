/* The tree against the recursive definition of RFC 6962, written separately: roots, every proof of
 * small trees, proofs of random large ones, and that one wrong bit anywhere is refused. */
#include <string.h>

#include "random.h"
#include "record/merkle.h"
#include "tap.h"

enum { LEAVES = 5200, SMALL = 300, ALL_PROOFS = 48 };

static struct arena *a;
static struct rec_hash leaves[LEAVES], level8[LEAVES / 256];

/* ---- the definition ---- */

static size_t below(size_t n)
{
    size_t k = 1;
    while (k * 2 < n) {
        k *= 2;
    }
    return k;
}

static struct rec_hash mth(size_t from, size_t n)
{
    if (n == 0) {
        return rec_hash_bytes(SV_NONE);
    }
    if (n == 1) {
        return leaves[from];
    }
    size_t k = below(n);
    struct rec_hash left = mth(from, k), right = mth(from + k, n - k);
    return rec_hash_node(&left, &right);
}

static void path(size_t m, size_t from, size_t n, struct rec_proof *p)
{
    if (n == 1) {
        return;
    }
    size_t k = below(n);
    if (m < k) {
        path(m, from, k, p);
        p->hash[p->n++] = mth(from + k, n - k);
    } else {
        path(m - k, from + k, n - k, p);
        p->hash[p->n++] = mth(from, k);
    }
}

static void sub(size_t m, size_t from, size_t n, bool b, struct rec_proof *p)
{
    if (m == n) {
        if (!b) {
            p->hash[p->n++] = mth(from, m);
        }
        return;
    }
    size_t k = below(n);
    if (m <= k) {
        sub(m, from, k, b, p);
        p->hash[p->n++] = mth(from + k, n - k);
    } else {
        sub(m - k, from + k, n - k, false, p);
        p->hash[p->n++] = mth(from, k);
    }
}

/* ---- what is tested, reading leaves only, or roots of 256 too ---- */

static err *read_nodes(void *ctx, struct arena *to, unsigned level, uint64_t from, size_t n,
                       struct rec_hash *ret)
{
    const struct rec_hash *source = level == 8 ? level8 : leaves;
    size_t width = level == 8 ? LEAVES / 256 : LEAVES;
    (void)ctx;
    if ((level != 0 && level != 8) || n == 0 || n > REC_TILE_WIDTH || from + n > width) {
        return err_make(to, E_IO, "level %u, %llu and %zu more", level, (unsigned long long)from,
                        n);
    }
    memcpy(ret, source + from, n * sizeof *ret);
    return NULL;
}

static const struct rec_nodes flat = {.read = read_nodes}, tiled = {.read = read_nodes, .top = 8};

static bool same_proof(const struct rec_proof *x, const struct rec_proof *y)
{
    return x->n == y->n && memcmp(x->hash, y->hash, x->n * sizeof *x->hash) == 0;
}

static void flip(struct rec_hash *h)
{
    h->b[random_below(sizeof h->b)] ^= (uint8_t)(1u << random_below(8));
}

static bool inclusion_right(const struct rec_nodes *nodes, size_t index, size_t size)
{
    struct rec_proof p, want = {0};
    struct rec_hash root = mth(0, size), leaf = leaves[index];
    path(index, 0, size, &want);
    if (rec_proof_inclusion(a, nodes, index, size, &p) || !same_proof(&p, &want) ||
        !rec_inclusion_holds(index, size, &leaf, p.hash, p.n, &root)) {
        return false;
    }
    for (size_t i = 0; i < p.n; i++) {
        struct rec_proof bent = p;
        flip(&bent.hash[i]);
        if (rec_inclusion_holds(index, size, &leaf, bent.hash, bent.n, &root)) {
            return false;
        }
    }
    struct rec_hash bent_leaf = leaf, bent_root = root;
    flip(&bent_leaf);
    flip(&bent_root);
    bool refuses = !rec_inclusion_holds(index, size, &bent_leaf, p.hash, p.n, &root) &&
                   !rec_inclusion_holds(index, size, &leaf, p.hash, p.n, &bent_root) &&
                   !rec_inclusion_holds(size, size, &leaf, p.hash, p.n, &root);
    if (p.n) {
        refuses = refuses && !rec_inclusion_holds(index, size, &leaf, p.hash, p.n - 1, &root) &&
                  !rec_inclusion_holds(index ^ 1, size, &leaf, p.hash, p.n, &root);
    }
    p.hash[p.n] = root;
    return refuses && !rec_inclusion_holds(index, size, &leaf, p.hash, p.n + 1, &root);
}

static bool consistency_right(const struct rec_nodes *nodes, size_t old, size_t size)
{
    struct rec_proof p, want = {0};
    struct rec_hash root = mth(0, size), old_root = mth(0, old);
    if (old > 0) {
        sub(old, 0, size, true, &want);
    }
    if (rec_proof_consistency(a, nodes, old, size, &p) || !same_proof(&p, &want) ||
        !rec_consistency_holds(old, size, &old_root, &root, p.hash, p.n)) {
        return false;
    }
    for (size_t i = 0; i < p.n; i++) {
        struct rec_proof bent = p;
        flip(&bent.hash[i]);
        if (rec_consistency_holds(old, size, &old_root, &root, bent.hash, bent.n)) {
            return false;
        }
    }
    struct rec_hash bent_old = old_root, bent_root = root;
    flip(&bent_old);
    flip(&bent_root);
    bool refuses =
        old == 0 || (!rec_consistency_holds(old, size, &bent_old, &root, p.hash, p.n) &&
                     !rec_consistency_holds(old, size, &old_root, &bent_root, p.hash, p.n));
    if (p.n) {
        refuses = refuses && !rec_consistency_holds(old, size, &old_root, &root, p.hash, p.n - 1);
    }
    p.hash[p.n] = root;
    return refuses && !rec_consistency_holds(old, size, &old_root, &root, p.hash, p.n + 1) &&
           !rec_consistency_holds(size + 1, size, &old_root, &root, p.hash, p.n);
}

/* ---- the properties ---- */

static void roots(void)
{
    struct rec_tree t = {0};
    bool growing = true, at = true, loaded = true;
    for (size_t size = 0; size <= LEAVES; size++) {
        struct rec_hash grown = rec_tree_root(&t);
        if (size <= SMALL || (size & (size - 1)) == 0 || (size & (size + 1)) == 0 ||
            random_below(40) == 0) {
            struct rec_hash want = mth(0, size), flat_root, tiled_root;
            struct rec_tree again;
            growing = growing && t.size == size && rec_hash_eq(&grown, &want);
            at = at && !rec_tree_root_at(a, &flat, size, &flat_root) &&
                 !rec_tree_root_at(a, &tiled, size, &tiled_root) &&
                 rec_hash_eq(&flat_root, &want) && rec_hash_eq(&tiled_root, &want);
            loaded = loaded && !rec_tree_load(a, &tiled, size, &again) &&
                     memcmp(&again.peaks, &t.peaks, sizeof *t.peaks) == 0;
            if (loaded && size < LEAVES) {
                struct rec_tree one_more = t;
                rec_tree_add(&again, leaves[size]);
                rec_tree_add(&one_more, leaves[size]);
                grown = rec_tree_root(&again);
                want = rec_tree_root(&one_more);
                loaded = rec_hash_eq(&grown, &want);
            }
        }
        if (size < LEAVES) {
            rec_tree_add(&t, leaves[size]);
        }
    }
    ok_as(growing, "a growing head has the root of the definition");
    ok_as(at, "a root of any size is that of the definition");
    ok_as(loaded, "a head that was loaded grows as the one that was kept");
}

static void small_proofs(void)
{
    bool inclusion = true, consistency = true;
    for (size_t size = 0; size <= SMALL; size++) {
        for (size_t i = 0; i < size; i++) {
            if (size <= ALL_PROOFS || i == 0 || i == size - 1 || random_below(size) < 4) {
                inclusion = inclusion && inclusion_right(&flat, i, size);
            }
        }
        for (size_t old = 0; old <= size; old++) {
            if (size <= ALL_PROOFS || old < 2 || old + 1 >= size || random_below(size) < 4) {
                consistency = consistency && consistency_right(&flat, old, size);
            }
        }
    }
    ok_as(inclusion, "inclusion in trees of 0 to 300, and no bent proof");
    ok_as(consistency, "consistency of trees of 0 to 300, and no bent proof");
}

static void large_proofs(void)
{
    bool inclusion = true, consistency = true;
    for (int i = 0; i < 200; i++) {
        size_t size = i < 40 ? ((size_t)1 << (9 + i % 4)) + (size_t)(i / 4 % 3) - 1
                             : 1 + (size_t)random_below(5000);
        const struct rec_nodes *nodes = i % 2 ? &tiled : &flat;
        inclusion = inclusion && inclusion_right(nodes, (size_t)random_below(size), size);
        consistency = consistency && consistency_right(nodes, (size_t)random_below(size + 1), size);
        arena_reset(a);
    }
    ok_as(inclusion, "inclusion in random trees to 5,000");
    ok_as(consistency, "consistency of random trees to 5,000");
}

int main(void)
{
    a = arena_open(1 << 16);
    random_begin();
    for (size_t i = 0; i < LEAVES; i++) {
        leaves[i] = rec_hash_bytes((sv){(const char *)&i, sizeof i});
    }
    for (size_t i = 0; i < LEAVES / 256; i++) {
        level8[i] = mth(i * 256, 256);
    }
    roots();
    small_proofs();
    large_proofs();
    arena_close(a);
    return tap_done();
}
