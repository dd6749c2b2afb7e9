/* The directives of a template, and the C that they become. */
#include "tplc/path.h"

#include <string.h>

#include "base/utf8.h"

/* One directive as it stands in the text. */
struct directive {
    size_t at, end;
    sv words;   /* between the braces, trimmed */
    bool alone; /* nothing else stands on its lines */
};

static sv trim(sv s)
{
    while (s.n && tplc_blank(s.p[0])) {
        s = sv_sub(s, 1, s.n);
    }
    while (s.n && tplc_blank(s.p[s.n - 1])) {
        s.n--;
    }
    return s;
}

/* Read the directive at c->at and stand behind it. */
static err *take_directive(struct comp *c, struct directive *ret)
{
    size_t from = c->at, to = from + 2;
    while (to + 1 < c->in.n && !(c->in.p[to] == '}' && c->in.p[to + 1] == '}')) {
        if (c->in.p[to] == '{' && c->in.p[to + 1] == '{') {
            return comp_bad(c, to, "the {{ before this one was not closed by }}");
        }
        to++;
    }
    if (to + 1 >= c->in.n) {
        return comp_bad(c, from, "this {{ is not closed by }}");
    }
    struct directive d = {
        .at = from, .end = to + 2, .words = trim(sv_sub(c->in, from + 2, to - from - 2))};
    size_t left = from, right = d.end;
    while (left > 0 && (c->in.p[left - 1] == ' ' || c->in.p[left - 1] == '\t')) {
        left--;
    }
    while (right < c->in.n && tplc_blank(c->in.p[right]) && c->in.p[right] != '\n') {
        right++;
    }
    d.alone =
        (left == 0 || c->in.p[left - 1] == '\n') && (right == c->in.n || c->in.p[right] == '\n');
    c->at = d.end;
    *ret = d;
    return NULL;
}

/* A directive alone on its lines leaves no trace of them. */
static void swallow_line(struct comp *c, const struct directive *d)
{
    if (!d->alone || (c->ctx != CTX_TEXT && c->ctx != CTX_RCDATA) || comp_preserves(c)) {
        return;
    }
    while (c->at < c->in.n && tplc_blank(c->in.p[c->at])) {
        if (c->in.p[c->at++] == '\n') {
            return;
        }
    }
}

/* Name the template's line for messages of the C compiler. */
static void mark_line(struct comp *c, size_t at)
{
    size_t line = 1;
    for (size_t i = 0; i < at; i++) {
        line += c->in.p[i] == '\n';
    }
    comp_flush(c);
    buf_fmt(c->code, "#line %zu \"", line);
    tplc_c_string(c->code, c->tpl->file);
    buf_str(c->code, "\"\n");
}

/* ---- values ---- */

/* Refuse anything dynamic in an attribute that takes only a fixed value; note that this one is no
 * longer fixed. */
static err *into_value(struct comp *c, size_t at)
{
    if (c->ctx == CTX_ATTR || c->ctx == CTX_URL) {
        if (c->value_fixed) {
            return comp_bad(c, at, "nothing is put here: %s", c->value_fixed);
        }
        c->value_dynamic = true;
    }
    return NULL;
}

static err *refuse_place(struct comp *c, size_t at)
{
    if (c->ctx == CTX_TAG) {
        return comp_bad(c, at, "within a tag a value stands only in the quotes of an attribute");
    }
    if (c->ctx == CTX_ISLAND) {
        return comp_bad(c, at, "within a JSON island stands {{json field}} only");
    }
    if (c->ctx == CTX_EMPTY) {
        return comp_bad(c, at, "this element is to be empty; nothing is put into it");
    }
    return into_value(c, at);
}

static err *address(struct comp *c, size_t at, const struct ref *r, const char **ret)
{
    if (r->f.kind == KIND_URL) {
        if (c->url != URL_EMPTY) {
            return comp_bad(c, at,
                            "an address stands first in its attribute; nothing comes before it");
        }
        c->url = URL_GIVEN;
        *ret = "TP_URL";
        return NULL;
    }
    if (r->f.kind == KIND_INT && (c->url == URL_FIXED || c->url == URL_GIVEN)) {
        *ret = "TP_INT";
        return NULL;
    }
    return comp_bad(c, at,
                    "%.*s is no url; an address takes a url, or a number behind a fixed beginning",
                    SV_ARG(r->f.name));
}

static err *put_value(struct comp *c, const struct directive *d)
{
    struct ref r;
    sv rest = d->words, path = tplc_token(&rest);
    if (!path.n) {
        return comp_bad(c, d->at, "{{}} names nothing");
    }
    if (trim(rest).n) {
        return comp_bad(c, d->at, "\"%.*s\" is no directive, and a field is one word",
                        SV_ARG(sv_sub(d->words, 0, 60)));
    }
    TRY(refuse_place(c, d->at));
    TRY(path_resolve(c, d->at, path, &r));
    if (r.f.list || r.f.kind == KIND_MODEL) {
        return comp_bad(c, d->at, "%.*s is %s; %s", SV_ARG(path), r.f.list ? "a list" : "a model",
                        r.f.list ? "take its items by {{each}}" : "name one of its fields");
    }
    if (r.f.kind == KIND_BOOL) {
        return comp_bad(c, d->at, "%.*s is yes or no; ask it by {{if}} and say it in words",
                        SV_ARG(path));
    }
    if (r.f.kind == KIND_JSON) {
        return comp_bad(c, d->at, "%.*s is JSON; it stands in a JSON island only", SV_ARG(path));
    }
    const char *put = c->ctx == CTX_ATTR ? "TP_ATTR" : "TP_TEXT";
    if (c->ctx == CTX_URL) {
        TRY(address(c, d->at, &r, &put));
    } else if (r.f.kind == KIND_HTML && c->ctx != CTX_TEXT) {
        return comp_bad(c, d->at, "%.*s is html, which stands only between tags", SV_ARG(path));
    } else if (r.f.kind == KIND_HTML && comp_open_has(c, "p")) {
        return comp_bad(c, d->at, "%.*s is html with paragraphs of its own; close the <p> first",
                        SV_ARG(path));
    }
    sv present = path_presence(c, &r);
    mark_line(c, d->at);
    if (present.n) {
        buf_fmt(c->code, "if (%.*s) { ", SV_ARG(present));
    }
    buf_fmt(c->code, "%s(o, %.*s);%s\n", put, SV_ARG(r.e), present.n ? " }" : "");
    return NULL;
}

/* A sentence in English, single-spaced. */
static sv sentence(struct comp *c, sv s)
{
    char *p = arena_alloc(c->t->a, s.n + 1);
    size_t n = 0;
    sv rest = s;
    for (sv word = tplc_token(&rest); word.n; word = tplc_token(&rest)) {
        if (n) {
            p[n++] = ' ';
        }
        memcpy(p + n, word.p, word.n);
        n += word.n;
    }
    return (sv){p, n};
}

static void note_word(struct tplc *t, sv text)
{
    struct word **at = &t->words;
    while (*at && sv_cmp((*at)->text, text) < 0) {
        at = &(*at)->next;
    }
    if (!*at || !sv_eq((*at)->text, text)) {
        struct word *w = arena_new(t->a, struct word);
        *w = (struct word){.text = text, .next = *at};
        *at = w;
    }
}

static err *put_words(struct comp *c, const struct directive *d, sv rest)
{
    TRY(refuse_place(c, d->at));
    if (c->ctx == CTX_URL) {
        return comp_bad(c, d->at, "an address is not translated");
    }
    sv english = sentence(c, rest);
    note_word(c->t, english);
    mark_line(c, d->at);
    buf_fmt(c->code, "%s(o, out_tr(o, SV(\"", c->ctx == CTX_ATTR ? "TP_ATTR" : "TP_TEXT");
    tplc_c_string(c->code, english);
    buf_str(c->code, "\")));\n");
    return NULL;
}

static err *put_json(struct comp *c, const struct directive *d, sv rest)
{
    if (c->ctx != CTX_ISLAND) {
        return comp_bad(c, d->at, "{{json}} stands in <script type=\"application/json\"> only");
    }
    sv path = tplc_token(&rest);
    struct ref r;
    if (trim(rest).n) {
        return comp_bad(c, d->at, "write {{json field}}, or {{json this}} for the whole model");
    }
    TRY(path_resolve(c, d->at, path, &r));
    if (r.f.no_json) {
        return comp_bad(c, d->at, "%.*s is kept from the JSON", SV_ARG(path));
    }
    sv present = path_presence(c, &r);
    mark_line(c, d->at);
    buf_str(c->code, "out_island(o, true);\n");
    if (present.n) {
        buf_fmt(c->code, "if (!(%.*s)) {\nTP_RAW(o, \"null\");\n} else {\n", SV_ARG(present));
    }
    tplc_json_value(c->code, &r.f, r.f.kind == KIND_MODEL && !r.f.list ? path_pointer(c, &r) : r.e,
                    r.count, 0);
    buf_str(c->code, present.n ? "}\n" : "");
    buf_str(c->code, "out_island(o, false);\n");
    return NULL;
}

static err *put_index(struct comp *c, const struct directive *d, sv rest)
{
    sv name = tplc_token(&rest);
    const struct block *b = path_variable(c, name);
    TRY(refuse_place(c, d->at));
    if (!b || trim(rest).n) {
        return comp_bad(c, d->at, "write {{index v}} with the variable of an {{each}} around it");
    }
    if (c->ctx == CTX_URL && c->url != URL_FIXED && c->url != URL_GIVEN) {
        return comp_bad(c, d->at, "a number in an address stands behind a fixed beginning");
    }
    mark_line(c, d->at);
    buf_fmt(c->code, "TP_INT(o, (int64_t)(i_%.*s + 1));\n", SV_ARG(name));
    return NULL;
}

static err *put_include(struct comp *c, const struct directive *d, sv rest)
{
    if (c->ctx != CTX_TEXT) {
        return comp_bad(c, d->at, "a template is included only between tags");
    }
    sv name = tplc_token(&rest), with = tplc_token(&rest);
    sv path = with.n ? tplc_token(&rest) : SV("this");
    if ((with.n && !sv_is(with, "with")) || !path.n || trim(rest).n) {
        return comp_bad(c, d->at, "write {{include template}} or {{include template with field}}");
    }
    struct template *to = tplc_template_find(c->t, name);
    if (!to) {
        return comp_bad(c, d->at, "there is no template \"%.*s\"", SV_ARG(sv_sub(name, 0, 60)));
    }
    if (to->shell || to->layout) {
        return comp_bad(c, d->at, "%.*s is a whole page; only parts of pages are included",
                        SV_ARG(name));
    }
    struct ref r;
    TRY(path_resolve(c, d->at, path, &r));
    if (r.f.kind != KIND_MODEL || r.f.list || r.f.model != to->model) {
        return comp_bad(c, d->at, "%.*s shows the model %.*s, and %.*s is none", SV_ARG(name),
                        SV_ARG(to->model->name), SV_ARG(sv_sub(path, 0, 60)));
    }
    struct include *in = arena_new(c->t->a, struct include);
    *in = (struct include){.to = to, .at = d->at, .next = c->tpl->includes};
    c->tpl->includes = in;
    sv present = path_presence(c, &r), pointer = path_pointer(c, &r);
    mark_line(c, d->at);
    if (present.n) {
        buf_fmt(c->code, "if (%.*s) { ", SV_ARG(present));
    }
    buf_fmt(c->code, "view_%.*s(o, %.*s);%s\n", SV_ARG(name), SV_ARG(pointer),
            present.n ? " }" : "");
    return NULL;
}

static err *put_content(struct comp *c, const struct directive *d)
{
    if (c->ctx != CTX_TEXT) {
        return comp_bad(c, d->at, "the content of a page stands only between tags");
    }
    if (c->content || c->blocks_n) {
        return comp_bad(c, d->at, "{{content}} stands once, and within no other block");
    }
    if (comp_open_has(c, "p") || comp_preserves(c)) {
        return comp_bad(c, d->at, "{{content}} cannot stand in <p> or <pre>");
    }
    c->content = true;
    mark_line(c, d->at);
    buf_str(c->code, "content(o, page);\n");
    return NULL;
}

/* ---- blocks ---- */

static err *open_block(struct comp *c, const struct directive *d, bool each)
{
    if (c->ctx == CTX_EMPTY) {
        return comp_bad(c, d->at, "this element is to be empty; nothing is put into it");
    }
    TRY(into_value(c, d->at));
    if (c->blocks_n == TPLC_BLOCKS) {
        return comp_bad(c, d->at, "at most %d blocks are open at once", TPLC_BLOCKS);
    }
    c->blocks[c->blocks_n++] = (struct block){.each = each,
                                              .at = d->at,
                                              .ctx = c->ctx,
                                              .depth = c->depth,
                                              .tag = c->tag_serial,
                                              .value = c->value_serial,
                                              .url_start = c->url,
                                              .attributes = c->attributes_n};
    return NULL;
}

/* The condition of {{if …}}. */
static err *condition(struct comp *c, const struct directive *d, sv words, sv *ret)
{
    sv rest = words, word = tplc_token(&rest);
    bool negated = sv_is(word, "not");
    if (negated) {
        word = tplc_token(&rest);
    }
    sv code = SV_NONE, after = trim(rest);
    if ((sv_is(word, "first") || sv_is(word, "last")) && after.n && !sv_starts(after, SV("is "))) {
        const struct block *b = path_variable(c, after);
        if (!b) {
            return comp_bad(c, d->at, "\"%.*s\" is the variable of no {{each}} around this",
                            SV_ARG(sv_sub(after, 0, 60)));
        }
        code = sv_is(word, "first")
                   ? sv_fmt(c->t->a, "i_%.*s == 0", SV_ARG(after))
                   : sv_fmt(c->t->a, "i_%.*s + 1 == %.*s", SV_ARG(after), SV_ARG(b->count));
        *ret = negated ? sv_fmt(c->t->a, "!(%.*s)", SV_ARG(code)) : code;
        return NULL;
    }
    if (!word.n) {
        return comp_bad(c, d->at, "{{if}} asks nothing; name a field");
    }
    struct ref r;
    TRY(path_resolve(c, d->at, word, &r));
    if (!after.n) {
        TRY(path_truth(c, d->at, &r, &code));
        *ret = negated ? sv_fmt(c->t->a, "!(%.*s)", SV_ARG(code)) : code;
        return NULL;
    }
    sv is = tplc_token(&after), against = trim(after);
    if (!sv_is(is, "is")) {
        return comp_bad(c, d->at,
                        "write {{if field}}, {{if not field}} or {{if field is \"word\"}}");
    }
    int64_t number;
    bool quoted = against.n >= 2 && against.p[0] == '"' && against.p[against.n - 1] == '"';
    sv inside = quoted ? sv_sub(against, 1, against.n - 2) : SV_NONE;
    if (r.f.kind == KIND_TEXT && !r.f.list && quoted && sv_find(inside, '"') == inside.n) {
        struct buf b = buf_make(TPLC_FILE_BYTES);
        tplc_c_string(&b, inside);
        code = sv_fmt(c->t->a, "sv_eq(%.*s, SV(\"%.*s\"))", SV_ARG(r.e), SV_ARG(buf_view(&b)));
        buf_free(&b);
    } else if (r.f.kind == KIND_INT && !r.f.list && sv_i64(against, &number) &&
               number > INT64_MIN) {
        code = sv_fmt(c->t->a, "%.*s == INT64_C(%.*s)", SV_ARG(r.e), SV_ARG(against));
    } else {
        return comp_bad(c, d->at, "a text is compared with a \"word\", a number with a number");
    }
    sv guard = path_presence(c, &r);
    if (guard.n) {
        code = sv_fmt(c->t->a, "%.*s && %.*s", SV_ARG(guard), SV_ARG(code));
    }
    *ret = negated ? sv_fmt(c->t->a, "!(%.*s)", SV_ARG(code)) : code;
    return NULL;
}

static err *begin_if(struct comp *c, const struct directive *d, sv rest)
{
    sv code;
    TRY(condition(c, d, rest, &code));
    TRY(open_block(c, d, false));
    mark_line(c, d->at);
    buf_fmt(c->code, "if (%.*s) {\n", SV_ARG(code));
    return NULL;
}

static err *begin_each(struct comp *c, const struct directive *d, sv rest)
{
    sv name = tplc_token(&rest), in = tplc_token(&rest), path = tplc_token(&rest);
    if (!sv_is(in, "in") || !path.n || trim(rest).n) {
        return comp_bad(c, d->at, "write {{each item in list}}");
    }
    if (!tplc_name_ok(name) || tplc_word_reserved(name) || path_variable(c, name)) {
        return comp_bad(c, d->at, "\"%.*s\" cannot name an item here; choose another name",
                        SV_ARG(sv_sub(name, 0, 60)));
    }
    for (const struct field *f = c->tpl->model->first; f; f = f->next) {
        if (sv_eq(f->name, name)) {
            return comp_bad(c, d->at, "%.*s is a field already; give the item another name",
                            SV_ARG(name));
        }
    }
    if (c->ctx == CTX_TAG || c->ctx == CTX_URL) {
        return comp_bad(c, d->at, "%s is not repeated",
                        c->ctx == CTX_TAG ? "an attribute" : "an address");
    }
    struct ref r;
    TRY(path_resolve(c, d->at, path, &r));
    if (!r.f.list) {
        return comp_bad(c, d->at, "%.*s is no list", SV_ARG(sv_sub(path, 0, 60)));
    }
    TRY(open_block(c, d, true));
    struct block *b = &c->blocks[c->blocks_n - 1];
    b->var = name;
    b->count = r.count;
    b->item = r.f;
    b->item.name = name;
    b->item.list = b->item.optional = false;
    mark_line(c, d->at);
    buf_fmt(c->code, "for (size_t i_%.*s = 0; %.*s%si_%.*s < %.*s; i_%.*s++) {\n", SV_ARG(name),
            SV_ARG(r.guard), r.guard.n ? " && " : "", SV_ARG(name), SV_ARG(r.count), SV_ARG(name));
    if (r.f.kind == KIND_MODEL) {
        buf_fmt(c->code, "const struct view_%.*s *v_%.*s = &%.*s[i_%.*s];\n",
                SV_ARG(r.f.model->name), SV_ARG(name), SV_ARG(r.e), SV_ARG(name));
    } else {
        buf_fmt(c->code, "%s v_%.*s = %.*s[i_%.*s];\n", r.f.kind == KIND_TEXT ? "sv" : "int64_t",
                SV_ARG(name), SV_ARG(r.e), SV_ARG(name));
    }
    buf_fmt(c->code, "(void)v_%.*s;\n", SV_ARG(name));
    return NULL;
}

/* The branch that ends at d must end where it began. */
static err *end_branch(struct comp *c, const struct directive *d, struct block **ret)
{
    if (!c->blocks_n) {
        return comp_bad(c, d->at, "{{%.*s}} belongs to no {{if}} or {{each}}",
                        SV_ARG(sv_sub(d->words, 0, 20)));
    }
    struct block *b = &c->blocks[c->blocks_n - 1];
    const char *what = b->each ? "each" : "if";
    if (c->depth > b->depth) {
        const struct open_element *top = &c->open[c->depth - 1];
        return comp_bad(c, d->at, "<%.*s> was opened within this {{%s}} and is not closed",
                        SV_ARG(sv_sub(top->name, 0, 40)), what);
    }
    bool tag = b->ctx == CTX_TAG || b->ctx == CTX_ATTR || b->ctx == CTX_URL;
    bool in_value = b->ctx == CTX_ATTR || b->ctx == CTX_URL;
    if (c->ctx != b->ctx || (tag && c->tag_serial != b->tag) ||
        (in_value && c->value_serial != b->value)) {
        return comp_bad(c, d->at,
                        "a branch of {{%s}} ends in another place of the HTML than it began in",
                        what);
    }
    if (b->url_ended && b->url_end != c->url) {
        c->url = URL_MIXED;
    }
    b->url_end = c->url;
    b->url_ended = true;
    *ret = b;
    return NULL;
}

static err *begin_else(struct comp *c, const struct directive *d, sv rest)
{
    struct block *b;
    TRY(end_branch(c, d, &b));
    if (b->each) {
        return comp_bad(c, d->at,
                        "{{each}} has no {{else}}; ask by {{if}} whether the list has items");
    }
    if (b->has_else) {
        return comp_bad(c, d->at, "nothing follows {{else}} but {{end}}");
    }
    c->url = b->url_start;
    if (b->ctx == CTX_TAG) {
        for (size_t i = b->attributes; i < c->attributes_n; i++) {
            c->attributes[i].hidden =
                c->attributes[i].hidden ? c->attributes[i].hidden : (int)c->blocks_n;
        }
    }
    sv code = SV_NONE, words = trim(rest);
    if (words.n) {
        if (!sv_is(tplc_token(&words), "if")) {
            return comp_bad(c, d->at, "write {{else}} or {{else if field}}");
        }
        TRY(condition(c, d, words, &code));
    }
    b->has_else = code.n == 0;
    mark_line(c, d->at);
    if (code.n) {
        buf_fmt(c->code, "} else if (%.*s) {\n", SV_ARG(code));
    } else {
        buf_str(c->code, "} else {\n");
    }
    return NULL;
}

static err *end_block(struct comp *c, const struct directive *d)
{
    struct block *b;
    TRY(end_branch(c, d, &b));
    if (!b->has_else && c->url != b->url_start) {
        c->url = URL_MIXED; /* the branch that is not there leaves it as it was */
    }
    for (size_t i = b->attributes; b->ctx == CTX_TAG && i < c->attributes_n; i++) {
        if (c->attributes[i].hidden == (int)c->blocks_n) {
            c->attributes[i].hidden = 0;
        }
    }
    c->blocks_n--;
    mark_line(c, d->at);
    buf_str(c->code, "}\n");
    return NULL;
}

static err *directive(struct comp *c)
{
    struct directive d;
    TRY(take_directive(c, &d));
    swallow_line(c, &d);
    if (d.words.n && d.words.p[0] == '!') {
        return NULL;
    }
    sv rest = d.words, head = tplc_token(&rest);
    bool more = trim(rest).n > 0;
    if (sv_is(head, "end") && !more) {
        return end_block(c, &d);
    }
    if (sv_is(head, "else")) {
        return begin_else(c, &d, rest);
    }
    if (sv_is(head, "content") && !more) {
        return put_content(c, &d);
    }
    if (!more) {
        return put_value(c, &d);
    }
    if (sv_is(head, "model") || sv_is(head, "layout")) {
        return comp_bad(c, d.at, "{{%.*s}} stands once, before everything else", SV_ARG(head));
    }
    static const struct {
        const char *name;
        err *(*put)(struct comp *, const struct directive *, sv);
    } directives[] = {{"t", put_words},         {"if", begin_if},   {"each", begin_each},
                      {"include", put_include}, {"json", put_json}, {"index", put_index}};
    for (size_t i = 0; i < sizeof directives / sizeof *directives; i++) {
        if (sv_is(head, directives[i].name)) {
            return directives[i].put(c, &d, rest);
        }
    }
    return put_value(c, &d);
}

/* ---- whole templates ---- */

struct template *tplc_template_find(const struct tplc *t, sv name)
{
    for (struct template *p = t->templates; p; p = p->next) {
        if (sv_eq(p->name, name)) {
            return p;
        }
    }
    return NULL;
}

static err *read_head(struct comp *c, sv *ret_model, sv *ret_layout)
{
    struct template *tpl = c->tpl;
    *ret_model = *ret_layout = SV_NONE;
    for (;;) {
        while (c->at < c->in.n && tplc_blank(c->in.p[c->at])) {
            c->at++;
        }
        tpl->body = c->at;
        if (!sv_starts(sv_sub(c->in, c->at, 2), SV("{{"))) {
            return NULL;
        }
        struct directive d;
        TRY(take_directive(c, &d));
        sv rest = d.words, head = tplc_token(&rest), name = tplc_token(&rest);
        if (d.words.n && d.words.p[0] == '!') {
            continue;
        }
        if (sv_is(head, "model") && name.n && !trim(rest).n && !ret_model->n) {
            *ret_model = name;
        } else if (sv_is(head, "layout") && name.n && !ret_layout->n) {
            sv with = tplc_token(&rest), path = tplc_token(&rest);
            if (!sv_is(with, "with") || !path.n || trim(rest).n) {
                return comp_bad(c, d.at, "write {{layout shell with field}}");
            }
            *ret_layout = name;
            tpl->layout_with = path;
            tpl->layout_at = d.at;
        } else {
            c->at = d.at;
            return NULL;
        }
    }
}

static bool name_taken(sv name)
{
    return sv_ends(name, SV("_json")) || sv_ends(name, SV("_schema")) ||
           sv_starts(name, SV("schemas")) || sv_starts(name, SV("words"));
}

err *tplc_template_read(struct tplc *t, const struct tplc_file *file)
{
    struct template *tpl = arena_new(t->a, struct template);
    sv base = tplc_basename(file->name);
    *tpl = (struct template){
        .name = sv_sub(base, 0, base.n - SV(".thtml").n), .file = file->name, .text = file->text};
    struct comp *c = arena_new(t->a, struct comp);
    *c = (struct comp){.t = t, .tpl = tpl, .in = file->text};
    if (!utf8_plain(file->text)) {
        return comp_bad(c, 0, "the file is not plain UTF-8 text");
    }
    if (!tplc_name_ok(tpl->name) || tplc_word_reserved(tpl->name) || name_taken(tpl->name)) {
        return comp_bad(
            c, 0,
            "a template's file name is up to %d of a-z, 0-9 and _, no word of C, and does "
            "not end in _json or _schema",
            TPLC_NAME_BYTES);
    }
    if (tplc_template_find(t, tpl->name)) {
        return comp_bad(c, 0, "there is another template of this name");
    }
    sv model, layout;
    TRY(read_head(c, &model, &layout));
    if (!model.n) {
        return comp_bad(c, 0, "a template begins with {{model name}}");
    }
    tpl->model = tplc_model_find(t, model);
    if (!tpl->model) {
        return comp_bad(c, 0, "there is no model \"%.*s\"", SV_ARG(sv_sub(model, 0, 60)));
    }
    for (size_t i = 0; i < file->text.n; i++) {
        tpl->shell = tpl->shell || sv_starts(sv_sub(file->text, i, 11), SV("{{content}}"));
    }
    tpl->layout = layout.n ? arena_new(t->a, struct template) : NULL;
    if (tpl->layout) {
        tpl->layout->name = layout; /* until it is linked */
    }
    *(t->templates_last ? &t->templates_last->next : &t->templates) = tpl;
    t->templates_last = tpl;
    return NULL;
}

static err *link_layout(struct tplc *t, struct template *tpl)
{
    struct comp *c = arena_new(t->a, struct comp);
    *c = (struct comp){.t = t, .tpl = tpl, .in = tpl->text};
    sv name = tpl->layout->name;
    tpl->layout = tplc_template_find(t, name);
    if (!tpl->layout || !tpl->layout->shell) {
        return comp_bad(c, tpl->layout_at, "there is no template \"%.*s\" with {{content}}",
                        SV_ARG(sv_sub(name, 0, 60)));
    }
    if (tpl->shell) {
        return comp_bad(c, tpl->layout_at, "a shell stands in no other shell");
    }
    return NULL;
}

err *tplc_templates_link(struct tplc *t)
{
    for (struct template *p = t->templates; p; p = p->next) {
        if (p->layout) {
            TRY(link_layout(t, p));
        }
    }
    return NULL;
}

static void write_signature(struct buf *out, const struct template *tpl)
{
    buf_fmt(out, "void view_%.*s(struct out *o, const struct view_%.*s *m", SV_ARG(tpl->name),
            SV_ARG(tpl->model->name));
    buf_str(out,
            tpl->shell ? ", void (*content)(struct out *, const void *), const void *page)" : ")");
}

static err *compile_body(struct comp *c)
{
    c->at = c->tpl->body;
    while (c->at < c->in.n) {
        if (sv_starts(sv_sub(c->in, c->at, 2), SV("{{"))) {
            TRY(directive(c));
        } else {
            TRY(comp_html(c));
        }
        if (c->code->failed || c->fixed.failed) {
            return err_make(c->t->a, E_LIMIT, "%.*s becomes too large; divide it",
                            SV_ARG(c->tpl->file));
        }
    }
    TRY(comp_finish(c));
    comp_flush(c);
    return NULL;
}

static err *write_page(struct comp *c)
{
    struct template *tpl = c->tpl;
    struct ref r;
    c->blocks_n = 0;
    TRY(path_resolve(c, tpl->layout_at, tpl->layout_with, &r));
    if (r.f.kind != KIND_MODEL || r.f.list || r.f.model != tpl->layout->model ||
        path_presence(c, &r).n) {
        return comp_bad(c, tpl->layout_at, "%.*s shows the model %.*s, which must always be there",
                        SV_ARG(tpl->layout->name), SV_ARG(tpl->layout->model->name));
    }
    write_signature(c->code, tpl);
    buf_fmt(c->code, "\n{\nview_%.*s(o, %.*s, body_%.*s, m);\n}\n\n", SV_ARG(tpl->layout->name),
            SV_ARG(path_pointer(c, &r)), SV_ARG(tpl->name));
    return NULL;
}

err *tplc_template_compile(struct tplc *t, struct template *tpl)
{
    struct comp *c = arena_new(t->a, struct comp);
    *c = (struct comp){.t = t, .tpl = tpl, .in = tpl->text, .code = &t->templates_c};
    c->fixed = buf_make(TPLC_FILE_BYTES + 64 * 1024);
    write_signature(&t->templates_h, tpl);
    buf_str(&t->templates_h, ";\n");
    if (tpl->layout) {
        buf_fmt(c->code,
                "static void body_%.*s(struct out *o, const void *p)\n{\nconst struct view_%.*s *m "
                "= p;\n",
                SV_ARG(tpl->name), SV_ARG(tpl->model->name));
    } else {
        write_signature(c->code, tpl);
        buf_str(c->code, "\n{\n");
    }
    buf_str(c->code, "(void)o;\n(void)m;\n");
    err *e = compile_body(c);
    buf_free(&c->fixed);
    TRY(e);
    buf_str(c->code, "}\n\n");
    if (tpl->shell && !c->content) {
        return comp_bad(c, 0, "this shell never reaches its {{content}}");
    }
    return tpl->layout ? write_page(c) : NULL;
}
