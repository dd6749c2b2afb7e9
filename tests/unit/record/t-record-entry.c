/* Entries: the worked examples, byte by byte, and everything that the version refuses. */
#include <string.h>

#include "base/limits.h"
#include "record/entry.h"
#include "tap.h"

static struct arena *a;

/* {"…","…"} written with ' for " */
static sv q(const char *text)
{
    sv s = sv_dup(a, sv_of(text));
    char *p = arena_alloc(a, s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        p[i] = s.p[i] == '\'' ? '"' : s.p[i];
    }
    return (sv){p, s.n};
}

static struct jv *tree(const char *text)
{
    struct jv *v = NULL;
    fine(jv_parse(a, q(text), &v));
    return v;
}

static instant when(const char *text)
{
    instant t = {0};
    ok_as(instant_parse(sv_of(text), &t), text);
    return t;
}

static void encodes(const char *name, const struct rec_entry *e, const char *text)
{
    SCOPED(buf_free) struct buf out = buf_make(LIMIT_ENTRY_BYTES);
    sv want = q(text);
    fine(rec_entry_encode(a, e, &out));
    if (!ok_as(sv_eq(buf_view(&out), want), name)) {
        printf("# got  %.*s\n# want %.*s\n", SV_ARG(buf_view(&out)), SV_ARG(want));
    }
    struct rec_entry back;
    fine(rec_entry_decode(a, want, &back));
    ok(back.kind == e->kind && back.seq == e->seq && back.n == e->n &&
       back.recorded.us == e->recorded.us && back.reported == e->reported &&
       sv_eq(back.act, e->act) && sv_eq(back.account, e->account) && sv_eq(back.role, e->role) &&
       sv_eq(back.body, e->body) && back.n_parts == e->n_parts);
    struct jv *v;
    SCOPED(buf_free) struct buf canon = buf_make(LIMIT_ENTRY_BYTES);
    fine(jv_parse(a, want, &v));
    fine(jv_canonical(a, v, &canon));
    ok_as(sv_eq(buf_view(&canon), want), "parsing and emitting gives the same bytes");
}

static struct rec_entry moved(void)
{
    return (struct rec_entry){
        .seq = 412,
        .act = SV("01J0A1"),
        .kind = &rec_kinds[KIND_MOTION_MOVED],
        .recorded = when("2026-06-17T23:52:07.120Z"),
        .account = SV("clerk-1"),
        .role = SV("clerk"),
        .body = SV("rehearsal"),
        .about = tree("{'meeting':'rehearsal/2026-06-17','item':'rc-41'}"),
        .data = tree("{'type':'postpone-definite','mover':'seat-2','to':'2026-07-10',"
                     "'motion':3}"),
    };
}

static struct rec_entry reported(void)
{
    return (struct rec_entry){
        .seq = 37,
        .act = SV("01J0D9"),
        .kind = &rec_kinds[KIND_ROLL_REPORTED],
        .recorded = when("2026-11-25T09:14:00Z"),
        .at = tree("'2025-06-17'"),
        .account = SV("import"),
        .role = SV("import"),
        .body = SV("miami-commission"),
        .about = tree("{'item':'17407','meeting':'miami-commission/2025-06-17'}"),
        .reported = true,
        .source = tree("{'outlet':'Miami New Times','retrieved':'2026-11-24'}"),
        .data = tree("{'yes':['carollo','gabela','rosado'],'no':['king','pardo'],"
                     "'outcome':'adopted'}"),
    };
}

static void worked_examples(void)
{
    struct rec_entry e = moved();
    encodes("a motion to postpone", &e,
            "{'about':{'item':'rc-41','meeting':'rehearsal/2026-06-17'},'act':'01J0A1',"
            "'body':'rehearsal','by':{'account':'clerk-1','role':'clerk'},'data':{'motion':3,"
            "'mover':'seat-2','to':'2026-07-10','type':'postpone-definite'},"
            "'kind':'motion.moved','n':0,'recorded':'2026-06-17T23:52:07.120Z','seq':412,"
            "'standing':'witnessed','v':1}");
    fine(rec_entry_check(a, &e));
    e = reported();
    encodes("a roll call from the press", &e,
            "{'about':{'item':'17407','meeting':'miami-commission/2025-06-17'},'act':'01J0D9',"
            "'at':'2025-06-17','body':'miami-commission','by':{'account':'import',"
            "'role':'import'},'data':{'no':['king','pardo'],'outcome':'adopted',"
            "'yes':['carollo','gabela','rosado']},'kind':'roll.reported','n':0,"
            "'recorded':'2026-11-25T09:14:00.000Z','seq':37,'source':{'outlet':"
            "'Miami New Times','retrieved':'2026-11-24'},'standing':'reported','v':1}");
    fine(rec_entry_check(a, &e));
    struct rec_part parts[] = {
        {.name = SV("text"), .class = SV("public"), .media = SV("text/plain")},
        {.name = SV("speaker"), .class = SV("restricted"), .media = SV("text/plain")}};
    memset(parts[0].hash.b, 0x0f, sizeof parts[0].hash.b);
    memset(parts[1].hash.b, 0xa0, sizeof parts[1].hash.b);
    e = (struct rec_entry){.seq = 214,
                           .act = SV("01J0E4"),
                           .n = 2,
                           .kind_name = SV("comment.received"),
                           .recorded = when("2026-06-17T18:02:33.870Z"),
                           .account = SV("kiosk-1"),
                           .role = SV("kiosk"),
                           .body = SV("rehearsal"),
                           .about = tree("{'item':'rc-41'}"),
                           .data = tree("{'position':'for','channel':'written'}"),
                           .parts = parts,
                           .n_parts = 2};
    e.kind = rec_kind_find(e.kind_name);
    encodes("a comment with two parts", &e,
            "{'about':{'item':'rc-41'},'act':'01J0E4','body':'rehearsal','by':{'account':"
            "'kiosk-1','role':'kiosk'},'data':{'channel':'written','position':'for'},"
            "'kind':'comment.received','n':2,'parts':[{'class':'public','hash':'"
            "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"
            "','media':'text/plain','name':'text'},{'class':'restricted','hash':'"
            "a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0"
            "','media':'text/plain','name':'speaker'}],'recorded':'2026-06-17T18:02:33.870Z',"
            "'seq':214,'standing':'witnessed','v':1}");
    e = (struct rec_entry){.act = SV("a"),
                           .kind_name = SV("later.kind"),
                           .recorded = {.us = 999},
                           .account = SV("x"),
                           .role = SV("y"),
                           .about = jv_object(a),
                           .data = jv_object(a)};
    SCOPED(buf_free) struct buf out = buf_make(LIMIT_ENTRY_BYTES);
    fine(rec_entry_encode(a, &e, &out));
    ok(sv_eq(buf_view(&out),
             q("{'act':'a','by':{'account':'x','role':'y'},'kind':'later.kind','n':0,"
               "'recorded':'1970-01-01T00:00:00.000Z','seq':0,'standing':'witnessed','v':1}")));
    struct rec_entry back;
    fine(rec_entry_decode(a, buf_view(&out), &back));
    ok(!back.kind && sv_is(back.kind_name, "later.kind") && !back.about && !back.data);
    fails(rec_entry_check(a, &back), E_INVALID);
}

/* ---- refusals of encode ---- */

static void refused(const char *field, const struct rec_entry *e)
{
    SCOPED(buf_free) struct buf out = buf_make(LIMIT_ENTRY_BYTES);
    err *x = rec_entry_encode(a, e, &out);
    if (!ok_as(x && x->kind == E_INVALID && sv_is(x->field, field), field)) {
        printf("# %.*s\n", SV_ARG(x ? x->message : SV("accepted")));
    }
}

static void encode_refusals(void)
{
#define WRONG(field, assignment)                                                                   \
    do {                                                                                           \
        struct rec_entry e = moved();                                                              \
        e.assignment;                                                                              \
        refused(field, &e);                                                                        \
    } while (0)
    WRONG("seq", seq = -1);
    WRONG("seq", seq = INT64_C(1) << 53);
    WRONG("act", act = SV_NONE);
    WRONG("act", act = SV("a b"));
    WRONG("act", act = SV("a\"b"));
    WRONG("n", n = -1);
    WRONG("n", n = 65536);
    WRONG("recorded", recorded.us = INT64_MAX);
    WRONG("recorded", recorded.us = INT64_MIN);
    WRONG("by.account", account = SV("Clerk"));
    WRONG("by.role", role = SV_NONE);
    WRONG("body", body = SV("a/b"));
    WRONG("source", reported = true);
    WRONG("source", source = tree("{'outlet':'x','retrieved':'2026-11-24'}"));
    WRONG("about", about = tree("[]"));
    WRONG("about.item", about = tree("{'item':'RC 41'}"));
    WRONG("about.motion", about = tree("{'motion':0}"));
    WRONG("about.item", about = tree("{'item':['x']}"));
    WRONG("data", data = tree("3"));
    WRONG("at", at = tree("'yesterday'"));
    WRONG("at", at = tree("'2026-02-29'"));
    WRONG("at", at = tree("'2026-06-17T13:00:00Z'"));
    WRONG("at", at = tree("'2026-06-17T13:00:00.000+00:00'"));
    WRONG("at", at = tree("{'from':'2026-06-17'}"));
    WRONG("at", at = tree("{'from':'2026-06-18','to':'2026-06-17'}"));
    WRONG("at", at = tree("{'from':'2026-06-17','to':'2026-06-17T13:00:00.000Z'}"));
    WRONG("at", at = tree("{'from':'2026-06-17','to':'2026-06-18','or':'2026-06-19'}"));
    WRONG("at", at = tree("{'from':'2026-06-17T13:00:00.000Z','to':'2026-06-17T13:00:01Z'}"));
    WRONG("", data = tree("{'x':null}"));
    WRONG("", data = tree("{'x':1.5}"));
    WRONG("", data = tree("{'x':1e3}"));
    WRONG("", data = tree("{'x':9007199254740992}"));
    WRONG("", data = tree("{'abcdefghijklmnopqrstuvwxy':1}"));
    WRONG("", data = tree("{'\xC3\xA9':1}"));
    struct jv *deep = tree("{'d':[[[[[[[[[[[[[[1]]]]]]]]]]]]]]}");
    SCOPED(buf_free) struct buf fits = buf_make(LIMIT_ENTRY_BYTES);
    struct rec_entry at_the_bound = moved(), back;
    at_the_bound.data = deep;
    fine(rec_entry_encode(a, &at_the_bound, &fits));
    fine(rec_entry_decode(a, buf_dup(a, &fits), &back));
    while (deep->first) {
        deep = deep->first;
    }
    *deep = (struct jv){.type = JV_ARRAY};
    refused("data", &at_the_bound);
    struct rec_entry e = moved();
    jv_put(e.data, SV("x"), jv_string(a, SV("\xFF")));
    refused("", &e);
    e = moved();
    jv_put(e.data, SV("type"), jv_int(a, 1));
    refused("", &e);
#define SOURCE(f, text)                                                                            \
    do {                                                                                           \
        struct rec_entry s = reported();                                                           \
        s.source = tree(text);                                                                     \
        refused(f, &s);                                                                            \
    } while (0)
    SOURCE("source.outlet", "{'retrieved':'2026-11-24'}");
    SOURCE("source.outlet", "{'outlet':'','retrieved':'2026-11-24'}");
    SOURCE("source.outlet", "{'outlet':'a\\nb','retrieved':'2026-11-24'}");
    SOURCE("source.retrieved", "{'outlet':'x'}");
    SOURCE("source.retrieved", "{'outlet':'x','retrieved':'2026-11-31'}");
    SOURCE("source.key", "{'outlet':'x','retrieved':'2026-11-24','key':'A'}");
    SOURCE("source.title", "{'outlet':'x','retrieved':'2026-11-24','title':7}");
    SOURCE("source.url", "{'outlet':'x','retrieved':'2026-11-24','url':'y'}");
    struct rec_part p[LIMIT_PARTS + 1];
    const struct rec_part good = {
        .name = SV("text"), .class = SV("public"), .media = SV("text/plain")};
#define PART(f, assignment)                                                                        \
    do {                                                                                           \
        struct rec_entry s = moved();                                                              \
        p[0] = good;                                                                               \
        p[1] = good;                                                                               \
        p[1].name = SV("more");                                                                    \
        p[1].assignment;                                                                           \
        s.parts = p;                                                                               \
        s.n_parts = 2;                                                                             \
        refused(f, &s);                                                                            \
    } while (0)
    PART("parts.name", name = SV("Text"));
    PART("parts.name", name = SV("text"));
    PART("parts.class", class = SV("secret"));
    PART("parts.media", media = SV("text"));
    PART("parts.media", media = SV("text/"));
    PART("parts.media", media = SV("/plain"));
    PART("parts.media", media = SV("Text/plain"));
    PART("parts.media", media = SV("text/plain/x"));
    PART("parts.media", media = SV("text/pl\0in"));
    struct rec_entry many = moved();
    many.parts = p;
    many.n_parts = LIMIT_PARTS + 1;
    for (int i = 0; i <= LIMIT_PARTS; i++) {
        p[i] = good;
        p[i].name = sv_fmt(a, "p%d", i);
    }
    refused("parts", &many);
    many.n_parts = LIMIT_PARTS;
    SCOPED(buf_free) struct buf out = buf_make(LIMIT_ENTRY_BYTES);
    fine(rec_entry_encode(a, &many, &out));
}

static void sizes(void)
{
    SCOPED(buf_free) struct buf out = buf_make(LIMIT_ENTRY_BYTES);
    struct rec_entry e = moved(), back;
    fine(rec_entry_encode(a, &e, &out));
    size_t room = LIMIT_ENTRY_BYTES - out.n - strlen(",\"x\":\"\"");
    char *p = arena_alloc(a, room + 1);
    memset(p, 'x', room + 1);
    struct jv *filler = jv_put(e.data, SV("x"), jv_string(a, (sv){p, room}));
    fine(rec_entry_encode(a, &e, &out));
    ok(out.n == LIMIT_ENTRY_BYTES);
    fine(rec_entry_decode(a, buf_dup(a, &out), &back));
    filler->text.n++;
    fails(rec_entry_encode(a, &e, &out), E_LIMIT);
    fails(rec_entry_decode(a, (sv){p, room + 1}, &back), E_INVALID);
    p = arena_alloc(a, LIMIT_ENTRY_BYTES + 1);
    fails(rec_entry_decode(a, (sv){p, LIMIT_ENTRY_BYTES + 1}, &back), E_LIMIT);
}

/* ---- refusals of decode ---- */

static const char GOOD[] = "{'act':'a','by':{'account':'x','role':'y'},'kind':'later.kind','n':0,"
                           "'recorded':'1970-01-01T00:00:00.000Z','seq':0,'standing':'witnessed',"
                           "'v':1}";

static sv replaced(const char *old, const char *new)
{
    const char *at = strstr(GOOD, old);
    return q(sv_cstr(a, sv_fmt(a, "%.*s%s%s", (int)(at - GOOD), GOOD, new, at + strlen(old))));
}

static void unread(const char *old, const char *new, const char *field)
{
    struct rec_entry e;
    err *x = rec_entry_decode(a, replaced(old, new), &e);
    if (!ok_as(x && x->kind == E_INVALID && sv_is(x->field, field), new)) {
        printf("# %.*s %.*s\n", SV_ARG(x ? x->field : SV_NONE), SV_ARG(x ? x->message : SV_NONE));
    }
}

static void decode_refusals(void)
{
    struct rec_entry e;
    fine(rec_entry_decode(a, q(GOOD), &e));
    unread("'act':'a',", "", "act");
    unread("'act':'a'", "'act':7", "act");
    unread("'act':'a'", "'about':{},'act':'a'", "about");
    unread("'act':'a'", "'act':'a','body':''", "body");
    unread("'kind'", "'data':{},'kind'", "data");
    unread("'n':0", "'n':0,'parts':[]", "parts");
    unread("'n':0", "'n':0,'parts':[{}]", "parts");
    unread("'n':0", "'n':-1", "n");
    unread("'n':0", "'n':65536", "n");
    unread("'n':0", "'n':0,'new':1", "new");
    unread("'n':0", "'n':0.0", "n");
    unread("'n':0", "'n':-0", "n");
    unread("'n':0", "'n':0,'parts':[{'class':'public','hash':'00','media':'a/b','name':'x'}]",
           "parts.hash");
    unread("'v':1", "'v':2", "v");
    unread("'v':1", "'v':1,'w':2", "w");
    unread(",'v':1", "", "v");
    unread("'seq':0", "'seq':-1", "seq");
    unread("witnessed", "rumoured", "standing");
    unread("witnessed", "reported", "source");
    unread("'seq':0", "'seq':0,'source':{'outlet':'x','retrieved':'2026-11-24'}", "source");
    unread("1970-01-01T00:00:00.000Z", "1970-01-01", "recorded");
    unread("{'account':'x','role':'y'}", "{'account':'x'}", "by");
    unread("{'account':'x','role':'y'}", "{'account':'x','ip':'z','role':'y'}", "by");
    unread("{'account':'x','role':'y'}", "{'account':'x','role':1}", "by");
    /* what only another spelling tells apart */
    unread("1970-01-01T00:00:00.000Z", "1970-01-01T00:00:00Z", "");
    unread("1970-01-01T00:00:00.000Z", "1970-01-01T00:00:00.000+00:00", "");
    unread("1970-01-01T00:00:00.000Z", "1970-01-01T00:00:00.0001Z", "");
    unread("'v':1", " 'v':1", "");
    unread("'act':'a'", "'act':'\\u0061'", "");
    unread("'v':1}", "'v':1}\n", "");
    unread("{'account':'x','role':'y'}", "{'role':'y','account':'x'}", "");
    unread("'n':0", "'n':0,'n':0", "");
    fails(rec_entry_decode(a, SV_NONE, &e), E_INVALID);
    fails(rec_entry_decode(a, SV("[]"), &e), E_INVALID);
    fails(rec_entry_decode(a, SV("{}"), &e), E_INVALID);
}

static void moments(void)
{
    struct jv *v;
    static const struct {
        const char *in, *out;
    } table[] = {
        {"'2026-06-17'", "'2026-06-17'"},
        {"'2026-06-17T20:00:00+00:00'", "'2026-06-17T20:00:00.000Z'"},
        {"'2026-06-17T20:00:00.5-04:00'", "'2026-06-18T00:00:00.500Z'"},
        {"{'to':'2026-06-18','from':'2026-06-17'}", "{'from':'2026-06-17','to':'2026-06-18'}"},
        {"{'from':'2026-06-17T20:00:00Z','to':'2026-06-17T20:00:00Z'}",
         "{'from':'2026-06-17T20:00:00.000Z','to':'2026-06-17T20:00:00.000Z'}"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        SCOPED(buf_free) struct buf out = buf_make(1000);
        if (fine(rec_at_read(a, tree(table[i].in), &v))) {
            jv_write(&out, v);
            ok_as(sv_eq(buf_view(&out), q(table[i].out)), table[i].in);
            struct rec_entry e = moved();
            e.at = v;
            fine(rec_entry_encode(a, &e, &out));
        }
    }
    fails(rec_at_read(a, tree("7"), &v), E_INVALID);
    fails(rec_at_read(a, tree("'0000-01-01T00:00:00Z'"), &v), E_INVALID);
    fails(rec_at_read(a, tree("'0001-01-01T00:00:00+01:00'"), &v), E_INVALID);
}

static void against_kinds(void)
{
    struct rec_entry e = moved();
    e.kind = &rec_kinds[KIND_ROLL_REPORTED];
    fails(rec_entry_check(a, &e), E_INVALID);
    e = moved();
    jv_set(e.data, SV("motion"), jv_string(a, SV("01J0A0")));
    fails(rec_entry_check(a, &e), E_INVALID);
    e = moved();
    struct rec_part p = {.name = SV("title"), .class = SV("public"), .media = SV("text/plain")};
    e.parts = &p;
    e.n_parts = 1;
    fails(rec_entry_check(a, &e), E_INVALID);
    p.name = SV("text");
    fine(rec_entry_check(a, &e));
    e.kind = &rec_kinds[KIND_NOTE_RECORDED];
    e.data = NULL;
    fine(rec_entry_check(a, &e));
    e.n_parts = 0;
    fails(rec_entry_check(a, &e), E_INVALID);
}

int main(void)
{
    a = arena_open(1 << 16);
    worked_examples();
    encode_refusals();
    sizes();
    decode_refusals();
    moments();
    against_kinds();
    arena_close(a);
    return tap_done();
}
