/* Entries over random facts: encode and decode are inverse, the bytes are the canonical ones, and
 * no changed byte passes unseen. */
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "random.h"
#include "record/entry.h"
#include "tap.h"

enum { ROUNDS = 3000, FLIPS = 12 };

static struct arena *a;

static sv some(const char *alphabet, size_t least, size_t most)
{
    size_t n = least + (size_t)random_below(most - least + 1), letters = strlen(alphabet);
    char *p = arena_alloc(a, n + 1);
    for (size_t i = 0; i < n; i++) {
        /* the first is a letter */
        p[i] = alphabet[random_below(i ? letters : 26)];
    }
    return (sv){p, n};
}

static sv id(void)
{
    return some("abcdefghijklmnopqrstuvwxyz0123456789._-", 1, 20);
}

static sv words(void)
{
    SCOPED(buf_free) struct buf b = buf_make(1000);
    for (uint64_t n = random_below(12); n > 0; n--) {
        static const uint32_t odd[] = {0,    0x1F,   '"',    '\\',   '/',    0x7F,    0xE9,
                                       '\n', 0x2028, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF};
        bool plain = random_below(3) > 0;
        utf8_put(&b, plain ? (uint32_t)(0x20 + random_below(0x5F))
                           : odd[random_below(sizeof odd / sizeof *odd)]);
    }
    return buf_dup(a, &b);
}

static struct jv *value(int depth)
{
    struct jv *v;
    switch (random_below(depth > 0 ? 6 : 4)) {
    case 0: return jv_string(a, words());
    case 1: return jv_int(a, (int64_t)(random_next() >> 11) * (random_below(2) ? 1 : -1));
    case 2: return jv_int(a, (int64_t)random_below(100));
    case 3: return jv_bool(a, random_below(2));
    case 4:
        v = jv_array(a);
        for (uint64_t n = random_below(4); n > 0; n--) {
            jv_add(v, value(depth - 1));
        }
        return v;
    default:
        v = jv_object(a);
        for (uint64_t n = random_below(5); n > 0; n--) {
            jv_set(v, some("abcdefghijklmnopqrstuvwxyz_ \"\\~", 1, LIMIT_KEY_BYTES),
                   value(depth - 1));
        }
        return v;
    }
}

static struct jv *object(void)
{
    struct jv *v;
    do {
        v = value(3);
    } while (v->type != JV_OBJECT);
    return v;
}

static instant moment(void)
{
    return (instant){(int64_t)random_below(UINT64_C(4102444800000)) * 1000};
}

static struct rec_entry entry(void)
{
    struct rec_entry e = {.seq = (int64_t)(random_next() >> (11 + random_below(50))),
                          .act = some("ABCDEFGHIJKLMNOPQRSTUVWXYZabc0123456789._:-", 1, 64),
                          .n = (int)random_below(65536),
                          .kind_name = id(),
                          .recorded = moment(),
                          .account = id(),
                          .role = id()};
    if (random_below(2)) {
        e.kind = &rec_kinds[random_below(REC_KINDS)];
        e.kind_name = sv_of(e.kind->name);
    }
    if (random_below(3)) {
        e.body = id();
    }
    if (random_below(2)) {
        e.about = jv_object(a);
        jv_put(e.about, SV("meeting"), jv_string(a, some("abcdefghijklmnopqrstuvwxyz/-", 1, 100)));
        jv_put(e.about, SV("item"), jv_int(a, 1 + (int64_t)random_below(1000)));
    }
    if (random_below(2)) {
        e.data = object();
    }
    if (random_below(3) == 0) {
        e.at = jv_string(a, instant_format(a, moment()));
    }
    if (random_below(3) == 0) {
        e.reported = true;
        e.source = jv_object(a);
        jv_put(e.source, SV("retrieved"), jv_string(a, SV("2026-11-24")));
        jv_put(e.source, SV("outlet"), jv_string(a, SV("A \"quoted\" \\ n\xC3\xA9wspaper")));
        jv_put(e.source, SV("key"), jv_string(a, id()));
    }
    e.n_parts = random_below(2) ? (size_t)random_below(5) : 0;
    e.parts = arena_array(a, struct rec_part, e.n_parts + 1);
    for (size_t i = 0; i < e.n_parts; i++) {
        e.parts[i] = (struct rec_part){.name = sv_fmt(a, "p%zu", i),
                                       .class = random_below(2) ? SV("public") : SV("sealed"),
                                       .media = SV("text/plain")};
        for (size_t k = 0; k < sizeof e.parts[i].hash.b; k++) {
            e.parts[i].hash.b[k] = (uint8_t)random_next();
        }
    }
    return e;
}

static bool same_tree(struct jv *x, struct jv *y)
{
    SCOPED(buf_free) struct buf bx = buf_make(1 << 20);
    SCOPED(buf_free) struct buf by = buf_make(1 << 20);
    bool empty_x = !x || (x->type == JV_OBJECT && !x->first);
    if (empty_x || !y) {
        return empty_x && !y;
    }
    return !jv_canonical(a, x, &bx) && !jv_canonical(a, y, &by) &&
           sv_eq(buf_view(&bx), buf_view(&by));
}

static bool same_entry(const struct rec_entry *x, const struct rec_entry *y)
{
    bool same = x->seq == y->seq && sv_eq(x->act, y->act) && x->n == y->n && x->kind == y->kind &&
                sv_eq(x->kind_name, y->kind_name) && x->recorded.us == y->recorded.us &&
                sv_eq(x->account, y->account) && sv_eq(x->role, y->role) &&
                sv_eq(x->body, y->body) && x->reported == y->reported && x->n_parts == y->n_parts &&
                same_tree(x->at, y->at) && same_tree(x->about, y->about) &&
                same_tree(x->source, y->source) && same_tree(x->data, y->data);
    for (size_t i = 0; i < x->n_parts && same; i++) {
        const struct rec_part *p = &x->parts[i], *q = &y->parts[i];
        same = sv_eq(p->name, q->name) && sv_eq(p->class, q->class) && sv_eq(p->media, q->media) &&
               rec_hash_eq(&p->hash, &q->hash);
    }
    return same;
}

static bool canonical_is(sv bytes)
{
    struct jv *tree;
    SCOPED(buf_free) struct buf out = buf_make(LIMIT_ENTRY_BYTES);
    return !jv_parse(a, bytes, &tree) && !jv_canonical(a, tree, &out) &&
           sv_eq(buf_view(&out), bytes);
}

/* A changed byte changes the leaf, and what still is an entry is another one, itself canonical. */
static bool flips_seen(sv bytes)
{
    struct rec_hash leaf = rec_hash_leaf(bytes);
    char *bent = arena_alloc(a, bytes.n);
    for (int i = 0; i < FLIPS; i++) {
        struct rec_entry e;
        size_t at = (size_t)random_below(bytes.n);
        memcpy(bent, bytes.p, bytes.n);
        bent[at] = (char)(bent[at] ^ (char)(1u << random_below(8)));
        sv changed = {bent, bytes.n};
        struct rec_hash other = rec_hash_leaf(changed);
        if (rec_hash_eq(&leaf, &other) ||
            (!rec_entry_decode(a, changed, &e) && !canonical_is(changed))) {
            return false;
        }
    }
    return true;
}

int main(void)
{
    a = arena_open(1 << 20);
    random_begin();
    SCOPED(buf_free) struct buf out = buf_make(LIMIT_ENTRY_BYTES);
    int encoded = 0, same = 0, canonical = 0, seen = 0;
    for (int i = 0; i < ROUNDS; i++) {
        struct rec_entry e = entry(), back;
        err *x = rec_entry_encode(a, &e, &out);
        if (x) {
            printf("# round %d: %.*s\n", i, SV_ARG(x->message));
        } else {
            encoded++;
            sv bytes = buf_dup(a, &out);
            same += !rec_entry_decode(a, bytes, &back) && same_entry(&e, &back);
            canonical += canonical_is(bytes);
            seen += flips_seen(bytes);
        }
        arena_reset(a);
    }
    ok_as(encoded == ROUNDS, "every entry is encoded");
    ok_as(same == ROUNDS, "decoding gives back what was encoded");
    ok_as(canonical == ROUNDS, "the bytes are the canonical form of their tree");
    ok_as(seen == ROUNDS, "a changed byte changes the leaf, and never gives a second spelling");
    arena_close(a);
    return tap_done();
}
