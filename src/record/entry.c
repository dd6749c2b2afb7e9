/* Entries: the rules of version 1, the canonical bytes, and reading them back. */
#include "record/entry.h"

#include <string.h>

#include "base/limits.h"
#include "base/must.h"
#include "base/utf8.h"
#include "record/media.h"

#define INT_MAX_EXACT ((INT64_C(1) << 53) - 1)
/* 0001-01-01T00:00:00.000Z and 9999-12-31T23:59:59.999Z */
#define INSTANT_FIRST (INT64_C(-62135596800) * 1000000)
#define INSTANT_LAST  (INT64_C(253402300799) * 1000000 + 999999)

enum {
    ACT_ENTRIES = 65535,
    WHERE_BYTES = 1000,
    TITLE_BYTES = 300,
    NAME_BYTES = 200,
    MEDIA_BYTES = 127
};

/* ---- the rules of version 1 ---- */

static bool one_line(sv s, size_t max)
{
    return s.n > 0 && s.n <= max && utf8_plain(s) && sv_find(s, '\n') == s.n &&
           sv_find(s, '\t') == s.n;
}

static bool class_valid(sv s)
{
    return sv_is(s, "public") || sv_is(s, "restricted") || sv_is(s, "sealed");
}

/* type/subtype in lower case, without parameters. */
static bool media_valid(sv s)
{
    size_t slashes = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        slashes += c == '/';
        bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!word && (i == 0 || c == 0 || !strchr("/.+-", c))) {
            return false;
        }
    }
    return s.n > 2 && s.n <= MEDIA_BYTES && slashes == 1 && s.p[s.n - 1] != '/';
}

static bool subject_valid(const struct jv *v)
{
    if (v->type == JV_INT) {
        return v->number >= 1 && v->number <= INT_MAX_EXACT;
    }
    if (v->type != JV_STRING || v->text.n == 0 || v->text.n > LIMIT_SUBJECT_BYTES) {
        return false;
    }
    for (size_t i = 0; i < v->text.n; i++) {
        char c = v->text.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
              c == '-' || c == '/')) {
            return false;
        }
    }
    return true;
}

/* At most this many levels of objects and arrays. */
static bool shallow(const struct jv *v, int levels)
{
    if (!v || (v->type != JV_OBJECT && v->type != JV_ARRAY)) {
        return true;
    }
    if (levels == 0) {
        return false;
    }
    jv_each(child, v)
    {
        if (!shallow(child, levels - 1)) {
            return false;
        }
    }
    return true;
}

static err *object_check(struct arena *a, sv field, const struct jv *v)
{
    if (v && v->type != JV_OBJECT) {
        return err_field(a, field, "%.*s is an object", SV_ARG(field));
    }
    return NULL;
}

static err *about_check(struct arena *a, const struct jv *about)
{
    TRY(object_check(a, SV("about"), about));
    jv_each(m, about)
    {
        if (!subject_valid(m)) {
            sv field = sv_fmt(a, "about.%.*s", SV_ARG(sv_sub(m->key, 0, LIMIT_KEY_BYTES)));
            return err_field(a, field,
                             "%.*s is a number from 1, or an id of at most %d of a-z, 0-9, '.', "
                             "'_', '-' and '/'",
                             SV_ARG(field), LIMIT_SUBJECT_BYTES);
        }
    }
    return NULL;
}

static err *line_check(struct arena *a, const struct jv *source, const char *key, size_t max)
{
    const struct jv *v = jv_get(source, key);
    if (v && (v->type != JV_STRING || !one_line(v->text, max))) {
        sv field = sv_fmt(a, "source.%s", key);
        return err_field(a, field, "%.*s is one line of at most %zu bytes", SV_ARG(field), max);
    }
    return NULL;
}

err *rec_source_check(struct arena *a, const struct jv *source)
{
    static const char *const keys[] = {"outlet", "retrieved", "where", "title", "key"};
    date d;
    TRY(object_check(a, SV("source"), source));
    jv_each(m, source)
    {
        size_t i = 0;
        while (i < sizeof keys / sizeof *keys && !sv_is(m->key, keys[i])) {
            i++;
        }
        if (i == sizeof keys / sizeof *keys) {
            sv field = sv_fmt(a, "source.%.*s", SV_ARG(sv_sub(m->key, 0, LIMIT_KEY_BYTES)));
            return err_field(a, field,
                             "%.*s is not known; a source has outlet, where, title, retrieved and "
                             "key",
                             SV_ARG(field));
        }
    }
    if (!jv_get(source, "outlet")) {
        return err_field(a, SV("source.outlet"), "a source names its outlet");
    }
    TRY(line_check(a, source, "outlet", NAME_BYTES));
    TRY(line_check(a, source, "where", WHERE_BYTES));
    TRY(line_check(a, source, "title", TITLE_BYTES));
    if (!date_parse(jv_get_sv(source, "retrieved"), &d)) {
        return err_field(a, SV("source.retrieved"),
                         "source.retrieved is the date on which it was read: 2026-06-17");
    }
    if (jv_get(source, "key") && !rec_id_valid(jv_get_sv(source, "key"))) {
        return err_field(a, SV("source.key"), "source.key is an id: a-z, 0-9, '.', '_' and '-'");
    }
    return NULL;
}

static err *parts_check(struct arena *a, const struct rec_entry *e)
{
    if (e->n_parts > LIMIT_PARTS) {
        return err_field(a, SV("parts"), "an entry has at most %d parts", LIMIT_PARTS);
    }
    for (size_t i = 0; i < e->n_parts; i++) {
        const struct rec_part *p = &e->parts[i];
        if (!rec_id_valid(p->name)) {
            return err_field(a, SV("parts.name"), "the name of part %zu is not an id", i + 1);
        }
        if (!class_valid(p->class)) {
            return err_field(a, SV("parts.class"),
                             "the class of part %zu is public, restricted or sealed", i + 1);
        }
        if (!media_valid(p->media)) {
            return err_field(a, SV("parts.media"),
                             "the media type of part %zu is such as text/plain", i + 1);
        }
        for (size_t other = 0; other < i; other++) {
            if (sv_eq(e->parts[other].name, p->name)) {
                return err_field(a, SV("parts.name"), "two parts are named %.*s", SV_ARG(p->name));
            }
        }
    }
    return NULL;
}

/* ---- when ---- */

enum moment { NO_MOMENT, AN_INSTANT, A_DATE };

static bool within(instant t)
{
    return t.us >= INSTANT_FIRST && t.us <= INSTANT_LAST;
}

static enum moment moment_of(const struct jv *v, int64_t *ret_order)
{
    instant t;
    date d;
    if (!v || v->type != JV_STRING) {
        return NO_MOMENT;
    }
    if (date_parse(v->text, &d)) {
        *ret_order = d.days;
        return A_DATE;
    }
    if (instant_parse(v->text, &t) && within(t)) {
        *ret_order = t.us;
        return AN_INSTANT;
    }
    return NO_MOMENT;
}

static err *at_wrong(struct arena *a)
{
    return err_field(a, SV("at"),
                     "at is an instant, a date, or {\"from\":…,\"to\":…} of two of one sort in "
                     "their order");
}

static struct jv *moment_plain(struct arena *a, const struct jv *v, enum moment kind, int64_t order)
{
    return jv_string(a, kind == AN_INSTANT ? instant_format(a, (instant){order}) : v->text);
}

err *rec_at_read(struct arena *a, const struct jv *in, struct jv **ret)
{
    int64_t first, last;
    enum moment kind = moment_of(in, &first);
    if (kind != NO_MOMENT) {
        *ret = moment_plain(a, in, kind, first);
        return NULL;
    }
    const struct jv *from = jv_get(in, "from"), *until = jv_get(in, "to");
    kind = moment_of(from, &first);
    if (kind == NO_MOMENT || moment_of(until, &last) != kind || first > last || jv_count(in) != 2) {
        return at_wrong(a);
    }
    *ret = jv_object(a);
    jv_put(*ret, SV("from"), moment_plain(a, from, kind, first));
    jv_put(*ret, SV("to"), moment_plain(a, until, kind, last));
    return NULL;
}

/* A moment that already is in the form of the record. */
static bool moment_settled(struct arena *a, const struct jv *v)
{
    int64_t order;
    enum moment kind = moment_of(v, &order);
    return kind == A_DATE ||
           (kind == AN_INSTANT && sv_eq(v->text, instant_format(a, (instant){order})));
}

static err *at_check(struct arena *a, const struct jv *at)
{
    struct jv *plain;
    TRY(rec_at_read(a, at, &plain));
    bool settled = at->type == JV_STRING ? moment_settled(a, at)
                                         : moment_settled(a, jv_get(at, "from")) &&
                                               moment_settled(a, jv_get(at, "to"));
    return settled ? NULL
                   : err_field(a, SV("at"),
                               "an instant of the record is written in UTC with "
                               "milliseconds: 2026-06-17T13:00:00.000Z");
}

/* ---- all of the rules ---- */

static sv kind_of(const struct rec_entry *e)
{
    return e->kind ? sv_of(e->kind->name) : e->kind_name;
}

static err *rules_check(struct arena *a, const struct rec_entry *e)
{
    if (e->seq < 0 || e->seq > INT_MAX_EXACT) {
        return err_field(a, SV("seq"), "seq is from 0 to 2^53-1");
    }
    if (!rec_act_id_valid(e->act)) {
        return err_field(a, SV("act"), "act is an id of at most %d of A-Z, a-z, 0-9 and ._:-",
                         LIMIT_ID_BYTES);
    }
    if (e->n < 0 || e->n > ACT_ENTRIES) {
        return err_field(a, SV("n"), "n is from 0 to %d", ACT_ENTRIES);
    }
    if (!rec_id_valid(kind_of(e))) {
        return err_field(a, SV("kind"), "kind is a name such as motion.moved");
    }
    if (!within(e->recorded)) {
        return err_field(a, SV("recorded"), "recorded lies in the years 1 to 9999");
    }
    if (!rec_id_valid(e->account)) {
        return err_field(a, SV("by.account"), "by.account is an id");
    }
    if (!rec_id_valid(e->role)) {
        return err_field(a, SV("by.role"), "by.role is an id");
    }
    if (e->body.n && !rec_id_valid(e->body)) {
        return err_field(a, SV("body"), "body is an id");
    }
    if (e->reported != (e->source != NULL)) {
        return err_field(a, SV("source"),
                         "what is reported names its source, and what is witnessed has none");
    }
    if (e->at) {
        TRY(at_check(a, e->at));
    }
    if (e->source) {
        TRY(rec_source_check(a, e->source));
    }
    TRY(about_check(a, e->about));
    TRY(object_check(a, SV("data"), e->data));
    if (!shallow(e->data, LIMIT_JSON_DEPTH - 1)) {
        return err_field(a, SV("data"), "data is nested too deeply");
    }
    return parts_check(a, e);
}

/* ---- writing ---- */

static void put_id(struct buf *out, const char *before, sv id)
{
    buf_str(out, before);
    buf_sv(out, id);
}

static err *put_tree(struct arena *a, struct buf *out, const char *before, struct jv *v)
{
    if (!v || (v->type == JV_OBJECT && !v->first)) {
        return NULL;
    }
    buf_str(out, before);
    return jv_canonical(a, v, out);
}

static void put_parts(struct buf *out, const struct rec_entry *e)
{
    const char *before = ",\"parts\":[{\"class\":\"";
    for (size_t i = 0; i < e->n_parts; i++) {
        const struct rec_part *p = &e->parts[i];
        put_id(out, before, p->class);
        buf_str(out, "\",\"hash\":\"");
        buf_hex(out, p->hash.b, sizeof p->hash.b);
        put_id(out, "\",\"media\":\"", p->media);
        put_id(out, "\",\"name\":\"", p->name);
        before = "\"},{\"class\":\"";
    }
    if (e->n_parts) {
        buf_str(out, "\"}]");
    }
}

err *rec_entry_encode(struct arena *a, const struct rec_entry *e, struct buf *out)
{
    TRY(rules_check(a, e));
    buf_clear(out);
    TRY(put_tree(a, out, "{\"about\":", e->about));
    put_id(out, out->n ? ",\"act\":\"" : "{\"act\":\"", e->act);
    buf_char(out, '"');
    TRY(put_tree(a, out, ",\"at\":", e->at));
    if (e->body.n) {
        put_id(out, ",\"body\":\"", e->body);
        buf_char(out, '"');
    }
    put_id(out, ",\"by\":{\"account\":\"", e->account);
    put_id(out, "\",\"role\":\"", e->role);
    buf_str(out, "\"}");
    TRY(put_tree(a, out, ",\"data\":", e->data));
    put_id(out, ",\"kind\":\"", kind_of(e));
    buf_str(out, "\",\"n\":");
    buf_i64(out, e->n);
    put_parts(out, e);
    buf_str(out, ",\"recorded\":\"");
    instant_put(out, e->recorded);
    buf_str(out, "\",\"seq\":");
    buf_i64(out, e->seq);
    TRY(put_tree(a, out, ",\"source\":", e->source));
    buf_str(out, e->reported ? ",\"standing\":\"reported\",\"v\":1}"
                             : ",\"standing\":\"witnessed\",\"v\":1}");
    if (out->failed || out->n > LIMIT_ENTRY_BYTES) {
        return err_make(a, E_LIMIT,
                        "an entry has at most %d bytes; put longer texts into its parts",
                        LIMIT_ENTRY_BYTES);
    }
    return utf8_valid(buf_view(out)) ? NULL
                                     : err_make(a, E_INVALID, "the text of an entry is UTF-8");
}

/* ---- reading ---- */

enum { NEEDED = 1, NOT_EMPTY = 2 };

static const struct {
    const char *key;
    enum jv_type type; /* JV_NONE: several */
    unsigned flags;
} members[] = {
    {"about", JV_OBJECT, NOT_EMPTY}, {"act", JV_STRING, NEEDED}, {"at", JV_NONE, 0},
    {"body", JV_STRING, NOT_EMPTY},  {"by", JV_OBJECT, NEEDED},  {"data", JV_OBJECT, NOT_EMPTY},
    {"kind", JV_STRING, NEEDED},     {"n", JV_INT, NEEDED},      {"parts", JV_ARRAY, NOT_EMPTY},
    {"recorded", JV_STRING, NEEDED}, {"seq", JV_INT, NEEDED},    {"source", JV_OBJECT, NOT_EMPTY},
    {"standing", JV_STRING, NEEDED}, {"v", JV_INT, NEEDED}};
enum { MEMBERS = sizeof members / sizeof *members };

static err *members_check(struct arena *a, const struct jv *entry)
{
    if (entry->type != JV_OBJECT) {
        return err_make(a, E_INVALID, "an entry is an object");
    }
    jv_each(m, entry)
    {
        sv field = sv_sub(m->key, 0, LIMIT_KEY_BYTES);
        size_t i = 0;
        while (i < MEMBERS && !sv_is(m->key, members[i].key)) {
            i++;
        }
        if (i == MEMBERS) {
            return err_field(a, field, "an entry of version 1 has no %.*s", SV_ARG(field));
        }
        if (members[i].type != JV_NONE && m->type != members[i].type) {
            return err_field(a, field, "%s has the wrong type", members[i].key);
        }
        if ((members[i].flags & NOT_EMPTY) && !m->first && !m->text.n) {
            return err_field(a, field, "%s is left out where it is empty", members[i].key);
        }
    }
    for (size_t i = 0; i < MEMBERS; i++) {
        if ((members[i].flags & NEEDED) && !jv_get(entry, members[i].key)) {
            return err_field(a, sv_of(members[i].key), "an entry has %s", members[i].key);
        }
    }
    return NULL;
}

/* Exactly these members, all of them strings. */
static err *strings_check(struct arena *a, sv field, const struct jv *v, size_t n,
                          const char *const *keys)
{
    bool right = v->type == JV_OBJECT && jv_count(v) == n;
    for (size_t i = 0; i < n && right; i++) {
        const struct jv *m = jv_get(v, keys[i]);
        right = m && m->type == JV_STRING;
    }
    return right ? NULL : err_field(a, field, "%.*s lacks a member, or has another", SV_ARG(field));
}

static err *parts_read(struct arena *a, const struct jv *list, struct rec_entry *e)
{
    static const char *const keys[] = {"class", "hash", "media", "name"};
    size_t n = jv_count(list), i = 0;
    if (n > LIMIT_PARTS) {
        return err_field(a, SV("parts"), "an entry has at most %d parts", LIMIT_PARTS);
    }
    e->parts = arena_array(a, struct rec_part, n);
    e->n_parts = n;
    jv_each(v, list)
    {
        struct rec_part *p = &e->parts[i++];
        TRY(strings_check(a, SV("parts"), v, 4, keys));
        p->name = jv_get_sv(v, "name");
        p->class = jv_get_sv(v, "class");
        p->media = jv_get_sv(v, "media");
        if (!rec_hash_of_hex(jv_get_sv(v, "hash"), &p->hash)) {
            return err_field(a, SV("parts.hash"),
                             "the hash of part %zu is 64 hexadecimal digits in lower case", i);
        }
    }
    return NULL;
}

static err *scalars_read(struct arena *a, const struct jv *entry, struct rec_entry *e)
{
    static const char *const by_keys[] = {"account", "role"};
    const struct jv *by = jv_get(entry, "by");
    int64_t v = jv_get_int(entry, "v", 0), n = jv_get_int(entry, "n", -1);
    if (v != 1) {
        return err_field(a, SV("v"), "the entry is of version %lld, and this program reads 1",
                         (long long)v);
    }
    if (n < 0 || n > ACT_ENTRIES) {
        return err_field(a, SV("n"), "n is from 0 to %d", ACT_ENTRIES);
    }
    if (!instant_parse(jv_get_sv(entry, "recorded"), &e->recorded)) {
        return err_field(a, SV("recorded"), "recorded is an instant: 2026-06-17T13:00:00.000Z");
    }
    sv standing = jv_get_sv(entry, "standing");
    if (!sv_is(standing, "witnessed") && !sv_is(standing, "reported")) {
        return err_field(a, SV("standing"), "standing is witnessed or reported");
    }
    TRY(strings_check(a, SV("by"), by, 2, by_keys));
    e->account = jv_get_sv(by, "account");
    e->role = jv_get_sv(by, "role");
    e->n = (int)n;
    e->seq = jv_get_int(entry, "seq", -1);
    e->act = jv_get_sv(entry, "act");
    e->kind_name = jv_get_sv(entry, "kind");
    e->kind = rec_kind_find(e->kind_name);
    e->body = jv_get_sv(entry, "body");
    e->reported = sv_is(standing, "reported");
    return NULL;
}

err *rec_entry_decode(struct arena *a, sv bytes, struct rec_entry *ret)
{
    struct rec_entry e = {0};
    struct jv *tree;
    if (bytes.n > LIMIT_ENTRY_BYTES) {
        return err_make(a, E_LIMIT, "an entry has at most %d bytes", LIMIT_ENTRY_BYTES);
    }
    TRY(jv_parse(a, bytes, &tree));
    TRY(members_check(a, tree));
    TRY(scalars_read(a, tree, &e));
    TRY(parts_read(a, jv_get(tree, "parts"), &e));
    e.about = jv_get(tree, "about");
    e.at = jv_get(tree, "at");
    e.data = jv_get(tree, "data");
    e.source = jv_get(tree, "source");
    SCOPED(buf_free) struct buf again = buf_make(LIMIT_ENTRY_BYTES);
    TRY(rec_entry_encode(a, &e, &again));
    if (!sv_eq(buf_view(&again), bytes)) {
        return err_make(a, E_INVALID, "the entry is not in its canonical form");
    }
    *ret = e;
    return NULL;
}

/* ---- against the table of kinds ---- */

err *rec_entry_check(struct arena *a, const struct rec_entry *e)
{
    const struct rec_kind *k = e->kind;
    if (!k) {
        return err_field(a, SV("kind"), "no kind is named %.*s",
                         SV_ARG(sv_sub(e->kind_name, 0, 64)));
    }
    if (!(k->standings & (e->reported ? REC_REPORTED : REC_WITNESSED))) {
        return err_field(a, SV("standing"), "%s is never %s", k->name,
                         e->reported ? "reported" : "witnessed");
    }
    TRY(rec_kind_check(a, k, e->about, e->data, false));
    for (size_t i = 0; i < e->n_parts; i++) {
        sv name = e->parts[i].name;
        const struct rec_part_spec *spec = rec_part_find(k, name);
        bool fits = spec && (rec_part_is_file(spec) ? rec_media_find(e->parts[i].media) != NULL
                                                    : sv_is(e->parts[i].media, spec->media));
        if (!fits) {
            return err_field(a, SV("parts"), "%s has no part %.*s of that media type", k->name,
                             SV_ARG(sv_sub(name, 0, LIMIT_ID_BYTES)));
        }
    }
    for (const struct rec_part_spec *spec = k->parts; spec->name; spec++) {
        bool found = !(spec->flags & REC_REQUIRED);
        for (size_t i = 0; i < e->n_parts && !found; i++) {
            found = sv_is(e->parts[i].name, spec->name);
        }
        if (!found) {
            return err_field(a, SV("parts"), "%s needs the part %s: %s", k->name, spec->name,
                             spec->help);
        }
    }
    return NULL;
}
