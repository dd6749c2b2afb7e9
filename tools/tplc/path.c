/* From "b.member.name" to an expression of C. */
#include "tplc/path.h"

static sv joined(struct comp *c, sv guard, sv more)
{
    return guard.n ? sv_fmt(c->t->a, "%.*s && %.*s", SV_ARG(guard), SV_ARG(more)) : more;
}

struct block *path_variable(struct comp *c, sv name)
{
    for (size_t i = c->blocks_n; i > 0; i--) {
        struct block *b = &c->blocks[i - 1];
        if (b->each && sv_eq(b->var, name)) {
            return b;
        }
    }
    return NULL;
}

static err *step(struct comp *c, size_t at, sv name, struct ref *r)
{
    if (r->f.kind != KIND_MODEL || r->f.list) {
        return comp_bad(c, at, "%.*s has no fields, so .%.*s names nothing", SV_ARG(r->f.name),
                        SV_ARG(sv_sub(name, 0, 60)));
    }
    const struct field *f = r->f.model->first;
    while (f && !sv_eq(f->name, name)) {
        f = f->next;
    }
    if (!f) {
        return comp_bad(c, at, "the model %.*s has no field \"%.*s\"", SV_ARG(r->f.model->name),
                        SV_ARG(sv_sub(name, 0, 60)));
    }
    if (f->only_json) {
        return comp_bad(c, at, "the field %.*s is for the JSON only", SV_ARG(name));
    }
    sv base = sv_fmt(c->t->a, "%.*s%s", SV_ARG(r->e), r->pointer ? "->" : ".");
    r->guard = path_presence(c, r);
    r->e = sv_fmt(c->t->a, "%.*s%.*s", SV_ARG(base), SV_ARG(name));
    if (f->list) {
        r->count = sv_fmt(c->t->a, "%.*s_n", SV_ARG(r->e));
    }
    if (!f->list && f->optional && (f->kind == KIND_INT || f->kind == KIND_BOOL)) {
        r->guard = joined(c, r->guard, sv_fmt(c->t->a, "%.*shas_%.*s", SV_ARG(base), SV_ARG(name)));
    }
    r->pointer = r->nullable = f->kind == KIND_MODEL && f->optional && !f->list;
    r->f = *f;
    return NULL;
}

err *path_resolve(struct comp *c, size_t at, sv path, struct ref *ret)
{
    sv rest, first = sv_cut(path, '.', &rest);
    bool more = first.n < path.n;
    struct ref r = {.f = {.name = first, .kind = KIND_MODEL, .model = c->tpl->model},
                    .e = SV("m"),
                    .pointer = true};
    struct block *b = path_variable(c, first);
    if (b) {
        r.f = b->item;
        r.e = sv_fmt(c->t->a, "v_%.*s", SV_ARG(first));
        r.pointer = b->item.kind == KIND_MODEL;
    } else if (!sv_is(first, "this")) {
        TRY(step(c, at, first, &r));
    }
    for (int depth = 0; more; depth++) {
        if (depth == TPLC_NESTING) {
            return comp_bad(c, at, "a path has at most %d steps", TPLC_NESTING);
        }
        size_t length = rest.n;
        sv name = sv_cut(rest, '.', &rest);
        more = name.n < length;
        TRY(step(c, at, name, &r));
    }
    *ret = r;
    return NULL;
}

sv path_presence(struct comp *c, const struct ref *r)
{
    return r->nullable ? joined(c, r->guard, sv_fmt(c->t->a, "%.*s != NULL", SV_ARG(r->e)))
                       : r->guard;
}

sv path_pointer(struct comp *c, const struct ref *r)
{
    return r->pointer ? r->e : sv_fmt(c->t->a, "&%.*s", SV_ARG(r->e));
}

err *path_truth(struct comp *c, size_t at, const struct ref *r, sv *ret)
{
    struct arena *a = c->t->a;
    sv own = SV_NONE;
    if (r->f.list) {
        *ret = joined(c, r->guard, sv_fmt(a, "%.*s > 0", SV_ARG(r->count)));
        return NULL;
    }
    switch (r->f.kind) {
    case KIND_TEXT: own = sv_fmt(a, "%.*s.n > 0", SV_ARG(r->e)); break;
    case KIND_URL:
    case KIND_HTML:
    case KIND_JSON: own = sv_fmt(a, "%.*s.s.n > 0", SV_ARG(r->e)); break;
    case KIND_BOOL: own = r->e; break;
    case KIND_INT:
        if (!r->f.optional) {
            own = sv_fmt(a, "%.*s != 0", SV_ARG(r->e));
        }
        break;
    case KIND_MODEL:
        if (!r->nullable && !r->guard.n) {
            return comp_bad(c, at, "%.*s is always there; ask for one of its fields",
                            SV_ARG(r->f.name));
        }
        if (r->nullable) {
            own = sv_fmt(a, "%.*s != NULL", SV_ARG(r->e));
        }
        break;
    }
    *ret = own.n ? joined(c, r->guard, own) : r->guard;
    return NULL;
}
