/* One run of the compiler: models first, then the heads of all templates, then each template. */
#include "tplc/comp.h"

static bool is_model(const struct tplc_file *f)
{
    return sv_ends(f->name, SV(".model"));
}

static err *check_file(struct arena *a, const struct tplc_file *f)
{
    if (f->text.n > TPLC_FILE_BYTES) {
        return err_make(a, E_LIMIT, "%.*s: a file has at most %d bytes", SV_ARG(f->name),
                        TPLC_FILE_BYTES);
    }
    sv base = tplc_basename(f->name);
    if (!is_model(f) && !(sv_ends(base, SV(".thtml")) && base.n > SV(".thtml").n)) {
        return err_make(a, E_INVALID, "%.*s: a file ends in .model or .thtml", SV_ARG(f->name));
    }
    return NULL;
}

/* Includes that lead back to where they began would never end. */
static err *check_circle(struct tplc *t, struct template *tpl)
{
    tpl->mark = 1;
    for (struct include *i = tpl->includes; i; i = i->next) {
        if (i->to->mark == 1) {
            struct comp *c = arena_new(t->a, struct comp);
            *c = (struct comp){.t = t, .tpl = tpl, .in = tpl->text};
            return comp_bad(c, i->at, "%.*s includes itself in the end", SV_ARG(i->to->name));
        }
        if (!i->to->mark) {
            TRY(check_circle(t, i->to));
        }
    }
    tpl->mark = 2;
    return NULL;
}

static void begin_templates(struct tplc *t)
{
    struct buf *h = &t->templates_h;
    const char *made = "/* Made by tplc from the templates; docs/views.md says how. */\n";
    buf_str(h, made);
    buf_str(h, "#ifndef VIEWS_");
    tplc_guard(h, t->names->templates_h);
    buf_str(h, "\n#define VIEWS_");
    tplc_guard(h, t->names->templates_h);
    buf_fmt(h, "\n\n#include \"%.*s\"\n\n", SV_ARG(t->names->models_h));
    buf_str(&t->templates_c, made);
    buf_fmt(&t->templates_c, "#include \"%.*s\"\n\n", SV_ARG(t->names->templates_h));
}

static void end_templates(struct tplc *t)
{
    size_t n = 0;
    buf_str(&t->templates_c, "const sv view_words[] = {\n");
    for (struct word *w = t->words; w; w = w->next) {
        buf_str(&t->templates_c, "{\"");
        tplc_c_string(&t->templates_c, w->text);
        buf_fmt(&t->templates_c, "\", %zu},\n", w->text.n);
        n++;
    }
    buf_fmt(&t->templates_c, "{\"\", 0}};\nconst size_t view_words_n = %zu;\n", n);
    buf_str(&t->templates_h,
            "\n/* Every {{t …}} of the templates, sorted by bytes. */\nextern const sv "
            "view_words[];\nextern const size_t view_words_n;\n\n#endif\n");
}

static err *run(struct tplc *t, const struct tplc_file *files, size_t n)
{
    if (n > TPLC_FILES) {
        return err_make(t->a, E_LIMIT, "one run takes at most %d files", TPLC_FILES);
    }
    for (size_t i = 0; i < n; i++) {
        TRY(check_file(t->a, &files[i]));
        if (is_model(&files[i])) {
            TRY(tplc_models_read(t, &files[i]));
        }
    }
    TRY(tplc_models_resolve(t));
    for (size_t i = 0; i < n; i++) {
        if (!is_model(&files[i])) {
            TRY(tplc_template_read(t, &files[i]));
        }
    }
    TRY(tplc_templates_link(t));
    tplc_models_write(t);
    begin_templates(t);
    for (struct template *p = t->templates; p; p = p->next) {
        TRY(tplc_template_compile(t, p));
    }
    for (struct template *p = t->templates; p; p = p->next) {
        if (!p->mark) {
            TRY(check_circle(t, p));
        }
    }
    end_templates(t);
    if (t->models_h.failed || t->models_c.failed || t->templates_h.failed ||
        t->templates_c.failed) {
        return err_make(t->a, E_LIMIT,
                        "the generated C becomes too large; use fewer nested models");
    }
    return NULL;
}

err *tplc_compile(struct arena *a, const struct tplc_file *files, size_t n,
                  const struct tplc_names *names, struct tplc_output *ret)
{
    struct tplc t = {.a = a, .names = names};
    struct buf *const outs[] = {&t.models_h, &t.models_c, &t.templates_h, &t.templates_c};
    for (size_t i = 0; i < 4; i++) {
        *outs[i] = buf_make(TPLC_OUTPUT_BYTES);
    }
    err *e = run(&t, files, n);
    if (!e) {
        *ret = (struct tplc_output){.models_h = buf_dup(a, &t.models_h),
                                    .models_c = buf_dup(a, &t.models_c),
                                    .templates_h = buf_dup(a, &t.templates_h),
                                    .templates_c = buf_dup(a, &t.templates_c)};
    }
    for (size_t i = 0; i < 4; i++) {
        buf_free(outs[i]);
    }
    return e;
}
