/* Reading of model descriptions. */
#include "tplc/inner.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"

PRINTF(4, 5)
static err *bad(struct tplc *t, sv file, size_t line, const char *fmt, ...)
{
    char text[400];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    return err_make(t->a, E_INVALID, "%.*s:%zu: %s", SV_ARG(file), line, text);
}

struct model *tplc_model_find(const struct tplc *t, sv name)
{
    for (struct model *m = t->models; m; m = m->next) {
        if (sv_eq(m->name, name)) {
            return m;
        }
    }
    return NULL;
}

/* Take a description in double quotes off the line, wherever it stands last. */
static err *take_doc(struct tplc *t, sv file, size_t line, sv *rest, sv *ret_doc)
{
    size_t from = sv_find(*rest, '"');
    *ret_doc = SV_NONE;
    if (from == rest->n) {
        return NULL;
    }
    sv inside = sv_sub(*rest, from + 1, rest->n);
    size_t to = sv_find(inside, '"');
    if (to == inside.n) {
        return bad(t, file, line, "the description lacks its closing quote");
    }
    if (sv_trim(sv_sub(inside, to + 1, inside.n)).n) {
        return bad(t, file, line, "nothing may follow the description");
    }
    *ret_doc = sv_sub(inside, 0, to);
    *rest = sv_sub(*rest, 0, from);
    return NULL;
}

static err *read_model(struct tplc *t, sv file, size_t line, sv rest)
{
    sv doc;
    TRY(take_doc(t, file, line, &rest, &doc));
    tplc_token(&rest);
    sv name = tplc_token(&rest);
    if (!tplc_name_ok(name) || tplc_word_reserved(name)) {
        return bad(t, file, line,
                   "\"%.*s\" cannot name a model; use up to %d of a-z, 0-9 and _, and no word of C",
                   SV_ARG(sv_sub(name, 0, 60)), TPLC_NAME_BYTES);
    }
    if (tplc_token(&rest).n) {
        return bad(t, file, line, "a model line is: model NAME \"what it is\"");
    }
    struct model *other = tplc_model_find(t, name);
    if (other) {
        return bad(t, file, line, "the model %.*s is described already at %.*s:%zu", SV_ARG(name),
                   SV_ARG(other->file), other->line);
    }
    struct model *m = arena_new(t->a, struct model);
    *m = (struct model){.name = name, .doc = doc, .file = file, .line = line};
    *(t->models_last ? &t->models_last->next : &t->models) = m;
    t->models_last = m;
    return NULL;
}

static bool key_ok(sv s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') &&
            c != '_' && c != '-' && c != '.') {
            return false;
        }
    }
    return s.n > 0 && s.n <= TPLC_NAME_BYTES;
}

static err *read_flags(struct tplc *t, sv file, struct field *f, sv rest)
{
    for (sv flag = tplc_token(&rest); flag.n; flag = tplc_token(&rest)) {
        if (sv_is(flag, "optional")) {
            f->optional = true;
        } else if (sv_is(flag, "nojson")) {
            f->no_json = true;
        } else if (sv_is(flag, "as")) {
            f->key = tplc_token(&rest);
            if (!key_ok(f->key)) {
                return bad(t, file, f->line, "a JSON key is up to %d of a-z, A-Z, 0-9, _, - and .",
                           TPLC_NAME_BYTES);
            }
        } else if (sv_is(flag, "only") || sv_is(flag, "also")) {
            if (!sv_is(tplc_token(&rest), "json")) {
                return bad(t, file, f->line, "after %.*s comes json", SV_ARG(flag));
            }
            *(sv_is(flag, "only") ? &f->only_json : &f->also_json) = true;
        } else {
            return bad(t, file, f->line,
                       "\"%.*s\" is none of optional, nojson, as KEY, only json, also json",
                       SV_ARG(sv_sub(flag, 0, 60)));
        }
    }
    if (f->no_json && (f->only_json || f->also_json)) {
        return bad(t, file, f->line, "%.*s cannot be kept from the JSON and be given to it",
                   SV_ARG(f->name));
    }
    return NULL;
}

static err *read_field(struct tplc *t, sv file, size_t line, sv rest)
{
    struct model *m = t->models_last;
    if (!m || !sv_eq(m->file, file)) {
        return bad(t, file, line, "a field stands below its model; begin with: model NAME");
    }
    struct field *f = arena_new(t->a, struct field);
    f->line = line;
    TRY(take_doc(t, file, line, &rest, &f->doc));
    f->name = f->key = tplc_token(&rest);
    if (!tplc_name_ok(f->name) || tplc_word_reserved(f->name)) {
        return bad(t, file, line,
                   "\"%.*s\" cannot name a field; use up to %d of a-z, 0-9 and _, no word of C or "
                   "of the templates (\"as\" gives it another key)",
                   SV_ARG(sv_sub(f->name, 0, 60)), TPLC_NAME_BYTES);
    }
    f->type_name = tplc_token(&rest);
    if (sv_is(f->type_name, "list")) {
        f->list = true;
        f->type_name = tplc_token(&rest);
    }
    if (!f->type_name.n) {
        return bad(t, file, line, "the field %.*s lacks its type", SV_ARG(f->name));
    }
    TRY(read_flags(t, file, f, rest));
    *(m->last ? &m->last->next : &m->first) = f;
    m->last = f;
    return NULL;
}

err *tplc_models_read(struct tplc *t, const struct tplc_file *file)
{
    sv rest = file->text;
    if (!utf8_plain(rest)) {
        return bad(t, file->name, 1, "the file is not plain UTF-8 text");
    }
    for (size_t line = 1; rest.n; line++) {
        sv whole = sv_cut(rest, '\n', &rest);
        sv text = sv_trim(whole);
        if (!text.n || text.p[0] == '#') {
            continue;
        }
        bool indented = whole.p[0] == ' ' || whole.p[0] == '\t';
        sv words = text;
        if (indented) {
            TRY(read_field(t, file->name, line, text));
        } else if (sv_is(tplc_token(&words), "model")) {
            TRY(read_model(t, file->name, line, text));
        } else {
            return bad(t, file->name, line,
                       "a line begins with \"model\", or is indented and describes a field");
        }
    }
    return NULL;
}

static err *resolve_type(struct tplc *t, struct model *m, struct field *f)
{
    static const struct {
        const char *name;
        enum kind kind;
    } types[] = {{"text", KIND_TEXT}, {"int", KIND_INT},   {"bool", KIND_BOOL},
                 {"url", KIND_URL},   {"html", KIND_HTML}, {"json", KIND_JSON}};
    f->kind = KIND_MODEL;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (sv_is(f->type_name, types[i].name)) {
            f->kind = types[i].kind;
        }
    }
    if (f->kind == KIND_MODEL) {
        f->model = tplc_model_find(t, f->type_name);
        if (!f->model) {
            return bad(t, m->file, f->line,
                       "there is no type or model \"%.*s\"; the types are text, int, bool, url, "
                       "html, json, list of these models, text or int, or a model",
                       SV_ARG(sv_sub(f->type_name, 0, 60)));
        }
    }
    if (f->list && f->kind != KIND_MODEL && f->kind != KIND_TEXT && f->kind != KIND_INT) {
        return bad(t, m->file, f->line, "a list is of text, of int or of a model");
    }
    if (f->also_json && f->kind != KIND_HTML) {
        return bad(t, m->file, f->line, "\"also json\" is for html; other fields are in it anyway");
    }
    if (f->kind == KIND_HTML && !f->also_json) {
        if (f->only_json) {
            return bad(t, m->file, f->line, "html that only the JSON gets is text; make it text");
        }
        f->no_json = true;
    }
    if (f->kind == KIND_JSON) {
        if (f->no_json) {
            return bad(t, m->file, f->line,
                       "a json value that the JSON does not get serves nobody");
        }
    }
    return NULL;
}

/* The name of the further member that a field brings, or the empty view. */
static sv companion(struct tplc *t, const struct field *f)
{
    if (f->list) {
        return sv_fmt(t->a, "%.*s_n", SV_ARG(f->name));
    }
    if (f->optional && (f->kind == KIND_INT || f->kind == KIND_BOOL)) {
        return sv_fmt(t->a, "has_%.*s", SV_ARG(f->name));
    }
    return SV_NONE;
}

static err *check_names(struct tplc *t, struct model *m)
{
    size_t count = 0;
    for (struct field *f = m->first; f; f = f->next) {
        if (++count > TPLC_FIELDS) {
            return bad(t, m->file, f->line, "a model has at most %d fields", TPLC_FIELDS);
        }
        sv extra = companion(t, f);
        for (struct field *g = m->first; g; g = g->next) {
            bool later = g != f && g->line > f->line;
            if (later && sv_eq(f->name, g->name)) {
                return bad(t, m->file, g->line, "the field %.*s stands in the model already",
                           SV_ARG(g->name));
            }
            if (later && sv_eq(f->key, g->key) && !f->no_json && !g->no_json) {
                return bad(t, m->file, g->line, "the JSON key %.*s stands in the model already",
                           SV_ARG(g->key));
            }
            if (g != f && extra.n && sv_eq(extra, g->name)) {
                return bad(t, m->file, g->line,
                           "the name %.*s is taken by the companion of %.*s; choose another",
                           SV_ARG(g->name), SV_ARG(f->name));
            }
        }
    }
    return count ? NULL : bad(t, m->file, m->line, "the model %.*s has no field", SV_ARG(m->name));
}

static err *walk(struct tplc *t, struct model *m, int depth)
{
    m->mark = 1;
    for (struct field *f = m->first; f; f = f->next) {
        if (!f->model || f->model->mark == 2) {
            continue;
        }
        if (f->model->mark == 1) {
            return bad(t, m->file, f->line,
                       "the field %.*s makes %.*s contain itself; a page has a bounded depth",
                       SV_ARG(f->name), SV_ARG(f->model->name));
        }
        if (depth >= TPLC_NESTING) {
            return bad(t, m->file, f->line, "models nest at most %d deep", TPLC_NESTING);
        }
        TRY(walk(t, f->model, depth + 1));
    }
    m->mark = 2;
    return NULL;
}

err *tplc_models_resolve(struct tplc *t)
{
    for (struct model *m = t->models; m; m = m->next) {
        for (struct field *f = m->first; f; f = f->next) {
            TRY(resolve_type(t, m, f));
        }
        TRY(check_names(t, m));
    }
    for (struct model *m = t->models; m; m = m->next) {
        if (!m->mark) {
            TRY(walk(t, m, 1));
        }
    }
    return NULL;
}
