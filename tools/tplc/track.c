/* Following the HTML of a template: which context every byte stands in. */
#include "tplc/comp.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

err *(comp_bad)(struct comp *c, size_t at, const char *fmt, ...)
{
    char text[400];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    size_t line = 1, start = 0;
    for (size_t i = 0; i < at && i < c->in.n; i++) {
        if (c->in.p[i] == '\n') {
            line++;
            start = i + 1;
        }
    }
    return err_make(c->t->a, E_INVALID, "%.*s:%zu:%zu: %s", SV_ARG(c->tpl->file), line,
                    at - start + 1, text);
}

void comp_flush(struct comp *c)
{
    enum { PIECE = 1000 };
    sv rest = buf_view(&c->fixed);
    while (rest.n) {
        sv piece = sv_sub(rest, 0, PIECE);
        buf_str(c->code, "TP_RAW(o, \"");
        tplc_c_string(c->code, piece);
        buf_str(c->code, "\");\n");
        rest = sv_sub(rest, piece.n, rest.n);
    }
    buf_clear(&c->fixed);
}

bool comp_open_has(const struct comp *c, const char *element)
{
    for (size_t i = 0; i < c->depth; i++) {
        if (sv_is(c->open[i].name, element)) {
            return true;
        }
    }
    return false;
}

bool comp_preserves(const struct comp *c)
{
    return comp_open_has(c, "pre") || comp_open_has(c, "textarea");
}

static bool drawing(const struct comp *c)
{
    return comp_open_has(c, "svg") || comp_open_has(c, "math") || sv_is(c->tag, "svg");
}

static bool looking_at(const struct comp *c, const char *what)
{
    size_t n = strlen(what);
    if (c->in.n - c->at < n) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        char x = c->in.p[c->at + i];
        x = x >= 'A' && x <= 'Z' ? (char)(x - 'A' + 'a') : x;
        if (x != what[i]) {
            return false;
        }
    }
    return true;
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static sv lower(struct comp *c, sv s)
{
    char *p = arena_alloc(c->t->a, s.n);
    for (size_t i = 0; i < s.n; i++) {
        p[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] - 'A' + 'a') : s.p[i];
    }
    return (sv){p, s.n};
}

static struct block *inner_block(struct comp *c)
{
    return c->blocks_n ? &c->blocks[c->blocks_n - 1] : NULL;
}

/* A run of white space becomes one line end or one space. */
static void take_blanks(struct comp *c)
{
    size_t from = c->at;
    bool line_end = false;
    while (c->at < c->in.n && tplc_blank(c->in.p[c->at])) {
        line_end = line_end || c->in.p[c->at] == '\n';
        c->at++;
    }
    if (comp_preserves(c)) {
        buf_sv(&c->fixed, sv_sub(c->in, from, c->at - from));
    } else if (from > c->tpl->body && c->in.p[from - 1] != '\n') {
        buf_char(&c->fixed, line_end ? '\n' : ' ');
    }
}

static err *comment(struct comp *c)
{
    size_t from = c->at;
    c->at += 4;
    while (c->at < c->in.n && !looking_at(c, "-->")) {
        if (looking_at(c, "{{")) {
            return comp_bad(c, c->at,
                            "nothing is put into an HTML comment; write {{! … }} for a note");
        }
        c->at++;
    }
    if (c->at == c->in.n) {
        return comp_bad(c, from, "this comment does not end");
    }
    c->at += 3;
    while (from > 0 && (c->in.p[from - 1] == ' ' || c->in.p[from - 1] == '\t')) {
        from--;
    }
    bool alone = (from == 0 || c->in.p[from - 1] == '\n') && looking_at(c, "\n");
    c->at += alone && !comp_preserves(c) ? 1 : 0;
    return NULL;
}

static err *doctype(struct comp *c)
{
    if (!looking_at(c, "<!doctype html>")) {
        return comp_bad(c, c->at, "the only declaration of a page is <!doctype html>");
    }
    if (c->doctype || c->depth || c->blocks_n) {
        return comp_bad(c, c->at, "<!doctype html> stands once, before everything else");
    }
    c->doctype = true;
    c->at += strlen("<!doctype html>");
    buf_str(&c->fixed, "<!doctype html>");
    return NULL;
}

static sv element_name(struct comp *c)
{
    size_t from = c->at;
    while (c->at < c->in.n) {
        char x = c->in.p[c->at];
        if (!letter(x) && !(x >= '0' && x <= '9') && x != '-') {
            break;
        }
        c->at++;
    }
    return sv_sub(c->in, from, c->at - from);
}

/* The directive here is {{end}} or {{else …}}. */
static bool ends_branch(const struct comp *c)
{
    sv rest = sv_sub(c->in, c->at + 2, c->in.n), word = tplc_token(&rest);
    return sv_starts(word, SV("end}}")) || sv_is(word, "end") || sv_starts(word, SV("else}}")) ||
           sv_is(word, "else");
}

/* The directive here is {{if …}}. */
static bool begins_if(const struct comp *c)
{
    sv rest = sv_sub(c->in, c->at + 2, c->in.n);
    return sv_is(tplc_token(&rest), "if");
}

static err *start_tag(struct comp *c)
{
    c->tag_at = c->at++;
    sv written = element_name(c);
    c->tag = lower(c, written);
    char next = c->at < c->in.n ? c->in.p[c->at] : '\0';
    bool block = looking_at(c, "{{") && begins_if(c);
    if (looking_at(c, "{{") && !block) {
        return comp_bad(c, c->at, "the name of an element is fixed; nothing is put into it");
    }
    if (!block && !tplc_blank(next) && next != '>' && next != '/') {
        return comp_bad(c, c->at, "after the name of an element comes a space, / or >");
    }
    const char *refused = html_element_refused(c->tag);
    if (refused) {
        return comp_bad(c, c->tag_at, "<%.*s> is refused: %s", SV_ARG(sv_sub(c->tag, 0, 40)),
                        refused);
    }
    if (html_ends_p(c->tag) && comp_open_has(c, "p")) {
        return comp_bad(c, c->tag_at, "<%.*s> would end the open <p>; close that first",
                        SV_ARG(sv_sub(c->tag, 0, 40)));
    }
    static const char *const alone[] = {"a", "form", "button", "option", "label"};
    for (size_t i = 0; i < sizeof alone / sizeof *alone; i++) {
        if (sv_is(c->tag, alone[i]) && comp_open_has(c, alone[i])) {
            return comp_bad(c, c->tag_at, "<%s> cannot stand within another <%s>", alone[i],
                            alone[i]);
        }
    }
    buf_char(&c->fixed, '<');
    buf_sv(&c->fixed, drawing(c) ? written : c->tag);
    c->ctx = CTX_TAG;
    c->tag_serial++;
    c->attributes_n = 0;
    return NULL;
}

static err *end_tag(struct comp *c)
{
    size_t from = c->at;
    c->at += 2;
    sv written = element_name(c);
    sv name = lower(c, written);
    while (c->at < c->in.n && tplc_blank(c->in.p[c->at])) {
        c->at++;
    }
    if (!name.n || c->at == c->in.n || c->in.p[c->at] != '>') {
        return comp_bad(c, from, "an end tag is </ and a fixed name and >");
    }
    c->at++;
    if (html_void(name)) {
        return comp_bad(c, from, "<%.*s> has no end tag", SV_ARG(name));
    }
    if (!c->depth) {
        return comp_bad(c, from, "</%.*s> closes nothing", SV_ARG(sv_sub(name, 0, 40)));
    }
    struct open_element *top = &c->open[c->depth - 1];
    if (!sv_eq(top->name, name)) {
        return comp_bad(c, from, "</%.*s> stands where </%.*s> is due", SV_ARG(sv_sub(name, 0, 40)),
                        SV_ARG(sv_sub(top->name, 0, 40)));
    }
    struct block *b = inner_block(c);
    if (b && c->depth == b->depth) {
        return comp_bad(c, from, "</%.*s> closes what was opened before this {{%s}}", SV_ARG(name),
                        b->each ? "each" : "if");
    }
    buf_str(&c->fixed, "</");
    buf_sv(&c->fixed, drawing(c) ? written : name);
    buf_char(&c->fixed, '>');
    c->depth--;
    c->tag = SV_NONE;
    c->ctx = CTX_TEXT;
    return NULL;
}

static err *text(struct comp *c)
{
    while (c->at < c->in.n && !looking_at(c, "{{")) {
        char x = c->in.p[c->at];
        if (tplc_blank(x)) {
            take_blanks(c);
        } else if (x != '<') {
            buf_char(&c->fixed, x);
            c->at++;
        } else if (looking_at(c, "<!--")) {
            TRY(comment(c));
        } else if (looking_at(c, "<!")) {
            return doctype(c);
        } else if (looking_at(c, "</")) {
            return end_tag(c);
        } else if (c->at + 1 < c->in.n && letter(c->in.p[c->at + 1])) {
            return start_tag(c);
        } else if (c->at++, looking_at(c, "{{")) {
            return comp_bad(c, c->at, "the name of an element is fixed; nothing is put into it");
        } else {
            return comp_bad(c, c->at - 1, "write &lt; for a < that begins no tag");
        }
    }
    return NULL;
}

/* Within title, textarea, script and iframe: everything up to their own end tag. */
static err *raw_text(struct comp *c)
{
    const struct open_element *top = &c->open[c->depth - 1];
    while (c->at < c->in.n && !looking_at(c, "{{")) {
        char x = c->in.p[c->at];
        if (tplc_blank(x) && c->ctx != CTX_ISLAND) {
            take_blanks(c);
        } else if (x == '<') {
            if (looking_at(c, "</")) {
                return end_tag(c);
            }
            return comp_bad(c, c->at, "within <%.*s> stands no other tag; write %s",
                            SV_ARG(top->name), c->ctx == CTX_ISLAND ? "\\u003c" : "&lt;");
        } else if (c->ctx == CTX_EMPTY) {
            return comp_bad(c, c->at,
                            "<%.*s> is to be empty here; only a script of type "
                            "application/json has content",
                            SV_ARG(top->name));
        } else {
            buf_char(&c->fixed, x);
            c->at++;
        }
    }
    return NULL;
}

static struct attribute *attribute(struct comp *c, const char *name)
{
    for (size_t i = 0; i < c->attributes_n; i++) {
        if (sv_is(c->attributes[i].name, name)) {
            return &c->attributes[i];
        }
    }
    return NULL;
}

static bool holds(sv s, const char *part)
{
    for (size_t i = 0; i < s.n; i++) {
        if (sv_starts(sv_sub(s, i, s.n), sv_of(part))) {
            return true;
        }
    }
    return false;
}

/* What a script may be: a JSON island, or a file of this site. */
static err *script(struct comp *c, enum ctx *ret)
{
    for (size_t i = 0; i < c->attributes_n; i++) {
        if (c->attributes[i].conditional) {
            return comp_bad(c, c->tag_at, "the attributes of a script stand in no {{if}}");
        }
    }
    const struct attribute *type = attribute(c, "type"), *src = attribute(c, "src");
    if (src) {
        if (!sv_starts(src->fixed, SV("/"))) {
            return comp_bad(c, c->tag_at, "a script comes from this site; begin its src with /");
        }
        *ret = CTX_EMPTY;
        return NULL;
    }
    if (type &&
        (sv_is(type->fixed, "application/json") || sv_is(type->fixed, "application/ld+json"))) {
        *ret = CTX_ISLAND;
        return NULL;
    }
    return comp_bad(c, c->tag_at,
                    "script within a page is refused; put it into a file, or give data the type "
                    "application/json");
}

static err *check_pairs(struct comp *c)
{
    const struct attribute *equiv = attribute(c, "http-equiv"), *content = attribute(c, "content");
    if (equiv && content && content->dynamic) {
        return comp_bad(c, c->tag_at, "a meta element with http-equiv takes only a fixed content");
    }
    const struct attribute *rel = attribute(c, "rel"), *href = attribute(c, "href");
    if (sv_is(c->tag, "link") && rel && href && href->dynamic &&
        (holds(rel->fixed, "stylesheet") || holds(rel->fixed, "preload"))) {
        return comp_bad(c, c->tag_at,
                        "a style sheet or a preloaded file takes only a fixed address");
    }
    return NULL;
}

static err *tag_close(struct comp *c, bool itself)
{
    struct block *b = inner_block(c);
    if (b && b->ctx == CTX_TAG && b->tag == c->tag_serial) {
        return comp_bad(c, c->at, "the tag ends within a block that began inside of it");
    }
    TRY(check_pairs(c));
    enum ctx inside = CTX_TEXT;
    if (sv_is(c->tag, "script")) {
        TRY(script(c, &inside));
    }
    c->at += itself ? 2 : 1;
    c->ctx = CTX_TEXT;
    if (html_void(c->tag)) {
        buf_char(&c->fixed, '>');
        return NULL;
    }
    if (itself) {
        if (!drawing(c)) {
            return comp_bad(c, c->at - 2, "<%.*s> does not close itself; write its end tag",
                            SV_ARG(sv_sub(c->tag, 0, 40)));
        }
        buf_str(&c->fixed, "/>");
        return NULL;
    }
    buf_char(&c->fixed, '>');
    if (c->depth == TPLC_ELEMENTS) {
        return comp_bad(c, c->tag_at, "at most %d elements are open at once", TPLC_ELEMENTS);
    }
    c->open[c->depth++] = (struct open_element){.name = c->tag, .at = c->tag_at};
    if (sv_is(c->tag, "title") || sv_is(c->tag, "textarea")) {
        inside = CTX_RCDATA;
    } else if (sv_is(c->tag, "iframe")) {
        inside = CTX_EMPTY;
    }
    if ((sv_is(c->tag, "textarea") || sv_is(c->tag, "pre")) &&
        !(c->at < c->in.n && c->in.p[c->at] == '\n')) {
        /* Parsers drop one line end here: let it be this one, not the first of the text. */
        buf_char(&c->fixed, '\n');
    }
    c->ctx = inside;
    return NULL;
}

static bool name_char(char x)
{
    return letter(x) || (x >= '0' && x <= '9') || x == '-' || x == '_' || x == ':' || x == '.';
}

static err *add_attribute(struct comp *c, sv name, size_t at)
{
    const char *refused = html_attribute_refused(name);
    if (refused) {
        return comp_bad(c, at, "%.*s is refused: %s", SV_ARG(sv_sub(name, 0, 40)), refused);
    }
    for (size_t i = 0; i < c->attributes_n; i++) {
        if (!c->attributes[i].hidden && sv_eq(c->attributes[i].name, name)) {
            return comp_bad(c, at, "the attribute %.*s stands in this tag already",
                            SV_ARG(sv_sub(name, 0, 40)));
        }
    }
    if (c->attributes_n == TPLC_ATTRIBUTES) {
        return comp_bad(c, at, "a tag has at most %d attributes", TPLC_ATTRIBUTES);
    }
    const struct block *b = inner_block(c);
    c->attributes[c->attributes_n++] = (struct attribute){
        .name = name, .conditional = b && b->ctx == CTX_TAG && b->tag == c->tag_serial};
    return NULL;
}

/* One attribute, up to its opening quote, or the end of the tag. */
static err *tag(struct comp *c)
{
    while (c->at < c->in.n && tplc_blank(c->in.p[c->at])) {
        c->at++;
    }
    if (c->at == c->in.n || looking_at(c, "{{")) {
        return NULL;
    }
    if (looking_at(c, ">") || looking_at(c, "/>")) {
        return tag_close(c, looking_at(c, "/>"));
    }
    size_t from = c->at;
    while (c->at < c->in.n && name_char(c->in.p[c->at])) {
        c->at++;
    }
    sv written = sv_sub(c->in, from, c->at - from);
    sv name = lower(c, written);
    if (looking_at(c, "{{") && name.n && !ends_branch(c)) {
        return comp_bad(c, c->at, "the name of an attribute is fixed; nothing is put into it");
    }
    if (!name.n || !(letter(name.p[0]) || name.p[0] == '_' || name.p[0] == ':')) {
        return comp_bad(c, from, "here an attribute, or the > of <%.*s>, is due",
                        SV_ARG(sv_sub(c->tag, 0, 40)));
    }
    TRY(add_attribute(c, name, from));
    buf_char(&c->fixed, ' ');
    buf_sv(&c->fixed, drawing(c) ? written : name);
    if (!looking_at(c, "=")) {
        return NULL;
    }
    c->at++;
    if (!looking_at(c, "\"") && !looking_at(c, "'")) {
        return comp_bad(c, c->at, "the value of %.*s stands in quotes",
                        SV_ARG(sv_sub(name, 0, 40)));
    }
    c->quote = c->in.p[c->at++];
    c->value_from = c->at;
    c->value_dynamic = false;
    c->value_serial++;
    c->value_fixed = html_attribute_fixed(c->tag, name);
    c->url = URL_EMPTY;
    c->ctx = html_attribute_url(name) ? CTX_URL : CTX_ATTR;
    buf_char(&c->fixed, '=');
    buf_char(&c->fixed, c->quote);
    return NULL;
}

/* A later piece that could complete the name of a scheme. */
static bool names_scheme(sv piece)
{
    size_t at = 0;
    while (at < piece.n && piece.p[at] != '/' && piece.p[at] != '?' && piece.p[at] != '#') {
        if (piece.p[at++] == ':') {
            return true;
        }
    }
    return false;
}

static err *value(struct comp *c)
{
    size_t from = c->at;
    while (c->at < c->in.n && c->in.p[c->at] != c->quote && !looking_at(c, "{{")) {
        c->at++;
    }
    sv piece = sv_sub(c->in, from, c->at - from);
    if (c->ctx == CTX_URL && piece.n) {
        if (c->url == URL_EMPTY ? !html_address_ok(piece) : names_scheme(piece)) {
            return comp_bad(
                c, from,
                "an address here is within the site or begins with http:, https:, mailto: "
                "or tel:");
        }
        c->url = c->url == URL_EMPTY ? URL_FIXED : c->url;
    }
    buf_sv(&c->fixed, piece);
    if (c->at == c->in.n || c->in.p[c->at] != c->quote) {
        return NULL;
    }
    struct block *b = inner_block(c);
    if (b && (b->ctx == CTX_ATTR || b->ctx == CTX_URL) && b->value == c->value_serial) {
        return comp_bad(c, c->at, "the value ends within a block that began inside of it");
    }
    struct attribute *last = &c->attributes[c->attributes_n - 1];
    last->dynamic = c->value_dynamic;
    last->fixed = c->value_dynamic ? SV_NONE : sv_sub(c->in, c->value_from, c->at - c->value_from);
    buf_char(&c->fixed, c->quote);
    c->at++;
    c->ctx = CTX_TAG;
    char next = c->at < c->in.n ? c->in.p[c->at] : ' ';
    if (!tplc_blank(next) && next != '>' && next != '/' && next != '{') {
        return comp_bad(c, c->at, "after a value comes a space, / or >");
    }
    return NULL;
}

err *comp_html(struct comp *c)
{
    switch (c->ctx) {
    case CTX_TEXT: return text(c);
    case CTX_RCDATA:
    case CTX_ISLAND:
    case CTX_EMPTY: return raw_text(c);
    case CTX_TAG: return tag(c);
    case CTX_ATTR:
    case CTX_URL: return value(c);
    }
    return NULL;
}

err *comp_finish(struct comp *c)
{
    if (c->blocks_n) {
        const struct block *b = inner_block(c);
        return comp_bad(c, b->at, "this {{%s}} has no {{end}}", b->each ? "each" : "if");
    }
    if (c->ctx == CTX_TAG || c->ctx == CTX_ATTR || c->ctx == CTX_URL) {
        return comp_bad(c, c->tag_at, "this tag does not end");
    }
    if (c->depth) {
        const struct open_element *top = &c->open[c->depth - 1];
        return comp_bad(c, top->at, "<%.*s> is not closed", SV_ARG(sv_sub(top->name, 0, 40)));
    }
    return NULL;
}
