/* What an act or an entry says, held against the table of kinds. */
#include <string.h>

#include "base/limits.h"
#include "base/moment.h"
#include "base/utf8.h"
#include "record/kinds.h"

static bool only(sv s, const char *others, bool upper)
{
    if (s.n == 0 || s.n > LIMIT_ID_BYTES) {
        return false;
    }
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool word =
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (upper && c >= 'A' && c <= 'Z');
        if (!word && (c == 0 || (strchr(others, c) == NULL || i == 0))) {
            return false;
        }
    }
    return true;
}

bool rec_id_valid(sv s)
{
    return only(s, "._-", false);
}

bool rec_act_id_valid(sv s)
{
    return only(s, "._:-", true);
}

bool rec_meeting_id_valid(sv s)
{
    sv rest, body = sv_cut(s, '/', &rest);
    date d;
    uint64_t n;
    if (!rec_id_valid(body) || !date_parse(sv_sub(rest, 0, 10), &d)) {
        return false;
    }
    sv tail = sv_sub(rest, 10, rest.n);
    return tail.n == 0 ||
           (tail.n <= 4 && tail.p[0] == '-' && sv_u64(sv_sub(tail, 1, 4), &n) && n >= 2);
}

static bool one_of(sv word, const char *codes)
{
    sv rest = sv_of(codes);
    while (rest.n) {
        if (word.n && sv_eq(sv_cut(rest, ' ', &rest), word)) {
            return true;
        }
    }
    return false;
}

static bool name_valid(sv s)
{
    return s.n > 0 && s.n <= 200 && utf8_plain(s) && sv_find(s, '\n') == s.n &&
           sv_find(s, '\t') == s.n;
}

static err *ids_check(struct arena *a, sv field, const struct jv *v)
{
    if (v->type != JV_ARRAY || jv_count(v) > LIMIT_SEATS) {
        return err_field(a, field, "%.*s is a list of at most %d ids", SV_ARG(field), LIMIT_SEATS);
    }
    jv_each(id, v)
    {
        if (id->type != JV_STRING || !rec_id_valid(id->text)) {
            return err_field(a, field, "%.*s holds something that is not an id", SV_ARG(field));
        }
        for (const struct jv *other = id->next; other; other = other->next) {
            if (sv_eq(other->text, id->text)) {
                return err_field(a, field, "%.*s names %.*s twice", SV_ARG(field),
                                 SV_ARG(id->text));
            }
        }
    }
    return NULL;
}

/* -12.345: a sign or none, digits, and digits after a point where there is one. */
static bool decimal_valid(sv s)
{
    size_t i = s.n && s.p[0] == '-' ? 1 : 0, whole = 0, after = 0;
    while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9') {
        i++;
        whole++;
    }
    bool point = i < s.n && s.p[i] == '.';
    for (i += point; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++) {
        after++;
    }
    return i == s.n && whole >= 1 && whole <= 15 && after <= 12 && (after > 0) == point;
}

static bool hash_valid(sv s)
{
    bool good = s.n == 64;
    for (size_t i = 0; good && i < s.n; i++) {
        good = (s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] >= 'a' && s.p[i] <= 'f');
    }
    return good;
}

static err *becomes_check(struct arena *a, sv field, const struct jv *v)
{
    jv_each(m, v)
    {
        uint64_t n;
        if (m->type != JV_STRING || !rec_id_valid(m->text) || !sv_u64(m->key, &n) || n < 1 ||
            n > LIMIT_MOTIONS) {
            return err_field(a, field, "%.*s names motions by number, each with a word",
                             SV_ARG(field));
        }
    }
    return v->type == JV_OBJECT && v->first
               ? NULL
               : err_field(a, field, "%.*s is an object of motions and words", SV_ARG(field));
}

static bool section_good(const struct jv *v)
{
    jv_each(m, v)
    {
        bool items = sv_is(m->key, "items") && m->type == JV_ARRAY;
        bool named = (sv_is(m->key, "name") || sv_is(m->key, "code")) && m->type == JV_STRING &&
                     name_valid(m->text);
        if (!items && !named && !(sv_is(m->key, "consent") && m->type == JV_TRUE)) {
            return false;
        }
        for (const struct jv *id = items ? m->first : NULL; id; id = id->next) {
            if (id->type != JV_STRING || !rec_id_valid(id->text)) {
                return false;
            }
        }
    }
    return v->type == JV_OBJECT && jv_get(v, "name") && jv_get(v, "items");
}

static err *sections_check(struct arena *a, sv field, const struct jv *v)
{
    bool good = v->type == JV_ARRAY;
    size_t items = 0;
    jv_each(s, v)
    {
        good = good && section_good(s);
        items += good ? jv_count(jv_get(s, "items")) : 0;
    }
    return good && items <= LIMIT_ITEMS
               ? NULL
               : err_field(a, field,
                           "%.*s is a list of sections, each with a name and its items, at most %d",
                           SV_ARG(field), LIMIT_ITEMS);
}

static err *field_check(struct arena *a, const struct rec_field *f, sv field, const struct jv *v,
                        bool by_caller)
{
    bool is_text = v->type == JV_STRING;
    instant t;
    date d;
    switch (f->type) {
    case REC_ID:
    case REC_TYPE:
        return is_text && rec_id_valid(v->text)
                   ? NULL
                   : err_field(a, field, "%.*s is an id: up to %d of a-z, 0-9, '.', '_' and '-'",
                               SV_ARG(field), LIMIT_ID_BYTES);
    case REC_IDS:
    case REC_WORDS: return ids_check(a, field, v);
    case REC_DECIMAL:
        return is_text && decimal_valid(v->text)
                   ? NULL
                   : err_field(a, field, "%.*s is a decimal number: -0.122", SV_ARG(field));
    case REC_HASH:
        return is_text && hash_valid(v->text)
                   ? NULL
                   : err_field(a, field, "%.*s is 64 digits of 0-9 and a-f", SV_ARG(field));
    case REC_CODE:
        return is_text && one_of(v->text, f->codes)
                   ? NULL
                   : err_field(a, field, "%.*s is one of: %s", SV_ARG(field), f->codes);
    case REC_INT:
        return v->type == JV_INT && v->number >= f->min && v->number <= f->max
                   ? NULL
                   : err_field(a, field, "%.*s is a whole number from %lld to %lld", SV_ARG(field),
                               (long long)f->min, (long long)f->max);
    case REC_BOOL:
        return v->type == JV_TRUE || v->type == JV_FALSE
                   ? NULL
                   : err_field(a, field, "%.*s is true or false", SV_ARG(field));
    case REC_DATE:
        return is_text && date_parse(v->text, &d)
                   ? NULL
                   : err_field(a, field, "%.*s is a date: 2026-06-17", SV_ARG(field));
    case REC_INSTANT:
        return is_text && instant_parse(v->text, &t)
                   ? NULL
                   : err_field(a, field, "%.*s is an instant: 2026-06-17T13:00:00Z", SV_ARG(field));
    case REC_NAME:
        return is_text && name_valid(v->text)
                   ? NULL
                   : err_field(a, field, "%.*s is one line of at most 200 bytes", SV_ARG(field));
    case REC_BECOMES: return becomes_check(a, field, v);
    case REC_MEETING:
        return is_text && rec_meeting_id_valid(v->text)
                   ? NULL
                   : err_field(a, field, "%.*s is a meeting: <body>/<date>, or <body>/<date>-2",
                               SV_ARG(field));
    case REC_MOTION:
        if (v->type == JV_INT && v->number >= 1 && v->number <= LIMIT_MOTIONS) {
            return NULL;
        }
        return by_caller && is_text && rec_act_id_valid(v->text)
                   ? NULL
                   : err_field(a, field,
                               "%.*s is the number of a motion of this meeting, or the id of the "
                               "act that moved it",
                               SV_ARG(field));
    case REC_ENTRY:
        if (v->type == JV_INT && v->number >= 0) {
            return NULL;
        }
        return by_caller && is_text && rec_act_id_valid(v->text)
                   ? NULL
                   : err_field(a, field,
                               "%.*s is the number of an entry, or the id of the act that made it",
                               SV_ARG(field));
    case REC_SECTIONS: return sections_check(a, field, v);
    case REC_VALUES:
        return v->type == JV_OBJECT
                   ? NULL
                   : err_field(a, field, "%.*s is an object of fields", SV_ARG(field));
    }
    return NULL;
}

static err *about_check(struct arena *a, const struct rec_kind *k, const struct jv *about,
                        bool by_caller)
{
    static const struct {
        const char *key;
        unsigned must, may;
    } keys[] = {{"meeting", REC_ABOUT_MEETING, REC_MAY_MEETING},
                {"item", REC_ABOUT_ITEM, REC_MAY_ITEM},
                {"motion", REC_ABOUT_MOTION, REC_MAY_MOTION},
                {"instrument", REC_ABOUT_INSTRUMENT, REC_MAY_INSTRUMENT}};
    static const struct rec_field motion = {.name = "motion", .type = REC_MOTION};
    static const struct rec_field instrument = {.name = "instrument", .type = REC_ID};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct jv *v = jv_get(about, keys[i].key);
        sv field = sv_fmt(a, "about.%s", keys[i].key);
        if (!v && (k->about & keys[i].must)) {
            return err_field(a, field, "%s needs %.*s", k->name, SV_ARG(field));
        }
        if (!v) {
            continue;
        }
        if (!(k->about & (keys[i].must | keys[i].may))) {
            return err_field(a, field, "%s is not about a %s", k->name, keys[i].key);
        }
        if (i == 0 && (v->type != JV_STRING || !rec_meeting_id_valid(v->text))) {
            return err_field(
                a, field,
                "a meeting is named <body>/<date>, or <body>/<date>-2 for the second of a day");
        }
        if (i == 1 && (v->type != JV_STRING || !rec_id_valid(v->text))) {
            return err_field(
                a, field,
                "an item is named by its file number: up to %d of a-z, 0-9, '.', '_' and '-'",
                LIMIT_ID_BYTES);
        }
        if (i >= 2) {
            TRY(field_check(a, i == 2 ? &motion : &instrument, field, v, by_caller));
        }
    }
    jv_each(m, about)
    {
        if (!sv_is(m->key, "meeting") && !sv_is(m->key, "item") && !sv_is(m->key, "motion") &&
            !sv_is(m->key, "instrument")) {
            sv field = sv_fmt(a, "about.%.*s", SV_ARG(sv_sub(m->key, 0, LIMIT_ID_BYTES)));
            return err_field(a, field,
                             "%.*s is not known; about names meeting, item, motion and instrument",
                             SV_ARG(field));
        }
    }
    return NULL;
}

/* data, whose fields are called by that name. */
static err *data_check(struct arena *a, const struct rec_kind *k, const char *called,
                       const struct jv *data, bool by_caller)
{
    jv_each(m, data)
    {
        const struct rec_field *f = rec_field_find(k, m->key);
        sv field = sv_fmt(a, "%s.%.*s", called, SV_ARG(sv_sub(m->key, 0, LIMIT_ID_BYTES)));
        if (!f) {
            return err_field(a, field, "%s has no field %.*s", k->name, SV_ARG(field));
        }
        if (by_caller && (f->flags & REC_WRITER)) {
            return err_field(a, field, "%.*s is filled in by the record itself: leave it out",
                             SV_ARG(field));
        }
        TRY(field_check(a, f, field, m, by_caller));
    }
    for (const struct rec_field *f = k->fields; f->name; f++) {
        bool left_out = by_caller && (f->flags & (REC_WRITER | REC_DERIVABLE));
        bool needed = (f->flags & REC_REQUIRED) && !left_out;
        if (needed && !jv_get(data, f->name)) {
            sv field = sv_fmt(a, "%s.%s", called, f->name);
            return err_field(a, field, "%s needs %.*s: %s", k->name, SV_ARG(field), f->help);
        }
    }
    return NULL;
}

err *rec_kind_check(struct arena *a, const struct rec_kind *k, const struct jv *about,
                    const struct jv *data, bool by_caller)
{
    TRY(about_check(a, k, about, by_caller));
    return data_check(a, k, "data", data, by_caller);
}

err *rec_values_check(struct arena *a, const struct rec_kind *k, const struct jv *values,
                      bool by_caller)
{
    return data_check(a, k, "data.values", values, by_caller);
}
