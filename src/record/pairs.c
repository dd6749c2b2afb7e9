/* From names and values to an act, by the table of kinds. */
#include "record/pairs.h"

static struct jv *section(struct arena *a, struct jv *act, const char *name)
{
    struct jv *v = jv_get(act, name);
    return v ? v : jv_put(act, sv_of(name), jv_object(a));
}

/* A list grows with each pair; one value may hold several ids between commas. */
static void add_ids(struct arena *a, struct jv *data, sv name, sv value)
{
    struct jv *list = jv_get(data, sv_cstr(a, name));
    if (!list) {
        list = jv_put(data, name, jv_array(a));
    }
    while (value.n) {
        sv id = sv_trim(sv_cut(value, ',', &value));
        if (id.n) {
            jv_add(list, jv_string(a, id));
        }
    }
}

static struct jv *number_or_text(struct arena *a, sv value)
{
    int64_t n;
    return sv_i64(value, &n) ? jv_int(a, n) : jv_string(a, value);
}

static void put_field(struct arena *a, struct jv *data, const struct rec_field *f, sv value)
{
    sv name = sv_of(f->name);
    switch (f->type) {
    case REC_IDS:
    case REC_WORDS: add_ids(a, data, name, value); return;
    case REC_INT:
    case REC_MOTION:
    case REC_ENTRY: jv_put(data, name, number_or_text(a, value)); return;
    case REC_BOOL:
        if (sv_is(value, "true") || sv_is(value, "on") || sv_is(value, "false")) {
            jv_put(data, name, jv_bool(a, !sv_is(value, "false")));
        } else {
            jv_put(data, name, jv_string(a, value));
        }
        return;
    case REC_ID:
    case REC_CODE:
    case REC_DATE:
    case REC_INSTANT:
    case REC_NAME:
    case REC_TYPE:
    case REC_BECOMES:
    case REC_MEETING:
    case REC_SECTIONS:
    case REC_DECIMAL:
    case REC_HASH:
    case REC_VALUES: jv_put(data, name, jv_string(a, value)); return;
    }
}

static bool strip(sv *name, sv prefix)
{
    bool had = sv_starts(*name, prefix);
    if (had) {
        *name = sv_sub(*name, prefix.n, name->n);
    }
    return had;
}

static struct jv *at_value(struct arena *a, sv value)
{
    sv to, from = sv_cut(value, '/', &to);
    if (!to.n) {
        return jv_string(a, value);
    }
    struct jv *span = jv_object(a);
    jv_put(span, SV("from"), jv_string(a, from));
    jv_put(span, SV("to"), jv_string(a, to));
    return span;
}

/* May an act of the kind be about that? */
static bool known_about(const struct rec_kind *kind, sv key)
{
    unsigned mask = sv_is(key, "meeting")      ? REC_ABOUT_MEETING | REC_MAY_MEETING
                    : sv_is(key, "item")       ? REC_ABOUT_ITEM | REC_MAY_ITEM
                    : sv_is(key, "motion")     ? REC_ABOUT_MOTION | REC_MAY_MOTION
                    : sv_is(key, "instrument") ? REC_ABOUT_INSTRUMENT | REC_MAY_INSTRUMENT
                                               : 0;
    return (kind->about & mask) != 0;
}

/* One of the values of a corrected entry, which is of kind `of`. */
static err *put_value(struct arena *a, const struct rec_kind *of, struct jv *act, sv name, sv value)
{
    sv own = sv_sub(name, 7, name.n);
    const struct rec_field *f = of ? rec_field_find(of, own) : NULL;
    struct jv *data = section(a, act, "data"), *values = jv_get(data, "values");
    if (!f) {
        return err_field(a, name, "%s has no field %.*s", of ? of->name : "the corrected entry",
                         SV_ARG(sv_sub(own, 0, 64)));
    }
    values = values ? values : jv_put(data, SV("values"), jv_object(a));
    if (f->type != REC_IDS && f->type != REC_WORDS && jv_get(values, f->name)) {
        return err_field(a, name, "%.*s is given twice", SV_ARG(name));
    }
    put_field(a, values, f, value);
    return NULL;
}

static err *put_pair(struct arena *a, const struct rec_kind *kind, const struct rec_kind *of,
                     struct jv *act, sv name, sv value)
{
    sv given = name;
    if (sv_starts(name, SV("values.")) && rec_field_find(kind, SV("values"))) {
        return put_value(a, of, act, name, value);
    }
    if (sv_is(name, "act") || sv_is(name, "body")) {
        jv_set(act, name, jv_string(a, value));
        return NULL;
    }
    if (sv_is(name, "at")) {
        jv_set(act, name, at_value(a, value));
        return NULL;
    }
    bool about = strip(&name, SV("about.")), data = !about && strip(&name, SV("data."));
    bool texts = !about && !data && strip(&name, SV("texts."));
    bool files = !about && !data && !texts && strip(&name, SV("files."));
    bool bare = !about && !data && !texts && !files;
    if ((about || bare) && known_about(kind, name)) {
        struct jv *v = sv_is(name, "motion") ? number_or_text(a, value) : jv_string(a, value);
        jv_set(section(a, act, "about"), name, v);
        return NULL;
    }
    const struct rec_field *f = rec_field_find(kind, name);
    if (f && (data || bare)) {
        struct jv *to = section(a, act, "data");
        if (f->type != REC_IDS && f->type != REC_WORDS && jv_get(to, f->name)) {
            return err_field(a, given, "%.*s is given twice", SV_ARG(given));
        }
        put_field(a, to, f, value);
        return NULL;
    }
    const struct rec_part_spec *file = rec_part_file(kind);
    if (file && (files || sv_is(name, file->name))) {
        /* "files.file.text" says where the bytes are; "file" alone is a path, for a scenario */
        sv where = files ? name : sv_fmt(a, "%.*s.path", SV_ARG(name));
        sv key = sv_cut(where, '.', &where);
        jv_set(section(a, section(a, act, "files"), sv_cstr(a, key)), where, jv_string(a, value));
        return NULL;
    }
    if ((texts || bare) && rec_part_find(kind, name)) {
        jv_set(section(a, act, "texts"), name, jv_string(a, value));
        return NULL;
    }
    return err_field(a, given, "%s has no field %.*s", kind->name, SV_ARG(sv_sub(given, 0, 64)));
}

err *rec_act_of_pairs(struct arena *a, const struct rec_kind *kind, const struct rec_pair *pairs,
                      size_t n, struct jv **ret)
{
    struct jv *act = jv_object(a);
    const struct rec_kind *of = NULL;
    jv_put(act, SV("kind"), jv_string(a, sv_of(kind->name)));
    for (size_t i = 0; i < n; i++) {
        of = sv_is(pairs[i].name, "values.kind") ? rec_kind_find(pairs[i].value) : of;
    }
    if (of && rec_field_find(kind, SV("values"))) {
        jv_put(section(a, act, "data"), SV("values"), jv_object(a));
    }
    for (size_t i = 0; i < n; i++) {
        if (pairs[i].value.n && !sv_is(pairs[i].name, "values.kind")) {
            TRY(put_pair(a, kind, of, act, pairs[i].name, pairs[i].value));
        }
    }
    *ret = act;
    return NULL;
}
