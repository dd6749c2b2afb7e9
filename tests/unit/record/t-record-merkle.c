/* The tree against roots and proofs that others made. */
#include <string.h>

#include "base/base64.h"
#include "files.h"
#include "record/merkle.h"

static struct arena *a;

static struct rec_hash hex(sv s)
{
    struct rec_hash h = {0};
    ok(rec_hash_of_hex(s, &h));
    return h;
}

/* A hash in base64; false where it is not 32 bytes. */
static bool b64(sv s, struct rec_hash *ret)
{
    size_t n;
    return base64_read(s, ret->b, sizeof ret->b, &n) && n == sizeof ret->b;
}

static bool root_is(const struct rec_tree *t, const struct rec_hash *want)
{
    struct rec_hash root = rec_tree_root(t);
    return rec_hash_eq(&root, want);
}

static sv either(const struct jv *v, const char *name)
{
    sv text = jv_get_sv(v, sv_cstr(a, sv_fmt(a, "%s_utf8", name)));
    return text.n ? text : unhex(a, jv_get_sv(v, sv_cstr(a, sv_fmt(a, "%s_hex", name))));
}

static struct rec_hash raw(sv s)
{
    struct rec_hash h = {0};
    memcpy(h.b, s.p, s.n < sizeof h.b ? s.n : sizeof h.b);
    return h;
}

static void classic_roots(void)
{
    struct jv *v;
    if (!shared_json(a, "log/roots.json", &v)) {
        return;
    }
    struct rec_tree t = {0};
    const struct jv *leaf = jv_get(v, "leaves_hex")->first;
    jv_each(root, jv_get(v, "roots_hex_by_size"))
    {
        struct rec_hash want = hex(root->text);
        ok_as(root_is(&t, &want), "a classic root");
        if (leaf) {
            rec_tree_add(&t, rec_hash_leaf(unhex(a, leaf->text)));
            leaf = leaf->next;
        }
    }
    ok(t.size == 8);
    jv_each(each, jv_get(v, "hasher"))
    {
        sv op = jv_get_sv(each, "op");
        struct rec_hash got, want = hex(jv_get_sv(each, "want"));
        if (sv_is(op, "node")) {
            /* this vector's children are not hashes of 32 bytes */
            struct rec_digest d;
            rec_digest_open(&d);
            rec_digest_add(&d, "\1", 1);
            rec_digest_add(&d, either(each, "left").p, either(each, "left").n);
            rec_digest_add(&d, either(each, "right").p, either(each, "right").n);
            got = rec_digest_end(&d);
        } else {
            got = sv_is(op, "leaf") ? rec_hash_leaf(either(each, "data")) : rec_hash_bytes(SV_NONE);
        }
        ok_as(rec_hash_eq(&got, &want), sv_cstr(a, op));
    }
}

static void record_roots(void)
{
    struct jv *v;
    if (!shared_json(a, "log/roots_record.json", &v)) {
        return;
    }
    struct rec_tree t = {0};
    size_t seen = 0;
    jv_each(root, jv_get(v, "root_b64_by_size"))
    {
        uint64_t size = 0;
        struct rec_hash want;
        ok(sv_u64(root->key, &size) && size >= t.size && b64(root->text, &want));
        while (t.size < size) {
            rec_tree_add(&t, rec_hash_leaf(sv_fmt(a, "record %llu", (unsigned long long)t.size)));
        }
        ok_as(root_is(&t, &want), "the root of that many records");
        seen++;
    }
    ok(seen >= 21);
}

/* ---- proofs good and bad ---- */

static const char *const inclusions[] = {"0/empty-root",
                                         "0/happy-path",
                                         "0/leafIdx-XOR-@2",
                                         "0/leafIdx-plus-@1",
                                         "0/leafIdx-sub-@1",
                                         "0/preceding-garbage",
                                         "0/preceding-root",
                                         "0/random-root",
                                         "0/trailing-garbage",
                                         "0/trailing-root",
                                         "0/treeSize-div-@2",
                                         "0/treeSize-mul-@2",
                                         "0/wrong-leaf",
                                         "1/empty-root",
                                         "1/happy-path",
                                         "1/inserted-component",
                                         "1/leafIdx-XOR-@2",
                                         "1/leafIdx-plus-@1",
                                         "1/leafIdx-sub-@1",
                                         "1/modified-proof[0]-bit-@3",
                                         "1/modified-proof[1]-bit-@3",
                                         "1/modified-proof[2]-bit-@3",
                                         "1/preceding-garbage",
                                         "1/preceding-root",
                                         "1/random-root",
                                         "1/removed-component",
                                         "1/trailing-garbage",
                                         "1/trailing-root",
                                         "1/treeSize-div-@2",
                                         "1/treeSize-mul-@2",
                                         "1/wrong-leaf",
                                         "single-entry/empty-leaf",
                                         "single-entry/empty-root-and-leaf",
                                         "single-entry/empty-root",
                                         "single-entry/matching-root-and-leaf"};

static const char *const consistencies[] = {"0/happy-path",
                                            "1/empty-proof",
                                            "1/happy-path",
                                            "1/modified-proof@0-bit-@4",
                                            "1/modified-proof@1-bit-@4",
                                            "1/modified-proof@2-bit-@4",
                                            "1/preceding-garbage",
                                            "1/preceding-proof-@0",
                                            "1/preceding-root1",
                                            "1/preceding-root2",
                                            "1/size1-XOR-@2",
                                            "1/size1-plus-@1",
                                            "1/size1-sub-@1",
                                            "1/size2-div-@2",
                                            "1/size2-mul-@2",
                                            "1/swapped-roots",
                                            "1/trailing-garbage",
                                            "1/trailing-root1",
                                            "1/trailing-root2",
                                            "1/truncated-proof",
                                            "1/wrong-root1",
                                            "1/wrong-root2"};

/* Numbers of these files reach 2^64-1, beyond JSON's exact integers. */
static uint64_t number(const struct jv *v, const char *key)
{
    const struct jv *m = jv_get(v, key);
    uint64_t n = 0;
    if (m && m->type == JV_INT) {
        return (uint64_t)m->number;
    }
    ok(m && m->type == JV_REAL && sv_u64(m->text, &n));
    return n;
}

/* The proof's hashes; false where one is not 32 bytes, and no proof can hold it. */
static bool proof_of(const struct jv *v, struct rec_hash *ret, size_t *ret_n)
{
    size_t n = 0;
    jv_each(each, jv_get(v, "proof"))
    {
        if (n == REC_PROOF_MAX || !b64(each->text, &ret[n])) {
            return false;
        }
        n++;
    }
    *ret_n = n;
    return true;
}

static void inclusion(const char *name)
{
    struct jv *v;
    struct rec_hash p[REC_PROOF_MAX], leaf, root;
    size_t n;
    if (!shared_json(a, sv_cstr(a, sv_fmt(a, "log/merkle/inclusion/%s.json", name)), &v)) {
        return;
    }
    bool holds =
        proof_of(v, p, &n) && b64(jv_get_sv(v, "leafHash"), &leaf) &&
        b64(jv_get_sv(v, "root"), &root) &&
        rec_inclusion_holds(number(v, "leafIdx"), number(v, "treeSize"), &leaf, p, n, &root);
    ok_as(holds != jv_get_bool(v, "wantErr"), name);
}

static void consistency(const char *name)
{
    struct jv *v;
    struct rec_hash p[REC_PROOF_MAX], first, second;
    size_t n;
    if (!shared_json(a, sv_cstr(a, sv_fmt(a, "log/merkle/consistency/%s.json", name)), &v)) {
        return;
    }
    bool holds =
        proof_of(v, p, &n) && b64(jv_get_sv(v, "root1"), &first) &&
        b64(jv_get_sv(v, "root2"), &second) &&
        rec_consistency_holds(number(v, "size1"), number(v, "size2"), &first, &second, p, n);
    ok_as(holds != jv_get_bool(v, "wantErr"), name);
}

static void witness_proof(void)
{
    struct jv *v;
    struct rec_hash p[REC_PROOF_MAX], five, eight;
    size_t n = 0;
    if (!shared_json(a, "log/witness_monkeys.json", &v)) {
        return;
    }
    ok(b64(SV("41smjBUiAU70EtKlT6lIOIYtRTYxYXsDB+XHfcvu/BE="), &five));
    ok(b64(SV("V8K9aklZ4EPB+RMOk1/8VsJUdFZR77GDtZUQq84vSbo="), &eight));
    jv_each(each, jv_get(v, "proof_5_8"))
    {
        p[n++] = hex(each->text);
    }
    ok(n == 4 && rec_consistency_holds(5, 8, &five, &eight, p, n));
    ok(!rec_consistency_holds(5, 8, &five, &five, p, n));
    ok(!rec_consistency_holds(4, 8, &five, &eight, p, n));
}

/* ---- a log with its tiles ---- */

static err *tile_read(void *ctx, struct arena *to, unsigned level, uint64_t from, size_t n,
                      struct rec_hash *ret)
{
    const sv *tile = ctx;
    if (level != 0 || (from + n) * REC_HASH_BYTES > tile->n) {
        return err_make(to, E_IO, "outside the tile");
    }
    memcpy(ret, tile->p + from * REC_HASH_BYTES, n * REC_HASH_BYTES);
    return NULL;
}

static void example_log(void)
{
    static const unsigned sizes[] = {1, 5, 8, 9};
    sv tile, bundle, note;
    if (!shared_read(a, "log/example-log/tile/0/000.p/9", &tile) ||
        !shared_read(a, "log/example-log/tile/entries/000.p/9", &bundle)) {
        return;
    }
    struct rec_tree t = {0};
    while (bundle.n > 2) {
        size_t n = (size_t)(unsigned char)bundle.p[0] << 8 | (unsigned char)bundle.p[1];
        struct rec_hash leaf = rec_hash_leaf(sv_sub(bundle, 2, n));
        struct rec_hash want = raw(sv_sub(tile, t.size * REC_HASH_BYTES, REC_HASH_BYTES));
        ok_as(rec_hash_eq(&leaf, &want), "a leaf of the tile is the hash of its entry");
        rec_tree_add(&t, leaf);
        bundle = sv_sub(bundle, 2 + n, bundle.n);
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            struct rec_hash root;
            sv rest;
            if (t.size != sizes[i] ||
                !shared_read(
                    a,
                    sv_cstr(a, sv_fmt(a, "log/example-log/checkpoint%s",
                                      sizes[i] == 9 ? "" : sv_cstr(a, sv_fmt(a, ".%u", sizes[i])))),
                    &note)) {
                continue;
            }
            sv_cut(note, '\n', &rest);
            sv_cut(rest, '\n', &rest);
            ok(b64(sv_cut(rest, '\n', &rest), &root) && root_is(&t, &root));
        }
    }
    ok(t.size == 9);
    struct rec_nodes nodes = {.read = tile_read, .ctx = &tile};
    struct rec_hash at5, at9;
    struct rec_proof p;
    fine(rec_tree_root_at(a, &nodes, 5, &at5));
    fine(rec_tree_root_at(a, &nodes, 9, &at9));
    fine(rec_proof_consistency(a, &nodes, 5, 9, &p));
    ok(rec_consistency_holds(5, 9, &at5, &at9, p.hash, p.n) && root_is(&t, &at9));
    fails(rec_tree_root_at(a, &nodes, 10, &at9), E_IO);
}

static void bounds(void)
{
    struct rec_nodes nodes = {.read = tile_read, .ctx = &(sv){"", 0}};
    struct rec_hash h;
    struct rec_proof p;
    struct rec_tree t;
    fails(rec_tree_root_at(a, &nodes, REC_TREE_MAX + 1, &h), E_LIMIT);
    fails(rec_tree_load(a, &nodes, UINT64_MAX, &t), E_LIMIT);
    fails(rec_proof_inclusion(a, &nodes, 0, UINT64_MAX, &p), E_LIMIT);
    fails(rec_proof_inclusion(a, &nodes, 0, 0, &p), E_INVALID);
    fails(rec_proof_inclusion(a, &nodes, 7, 7, &p), E_INVALID);
    fails(rec_proof_consistency(a, &nodes, 8, 7, &p), E_INVALID);
    fails(rec_proof_inclusion(a, &nodes, 0, 2, &p), E_IO);
    ok(!rec_proof_consistency(a, &nodes, 7, 7, &p) && p.n == 0);
    ok(!rec_proof_consistency(a, &nodes, 0, 7, &p) && p.n == 0);
    ok(!rec_tree_load(a, &nodes, 0, &t) && t.size == 0);
}

int main(void)
{
    a = arena_open(1 << 16);
    classic_roots();
    record_roots();
    for (size_t i = 0; i < sizeof inclusions / sizeof *inclusions; i++) {
        inclusion(inclusions[i]);
    }
    for (size_t i = 0; i < sizeof consistencies / sizeof *consistencies; i++) {
        consistency(consistencies[i]);
    }
    witness_proof();
    example_log();
    bounds();
    arena_close(a);
    return tap_done();
}
