/* The vectors of docs/format, checked: entries, parts, the tree, checkpoints. */
#include <string.h>

#include "base/limits.h"
#include "files.h"
#include "record/entry.h"
#include "record/merkle.h"
#include "record/note.h"

static struct arena *a;

static struct rec_hash hash_of(const struct jv *v, const char *key)
{
    struct rec_hash h = {0};
    ok_as(rec_hash_of_hex(jv_get_sv(v, key), &h), key);
    return h;
}

static bool vectors(const char *name, struct jv **ret)
{
    return json_file(a, root_path(a, sv_cstr(a, sv_fmt(a, "docs/format/vectors/%s.json", name))),
                     ret);
}

static void entries(void)
{
    struct jv *v;
    if (!vectors("entries", &v)) {
        return;
    }
    ok(jv_count(jv_get(v, "entries")) >= 10 && jv_count(jv_get(v, "bad")) >= 20);
    jv_each(each, jv_get(v, "entries"))
    {
        struct rec_entry e;
        struct rec_hash want = hash_of(each, "leaf");
        sv bytes = jv_get_sv(each, "bytes");
        struct rec_hash leaf = rec_hash_leaf(bytes);
        ok_as(rec_hash_eq(&leaf, &want), sv_cstr(a, jv_get_sv(each, "name")));
        fine(rec_entry_decode(a, bytes, &e));
        struct jv *tree;
        SCOPED(buf_free) struct buf again = buf_make(LIMIT_ENTRY_BYTES);
        fine(jv_parse(a, bytes, &tree));
        fine(jv_canonical(a, tree, &again));
        ok(sv_eq(buf_view(&again), bytes));
    }
    jv_each(each, jv_get(v, "bad"))
    {
        struct rec_entry e;
        err *x = rec_entry_decode(a, unhex(a, jv_get_sv(each, "hex")), &e);
        ok_as(x && x->kind == E_INVALID, sv_cstr(a, jv_get_sv(each, "why")));
    }
}

static void parts(void)
{
    struct jv *v;
    if (!vectors("parts", &v)) {
        return;
    }
    ok(jv_count(jv_get(v, "parts")) >= 5);
    jv_each(each, jv_get(v, "parts"))
    {
        sv salt = unhex(a, jv_get_sv(each, "salt")),
           payload = unhex(a, jv_get_sv(each, "payload_hex"));
        struct rec_hash want = hash_of(each, "hash");
        struct rec_hash h =
            rec_hash_part((const uint8_t *)salt.p, jv_get_sv(each, "name"), payload);
        ok(salt.n == REC_SALT_BYTES && rec_hash_eq(&h, &want));
    }
}

static struct rec_hash leaf(uint64_t i)
{
    return rec_hash_leaf(sv_fmt(a, "leaf %llu", (unsigned long long)i));
}

static size_t proof_of(const struct jv *v, struct rec_hash *ret)
{
    size_t n = 0;
    jv_each(each, jv_get(v, "proof"))
    {
        ok(n < REC_PROOF_MAX && rec_hash_of_hex(each->text, &ret[n]));
        n++;
    }
    return n;
}

static void tree(void)
{
    struct jv *v;
    struct rec_hash p[REC_PROOF_MAX + 1];
    if (!vectors("tree", &v)) {
        return;
    }
    struct rec_tree t = {0};
    jv_each(each, jv_get(v, "roots"))
    {
        struct rec_hash want = hash_of(each, "root");
        while (t.size < (uint64_t)jv_get_int(each, "size", 0)) {
            rec_tree_add(&t, leaf(t.size));
        }
        struct rec_hash root = rec_tree_root(&t);
        ok(rec_hash_eq(&root, &want));
    }
    ok(t.size == 1000);
    jv_each(each, jv_get(v, "inclusion"))
    {
        uint64_t index = (uint64_t)jv_get_int(each, "index", 0);
        uint64_t size = (uint64_t)jv_get_int(each, "size", 0);
        struct rec_hash root = hash_of(each, "root"), l = hash_of(each, "leaf"), made = leaf(index);
        size_t n = proof_of(each, p);
        ok(rec_hash_eq(&l, &made) && rec_inclusion_holds(index, size, &l, p, n, &root));
        ok(size == 1 || !rec_inclusion_holds(index, size, &root, p, n, &l));
    }
    jv_each(each, jv_get(v, "consistency"))
    {
        uint64_t old = (uint64_t)jv_get_int(each, "old", 0);
        uint64_t size = (uint64_t)jv_get_int(each, "size", 0);
        struct rec_hash root = hash_of(each, "root"), old_root = hash_of(each, "old_root");
        size_t n = proof_of(each, p);
        ok(rec_consistency_holds(old, size, &old_root, &root, p, n));
        ok(old == 0 || old == size || !rec_consistency_holds(old, size, &root, &old_root, p, n));
    }
}

static void checkpoint(void)
{
    struct jv *v;
    if (!vectors("checkpoint", &v)) {
        return;
    }
    struct rec_verifier known[2];
    struct rec_signer log;
    sv origin = jv_get_sv(v, "origin");
    fine(rec_verifier_parse(a, jv_get_sv(jv_get(v, "log"), "verifier"), &known[0]));
    fine(rec_verifier_parse(a, jv_get_sv(jv_get(v, "witness"), "verifier"), &known[1]));
    fine(rec_signer_parse(a, jv_get_sv(jv_get(v, "log"), "private"), &log));
    jv_each(each, jv_get(v, "good"))
    {
        struct rec_checkpoint c;
        struct rec_note note;
        struct rec_hash root = hash_of(each, "root");
        fine(rec_checkpoint_open(a, jv_get_sv(each, "note"), origin, known, 2, &c, &note));
        int verified = 0;
        for (size_t i = 0; i < note.n; i++) {
            verified += note.signatures[i].by != NULL;
        }
        ok_as(verified == jv_get_int(each, "verified", 0), sv_cstr(a, jv_get_sv(each, "name")));
        ok(c.size == (uint64_t)jv_get_int(each, "size", 0) && rec_hash_eq(&c.root, &root));
        sv again = rec_note_make(a, &log, rec_checkpoint_format(a, &c));
        ok(sv_starts(jv_get_sv(each, "note"), again));
        fails(rec_checkpoint_open(a, jv_get_sv(each, "note"), SV("record.example/other"), known, 2,
                                  &c, NULL),
              E_DENIED);
    }
    jv_each(each, jv_get(v, "bad"))
    {
        struct rec_checkpoint c;
        ok_as(rec_checkpoint_open(a, jv_get_sv(each, "note"), origin, known, 2, &c, NULL) != NULL,
              sv_cstr(a, jv_get_sv(each, "name")));
    }
}

int main(void)
{
    a = arena_open(1 << 16);
    entries();
    parts();
    tree();
    checkpoint();
    arena_close(a);
    return tap_done();
}
