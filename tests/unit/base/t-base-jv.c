/* Trees of JSON: reading, making, changing; and the canonical form. */
#include <string.h>

#include "base/json.h"
#include "base/limits.h"
#include "files.h"

static struct arena *a;

static struct jv *tree(const char *text)
{
    struct jv *v = NULL;
    fine(jv_parse(a, sv_of(text), &v));
    return v;
}

static bool writes(const struct jv *v, const char *text)
{
    SCOPED(buf_free) struct buf b = buf_make(1 << 20);
    jv_write(&b, v);
    return sv_is(buf_view(&b), text);
}

static void reading(void)
{
    struct jv *v = tree("{\"s\":\"x\",\"i\":-3,\"t\":true,\"l\":[1,[2]],\"r\":1.50,\"n\":null}");
    ok(v->type == JV_OBJECT && jv_count(v) == 6 && jv_count(NULL) == 0);
    ok(sv_is(jv_get_sv(v, "s"), "x") && jv_get_sv(v, "i").n == 0 && jv_get_sv(v, "z").n == 0);
    ok(jv_get_int(v, "i", 9) == -3 && jv_get_int(v, "s", 9) == 9 && jv_get_int(NULL, "i", 9) == 9);
    ok(jv_get_bool(v, "t") && !jv_get_bool(v, "s") && !jv_get_bool(v, "z"));
    ok(jv_get(v, "l")->type == JV_ARRAY && jv_count(jv_get(v, "l")) == 2 && !jv_get(v, "z") &&
       !jv_get(jv_get(v, "l"), "0"));
    ok(writes(v, "{\"s\":\"x\",\"i\":-3,\"t\":true,\"l\":[1,[2]],\"r\":1.50,\"n\":null}"));
    struct jv *none;
    fails(jv_parse(a, SV("{\"a\":1,\"a\":2}"), &none), E_INVALID);
    fails(jv_parse(a, SV("{\"a\":1,\"\\u0061\":2}"), &none), E_INVALID);
    fails(jv_parse(a, SV("[1"), &none), E_INVALID);
    fine(jv_parse(a, SV("{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":1}]}"), &none));
}

static void nodes(void)
{
    struct jv *v;
    SCOPED(buf_free) struct buf b = buf_make(1 << 20);
    buf_str(&b, "[0");
    for (int i = 2; i < LIMIT_JSON_NODES; i++) {
        buf_str(&b, ",0");
    }
    size_t n = b.n;
    buf_char(&b, ']');
    fine(jv_parse(a, buf_view(&b), &v));
    ok(jv_count(v) == LIMIT_JSON_NODES - 1);
    b.n = n;
    buf_str(&b, ",0]");
    fails(jv_parse(a, buf_view(&b), &v), E_LIMIT);
}

static void making(void)
{
    struct jv *o = jv_object(a), *l = jv_array(a);
    jv_put(o, SV("b"), jv_string(a, SV("x")));
    jv_put(o, SV("a"), l);
    jv_add(l, jv_int(a, 1));
    jv_add(l, jv_bool(a, false));
    ok(writes(o, "{\"b\":\"x\",\"a\":[1,false]}"));
    jv_set(o, SV("b"), jv_int(a, 5));
    jv_set(o, SV("c"), jv_bool(a, true));
    ok(writes(o, "{\"b\":5,\"a\":[1,false],\"c\":true}"));
    struct jv *copy = jv_dup(a, o);
    jv_set(o, SV("a"), jv_int(a, 0));
    ok(writes(copy, "{\"b\":5,\"a\":[1,false],\"c\":true}") &&
       writes(o, "{\"b\":5,\"a\":0,\"c\":true}"));
    jv_put(o, SV("d"), jv_int(a, 1));
    ok(writes(o, "{\"b\":5,\"a\":0,\"c\":true,\"d\":1}"));
}

/* ---- the canonical form ---- */

static void canonical(const char *in, const char *out)
{
    SCOPED(buf_free) struct buf b = buf_make(1 << 16);
    struct jv *v = tree(in);
    bool right = v && !jv_canonical(a, v, &b) && sv_is(buf_view(&b), out);
    if (!ok_as(right, "the canonical form of a text")) {
        printf("# got %.*s, want %s\n", SV_ARG(buf_view(&b)), out);
    }
}

static void not_canonical(const char *in, enum err_kind kind)
{
    SCOPED(buf_free) struct buf b = buf_make(64);
    struct jv *v = tree(in);
    fails(v ? jv_canonical(a, v, &b) : NULL, kind);
}

static void canonical_form(void)
{
    canonical(" { \"b\" : 1 , \"a\" : [ true , false ] } ", "{\"a\":[true,false],\"b\":1}");
    canonical("{\"c\":1,\"b\":2,\"a\":3,\"aa\":4,\"A\":5,\"\":6}",
              "{\"\":6,\"A\":5,\"a\":3,\"aa\":4,\"b\":2,\"c\":1}");
    canonical("{\"z\":{\"y\":1,\"x\":[{\"b\":1,\"a\":1}]}}",
              "{\"z\":{\"x\":[{\"a\":1,\"b\":1}],\"y\":1}}");
    canonical("\"\\u0000\\u001F\\u007f\\u00e9\\u20ac\\/\\u2028\\ud83d\\ude00\"",
              "\"\\u0000\\u001f\x7F\xC3\xA9\xE2\x82\xAC/\xE2\x80\xA8\xF0\x9F\x98\x80\"");
    canonical("\"\\u0008\\u0009\\u000a\\u000c\\u000d\\u0022\\u005c\"",
              "\"\\b\\t\\n\\f\\r\\\"\\\\\"");
    canonical("[9007199254740991,-9007199254740991,0]", "[9007199254740991,-9007199254740991,0]");
    not_canonical("null", E_INVALID);
    not_canonical("[1.5]", E_INVALID);
    not_canonical("[1e2]", E_INVALID);
    not_canonical("[-0]", E_INVALID);
    not_canonical("{\"a\":{\"b\":null}}", E_INVALID);
    not_canonical("{\"abcdefghijklmnopqrstuvwxy\":1}", E_INVALID);
    not_canonical("{\"\xC3\xA9\":1}", E_INVALID);
    not_canonical("{\"a\\u0001\":1}", E_INVALID);
    not_canonical("\"0123456789012345678901234567890123456789012345678901234567890123\"", E_LIMIT);
    SCOPED(buf_free) struct buf b = buf_make(64);
    struct jv *o = jv_object(a);
    jv_put(o, SV("a"), jv_int(a, 1));
    jv_put(o, SV("b"), jv_int(a, 1));
    jv_put(o, SV("a"), jv_int(a, 2));
    fails(jv_canonical(a, o, &b), E_INVALID);
    o = jv_object(a);
    jv_put(o, SV("a"), jv_int(a, INT64_C(1) << 53));
    fails(jv_canonical(a, o, &b), E_INVALID);
    /* sorting leaves a tree that can still be added to */
    o = tree("{\"b\":1,\"c\":1,\"a\":1}");
    buf_clear(&b);
    fine(jv_canonical(a, o, &b));
    jv_put(o, SV("d"), jv_int(a, 1));
    ok(writes(o, "{\"a\":1,\"b\":1,\"c\":1,\"d\":1}"));
}

/* RFC 8785's own pairs; those with fractions, null or keys that are not plain ASCII lie outside the
 * narrow profile and are refused. */
static void jcs_pairs(void)
{
    static const struct {
        const char *name;
        bool within;
    } pairs[] = {{"french", false}, {"structures", false}, {"unicode", true},
                 {"arrays", false}, {"values", false},     {"weird", false}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        sv in, out;
        struct jv *v;
        if (!shared_read(a, sv_cstr(a, sv_fmt(a, "log/jcs/testdata/input/%s.json", pairs[i].name)),
                         &in) ||
            !shared_read(a, sv_cstr(a, sv_fmt(a, "log/jcs/testdata/output/%s.json", pairs[i].name)),
                         &out)) {
            continue;
        }
        SCOPED(buf_free) struct buf b = buf_make(1 << 16);
        err *e = jv_parse(a, in, &v);
        e = e ? e : jv_canonical(a, v, &b);
        if (e) {
            printf("# %s: %.*s\n", pairs[i].name, SV_ARG(e->message));
        }
        ok_as((e == NULL) == pairs[i].within, pairs[i].name);
        if (!e) {
            ok_as(sv_eq(buf_view(&b), out), "its canonical form is RFC 8785's");
        }
    }
}

int main(void)
{
    a = arena_open(1 << 16);
    reading();
    nodes();
    making();
    canonical_form();
    jcs_pairs();
    arena_close(a);
    return tap_done();
}
