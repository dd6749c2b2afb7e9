/* Reading an act. */
#include "acts/request.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "record/entry.h"

static err *object_or_empty(struct arena *a, const struct jv *tree, const char *key,
                            struct jv **ret)
{
    struct jv *v = jv_get(tree, key);
    if (v && v->type != JV_OBJECT) {
        return err_field(a, sv_of(key), "%s is an object", key);
    }
    *ret = v ? v : jv_object(a);
    return NULL;
}

static err *check_keys(struct arena *a, const struct jv *tree)
{
    static const char *const known[] = {"act",   "kind",  "body", "about", "data",
                                        "texts", "files", "at",   "source"};
    jv_each(m, tree)
    {
        bool found = false;
        for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
            found |= sv_is(m->key, known[i]);
        }
        if (!found) {
            sv key = sv_sub(m->key, 0, LIMIT_ID_BYTES);
            return err_field(a, key.n ? key : SV("act"), "an act has no field %.*s", SV_ARG(key));
        }
    }
    return NULL;
}

static err *check_texts(struct arena *a, const struct rec_kind *kind, const struct jv *texts)
{
    jv_each(t, texts)
    {
        sv field = sv_fmt(a, "texts.%.*s", SV_ARG(sv_sub(t->key, 0, LIMIT_ID_BYTES)));
        const struct rec_part_spec *spec = rec_part_find(kind, t->key);
        if (!spec || rec_part_is_file(spec)) {
            return err_field(a, field, "%s has no text %.*s", kind->name, SV_ARG(field));
        }
        if (t->type != JV_STRING || !utf8_plain(t->text) || t->text.n == 0) {
            return err_field(a, field, "%.*s is plain text, and not empty", SV_ARG(field));
        }
        if (t->text.n > LIMIT_PART_BYTES) {
            return err_field(a, field, "%.*s is longer than %d bytes", SV_ARG(field),
                             LIMIT_PART_BYTES);
        }
    }
    for (const struct rec_part_spec *p = kind->parts; p->name; p++) {
        if ((p->flags & REC_REQUIRED) && !rec_part_is_file(p) && !jv_get(texts, p->name)) {
            sv field = sv_fmt(a, "texts.%s", p->name);
            return err_field(a, field, "%s needs %.*s: %s", kind->name, SV_ARG(field), p->help);
        }
    }
    return NULL;
}

/* "files" holds the one file of a kind that has one.  Where its bytes are is for acts/intake.h. */
static err *check_files(struct arena *a, const struct rec_kind *kind, const struct jv *files)
{
    const struct rec_part_spec *spec = rec_part_file(kind);
    bool one = files && jv_count(files) == 1 && spec && sv_is(files->first->key, spec->name);
    if (files && !one) {
        return err_field(a, SV("files"), "%s has %s", kind->name,
                         spec ? "one file, and no other" : "no file");
    }
    if (!files && spec && (spec->flags & REC_REQUIRED)) {
        sv field = sv_fmt(a, "files.%s", spec->name);
        return err_field(a, field, "%s needs %.*s: %s", kind->name, SV_ARG(field), spec->help);
    }
    return NULL;
}

/* The body of the act: of its meeting, or as given; both must agree. */
static err *find_body(struct arena *a, const struct jv *tree, struct act_request *r)
{
    sv rest, given = jv_get_sv(tree, "body");
    if (jv_get(tree, "body") && !rec_id_valid(given)) {
        return err_field(a, SV("body"),
                         "body is the id of a body: up to %d of a-z, 0-9, '.', '_' and '-'",
                         LIMIT_ID_BYTES);
    }
    sv of_meeting = r->meeting.n ? sv_cut(r->meeting, '/', &rest) : SV_NONE;
    if (given.n && of_meeting.n && !sv_eq(given, of_meeting)) {
        return err_field(a, SV("body"), "the meeting %.*s is not of the body %.*s",
                         SV_ARG(r->meeting), SV_ARG(given));
    }
    r->body = of_meeting.n ? of_meeting : given;
    return r->body.n
               ? NULL
               : err_field(a, SV("body"), "%s needs body: the id of the body that it concerns",
                           r->kind->name);
}

err *act_request_of(struct arena *a, struct jv *tree, struct act_request *ret)
{
    struct act_request r = {.act = jv_get_sv(tree, "act")};
    if (tree->type != JV_OBJECT) {
        return err_field(a, SV("act"), "an act is a JSON object");
    }
    TRY(check_keys(a, tree));
    if (!rec_act_id_valid(r.act)) {
        return err_field(
            a, SV("act"),
            "act is an id that the caller makes: up to %d of A-Z, a-z, 0-9, '.', '_', ':' and '-'",
            LIMIT_ID_BYTES);
    }
    r.kind = rec_kind_find(jv_get_sv(tree, "kind"));
    if (!r.kind) {
        return err_field(a, SV("kind"), "there is no kind of act \"%.*s\"",
                         SV_ARG(sv_sub(jv_get_sv(tree, "kind"), 0, LIMIT_ID_BYTES)));
    }
    TRY(object_or_empty(a, tree, "about", &r.about));
    TRY(object_or_empty(a, tree, "data", &r.data));
    TRY(object_or_empty(a, tree, "texts", &r.texts));
    TRY(rec_kind_check(a, r.kind, r.about, r.data, true));
    TRY(check_texts(a, r.kind, r.texts));
    r.files = jv_get(tree, "files");
    if (r.files && r.files->type != JV_OBJECT) {
        return err_field(a, SV("files"), "files is an object");
    }
    TRY(check_files(a, r.kind, r.files));
    r.meeting = jv_get_sv(r.about, "meeting");
    r.item = jv_get_sv(r.about, "item");
    TRY(find_body(a, tree, &r));
    if (jv_get(tree, "at")) {
        TRY(rec_at_read(a, jv_get(tree, "at"), &r.at));
    }
    r.source = jv_get(tree, "source");
    if (r.source) {
        TRY(rec_source_check(a, r.source));
    }
    *ret = r;
    return NULL;
}

err *act_request_read(struct arena *a, sv json, struct act_request *ret)
{
    struct jv *tree;
    if (json.n > LIMIT_ACT_BYTES) {
        return err_make(a, E_LIMIT, "an act has at most %d bytes", LIMIT_ACT_BYTES);
    }
    err *e = jv_parse(a, json, &tree);
    if (e) {
        return err_about(a, e, SV("act"));
    }
    return act_request_of(a, tree, ret);
}
