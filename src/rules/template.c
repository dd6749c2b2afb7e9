/* Reading an agenda template: a line a statement, words between spaces, names between quotation
 * marks. */
#include "rules/template.h"

#include <string.h>

#include "base/limits.h"
#include "base/must.h"
#include "base/utf8.h"
#include "record/kinds.h"
#include "rules/packs_data.h"

enum { WORDS_MAX = 16, CITATION_BYTES = 200, PATTERN_BYTES = 60, REVIEW_DAYS = 366, PLACES = 9 };

/* A word, or name=value; what stood between quotation marks is without them. */
struct word {
    sv key, text;
    bool quoted;
};

struct reader {
    struct arena *a;
    sv file;
    uint32_t line;
    struct template *t;
    bool seen_style, seen_deferred;
    sv deferred;
    uint32_t deferred_line;
    struct word words[WORDS_MAX];
    size_t n;
};

static const char *const type_words[] = {"other",        "resolution", "ordinance", "hearing",
                                         "presentation", "discussion", "minutes"};
enum { TYPE_COUNT = sizeof type_words / sizeof *type_words };
static const char *const meeting_words[TEMPLATE_TYPES] = {"regular", "special", "emergency",
                                                          "workshop"};
static const char *const series_words[SERIES_COUNT] = {"file", "resolution", "ordinance", "other"};
static const char *const style_words[STYLE_COUNT] = {"action", "seconders", "reasons", "verbatim"};

#define WRONG(r, ...) err_field((r)->a, place((r)->a, (r)->file, (r)->line), __VA_ARGS__)

static sv place(struct arena *a, sv file, uint32_t line)
{
    return sv_fmt(a, "%.*s:%u", SV_ARG(file), line);
}

static size_t index_of(const char *const *words, size_t n, sv w)
{
    size_t i = 0;
    while (i < n && !sv_is(w, words[i])) {
        i++;
    }
    return i;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* A text between quotation marks, of which the first is cut off already. */
static err *quoted(struct reader *r, sv *rest, sv *ret)
{
    size_t end = sv_find(*rest, '"');
    if (end == rest->n) {
        return WRONG(r, "A quotation mark is missing: close the name with one.");
    }
    *ret = sv_sub(*rest, 0, end);
    *rest = sv_sub(*rest, end + 1, rest->n);
    if (rest->n && !is_space(rest->p[0])) {
        return WRONG(r, "A space is missing behind \"%.*s\".", SV_ARG(sv_sub(*ret, 0, 80)));
    }
    return NULL;
}

static err *split(struct reader *r, sv rest)
{
    r->n = 0;
    for (;;) {
        while (rest.n && is_space(rest.p[0])) {
            rest = sv_sub(rest, 1, rest.n);
        }
        if (!rest.n || rest.p[0] == '#') {
            return NULL;
        }
        if (r->n == WORDS_MAX) {
            return WRONG(r, "The line has more than %d words.", WORDS_MAX);
        }
        struct word *w = &r->words[r->n++];
        *w = (struct word){.quoted = false};
        size_t n = 0;
        while (n < rest.n && !is_space(rest.p[n]) && rest.p[n] != '=' && rest.p[n] != '"') {
            n++;
        }
        if (n < rest.n && rest.p[n] == '=' && n > 0) {
            w->key = sv_sub(rest, 0, n);
            rest = sv_sub(rest, n + 1, rest.n);
            n = 0;
            while (n < rest.n && !is_space(rest.p[n]) && rest.p[n] != '"') {
                n++;
            }
        }
        if (n == 0 && rest.n && rest.p[0] == '"') {
            w->quoted = true;
            rest = sv_sub(rest, 1, rest.n);
            TRY(quoted(r, &rest, &w->text));
            continue;
        }
        if (n < rest.n && !is_space(rest.p[n])) {
            return WRONG(r, "\"%c\" stands where a space is expected.", rest.p[n]);
        }
        w->text = sv_sub(rest, 0, n);
        rest = sv_sub(rest, n, rest.n);
    }
}

/* Word i as a name: between quotation marks, not empty, of a length. */
static err *name_at(struct reader *r, size_t i, const char *what, size_t most, sv *ret)
{
    const struct word *w = &r->words[i];
    if (i >= r->n || w->key.n || !w->quoted || !sv_trim(w->text).n || w->text.n > most) {
        return WRONG(r, "Write %s between quotation marks, in at most %zu bytes.", what, most);
    }
    *ret = w->text;
    return NULL;
}

/* The value of a number between bounds. */
static err *number_of(struct reader *r, const struct word *w, int32_t least, int32_t most,
                      int32_t *ret)
{
    uint64_t n;
    if (w->quoted || !sv_u64(w->text, &n) || n < (uint64_t)least || n > (uint64_t)most) {
        return WRONG(r, "%.*s is a number from %d to %d.", SV_ARG(w->key), least, most);
    }
    *ret = (int32_t)n;
    return NULL;
}

static err *unknown(struct reader *r, size_t i, const char *known)
{
    const struct word *w = &r->words[i];
    sv shown = sv_sub(w->key.n ? w->key : w->text, 0, 80);
    return WRONG(r, "\"%.*s\" means nothing here: %s.", SV_ARG(shown), known);
}

static err *types_of(struct reader *r, sv list, uint32_t *ret)
{
    while (list.n) {
        sv one = sv_cut(list, ',', &list);
        size_t k = index_of(type_words, TYPE_COUNT, one);
        if (k == TYPE_COUNT) {
            return WRONG(r,
                         "\"%.*s\" is no sort of item: write some of resolution, ordinance, "
                         "hearing, presentation, discussion, minutes, other, with commas.",
                         SV_ARG(sv_sub(one, 0, 80)));
        }
        *ret |= 1u << k;
    }
    return NULL;
}

static bool code_good(sv code)
{
    for (size_t i = 0; i < code.n; i++) {
        char c = code.p[i];
        if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
            return false;
        }
    }
    return code.n > 0 && code.n <= 6;
}

/* A, B, … Z, AA, AB, … */
static sv code_by_place(struct arena *a, size_t i)
{
    char two[] = {(char)('A' + (i / 26 + 25) % 26), (char)('A' + i % 26)};
    return sv_dup(a, i < 26 ? (sv){two + 1, 1} : (sv){two, 2});
}

/* section "NAME" [consent] [code=C] [types=a,b] */
static err *say_section(struct reader *r)
{
    struct template *t = r->t;
    struct template_section s = {.types = 0};
    if (t->sections == TEMPLATE_SECTIONS) {
        return WRONG(r, "A template has at most %d sections.", TEMPLATE_SECTIONS);
    }
    TRY(name_at(r, 1, "the section's name", TEMPLATE_NAME_BYTES, &s.name));
    if (template_section_of(t, s.name) < t->sections) {
        return WRONG(r, "The section \"%.*s\" stands twice: keep one.", SV_ARG(s.name));
    }
    for (size_t i = 2; i < r->n; i++) {
        const struct word *w = &r->words[i];
        if (!w->key.n && !w->quoted && sv_is(w->text, "consent") && !s.consent) {
            s.consent = true;
        } else if (sv_is(w->key, "types") && !s.types) {
            TRY(types_of(r, w->text, &s.types));
        } else if (sv_is(w->key, "code") && !s.code.n) {
            if (!code_good(w->text)) {
                return WRONG(r, "A code is of 1 to 6 letters and digits, such as CA.");
            }
            s.code = w->text;
        } else {
            return unknown(r, i, "a section has consent, code=… and types=…, each once");
        }
    }
    t->section[t->sections++] = s;
    return NULL;
}

/* The one {n} or {n:3} of a pattern, and the years in it. */
static bool pattern_good(sv pattern)
{
    size_t places = 0;
    while (pattern.n) {
        size_t open = sv_find(pattern, '{');
        if (sv_find(sv_sub(pattern, 0, open), '}') < open) {
            return false;
        }
        if (open == pattern.n) {
            break;
        }
        sv rest, hole = sv_cut(sv_sub(pattern, open + 1, pattern.n), '}', &rest);
        if (open + 1 + hole.n == pattern.n) {
            return false; /* not closed */
        }
        bool wide = hole.n == 3 && sv_starts(hole, SV("n:")) && hole.p[2] >= '1' &&
                    hole.p[2] <= '0' + PLACES;
        places += sv_is(hole, "n") || wide;
        if (!sv_is(hole, "n") && !wide && !sv_is(hole, "yyyy") && !sv_is(hole, "yy")) {
            return false;
        }
        pattern = rest;
    }
    return places == 1;
}

/* number SERIES "PATTERN" */
static err *say_number(struct reader *r)
{
    size_t s = r->n > 1 ? index_of(series_words, SERIES_COUNT, r->words[1].text) : SERIES_COUNT;
    sv pattern = SV_NONE;
    if (s == SERIES_COUNT || r->n != 3) {
        return WRONG(r, "Write number file, resolution, ordinance or other, and a pattern such as "
                        "\"R-{yyyy}-{n:3}\".");
    }
    TRY(name_at(r, 2, "the pattern", PATTERN_BYTES, &pattern));
    if (!pattern_good(pattern)) {
        return WRONG(r, "A pattern has {n} once, or {n:3} for at least three digits, and may have "
                        "{yyyy} or {yy}.");
    }
    sv sample = template_number(r->a, pattern, 2026, 1);
    for (size_t i = 0; s == SERIES_FILE && i < sample.n; i++) {
        char c = sample.p[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!word && (i == 0 || !strchr("._-", c))) {
            return WRONG(r, "A file's number is of letters, digits, '.', '_' and '-', and begins "
                            "with a letter or digit: it is its address too.");
        }
    }
    if (r->t->number[s].n) {
        return WRONG(r, "The numbers of that series stand twice: keep one.");
    }
    r->t->number[s] = pattern;
    return NULL;
}

/* notice SORT hours=72 [days=business] [citation="…"] */
static err *say_notice(struct reader *r)
{
    size_t m =
        r->n > 1 ? index_of(meeting_words, TEMPLATE_TYPES, r->words[1].text) : TEMPLATE_TYPES;
    struct template_notice n = {.given = true, .hours = -1};
    bool days = false;
    if (m == TEMPLATE_TYPES) {
        return WRONG(r, "Write notice regular, special, emergency or workshop, and hours=….");
    }
    for (size_t i = 2; i < r->n; i++) {
        const struct word *w = &r->words[i];
        if (sv_is(w->key, "hours") && n.hours < 0) {
            TRY(number_of(r, w, 1, TEMPLATE_HOURS, &n.hours));
        } else if (sv_is(w->key, "days") && !days) {
            days = true;
            n.business = sv_is(w->text, "business");
            if (!n.business && !sv_is(w->text, "calendar")) {
                return WRONG(r, "days is business or calendar: which days' hours count.");
            }
        } else if (sv_is(w->key, "citation") && !n.citation.n) {
            n.citation = w->text;
            if (!w->quoted || !w->text.n || w->text.n > CITATION_BYTES) {
                return WRONG(r, "A citation stands between quotation marks, in at most %d bytes.",
                             CITATION_BYTES);
            }
        } else {
            return unknown(r, i, "notice has hours=…, days=… and citation=\"…\", each once");
        }
    }
    if (n.hours < 0) {
        return WRONG(r, "Say how many hours of notice such a meeting needs: hours=72.");
    }
    if (r->t->notice[m].given) {
        return WRONG(r, "The notice of %s meetings stands twice: keep one.", meeting_words[m]);
    }
    r->t->notice[m] = n;
    return NULL;
}

/* minutes style=… */
static err *say_minutes(struct reader *r)
{
    size_t s = r->n == 2 && sv_is(r->words[1].key, "style")
                   ? index_of(style_words, STYLE_COUNT, r->words[1].text)
                   : STYLE_COUNT;
    if (s == STYLE_COUNT) {
        return WRONG(r, "Write minutes style=action, seconders, reasons or verbatim.");
    }
    if (r->seen_style) {
        return WRONG(r, "The style of the minutes stands twice: keep one.");
    }
    r->seen_style = true;
    r->t->style = (enum template_style)s;
    return NULL;
}

/* review "WHO" days=3 */
static err *say_review(struct reader *r)
{
    struct template *t = r->t;
    struct template_review v;
    if (t->reviews == TEMPLATE_REVIEWS) {
        return WRONG(r, "A template has at most %d reviews.", TEMPLATE_REVIEWS);
    }
    TRY(name_at(r, 1, "who reviews", TEMPLATE_NAME_BYTES, &v.reviewer));
    if (r->n != 3 || !sv_is(r->words[2].key, "days")) {
        return WRONG(r, "Say in how many days it is due: review \"City Attorney\" days=3.");
    }
    TRY(number_of(r, &r->words[2], 0, REVIEW_DAYS, &v.days));
    for (size_t i = 0; i < t->reviews; i++) {
        if (sv_eq(t->review[i].reviewer, v.reviewer)) {
            return WRONG(r, "The review by \"%.*s\" stands twice: keep one.", SV_ARG(v.reviewer));
        }
    }
    t->review[t->reviews++] = v;
    return NULL;
}

/* deferred section="NAME" */
static err *say_deferred(struct reader *r)
{
    if (r->n != 2 || !sv_is(r->words[1].key, "section") || !r->words[1].quoted) {
        return WRONG(r, "Write deferred section=\"…\": where items stand that are carried over.");
    }
    if (r->seen_deferred) {
        return WRONG(r, "deferred stands twice: keep one.");
    }
    r->seen_deferred = true;
    r->deferred = r->words[1].text;
    r->deferred_line = r->line;
    return NULL;
}

/* template NAME */
static err *say_template(struct reader *r)
{
    if (r->t->name.n || r->t->sections) {
        return WRONG(r, "template and its name stand once, on the first line.");
    }
    if (r->n != 2 || r->words[1].key.n || !rec_id_valid(r->words[1].text)) {
        return WRONG(r, "Write template and a name: letters a to z, digits, '.', '_' and '-'.");
    }
    r->t->name = r->words[1].text;
    return NULL;
}

static err *statement(struct reader *r)
{
    static const struct {
        const char *word;
        err *(*say)(struct reader *);
    } statements[] = {{"template", say_template}, {"section", say_section}, {"number", say_number},
                      {"notice", say_notice},     {"minutes", say_minutes}, {"review", say_review},
                      {"deferred", say_deferred}};
    const struct word *first = &r->words[0];
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
        if (!first->key.n && !first->quoted && sv_is(first->text, statements[i].word)) {
            if (i > 0 && !r->t->name.n) {
                return WRONG(r, "A template begins with the line: template NAME.");
            }
            return statements[i].say(r);
        }
    }
    return unknown(r, 0,
                   "a line begins with template, section, number, notice, minutes, review or "
                   "deferred");
}

/* What a whole template must have. */
static err *complete(struct reader *r)
{
    struct template *t = r->t;
    if (!t->name.n) {
        return WRONG(r, "The template is empty: it begins with the line: template NAME.");
    }
    if (!t->sections) {
        return WRONG(r, "The template %.*s has no section: write section \"…\".", SV_ARG(t->name));
    }
    t->deferred = t->sections;
    if (r->seen_deferred) {
        t->deferred = template_section_of(t, r->deferred);
        r->line = r->deferred_line;
        if (t->deferred == t->sections) {
            return WRONG(r, "The template has no section \"%.*s\": name one that it has.",
                         SV_ARG(sv_sub(r->deferred, 0, 120)));
        }
    }
    for (size_t i = 0; i < t->sections; i++) {
        if (!t->section[i].code.n) {
            t->section[i].code = code_by_place(r->a, i);
        }
    }
    return NULL;
}

err *template_parse(struct arena *a, sv file_name, sv text, struct template **ret)
{
    struct reader *r = arena_new(a, struct reader);
    *r = (struct reader){.a = a, .file = file_name, .t = arena_new(a, struct template)};
    if (text.n > TEMPLATE_BYTES) {
        return err_make(a, E_LIMIT, "%.*s is longer than the %d bytes that a template may have.",
                        SV_ARG(file_name), TEMPLATE_BYTES);
    }
    while (text.n > 0) {
        r->line++;
        sv line = sv_cut(text, '\n', &text);
        line.n -= line.n && line.p[line.n - 1] == '\r';
        if (line.n > LIMIT_LINE_BYTES) {
            return err_make(a, E_LIMIT, "%.*s:%u: the line is longer than %d bytes.",
                            SV_ARG(file_name), r->line, LIMIT_LINE_BYTES);
        }
        if (!utf8_plain(line)) {
            return WRONG(r,
                         "The line is not plain UTF-8 text: write it without control characters.");
        }
        TRY(split(r, line));
        if (r->n) {
            TRY(statement(r));
        }
    }
    TRY(complete(r));
    *ret = r->t;
    return NULL;
}

sv template_default_text(void)
{
    return template_default_data;
}

const struct template *template_default(struct arena *a)
{
    struct template *t = NULL;
    err *e = template_parse(a, SV("default.template"), template_default_data, &t);
    must(!e && t);
    return t;
}

size_t template_section_of(const struct template *t, sv name)
{
    size_t i = 0;
    while (i < t->sections && !sv_eq(t->section[i].name, name)) {
        i++;
    }
    return i;
}

size_t template_section_for(const struct template *t, enum floor_item_kind type)
{
    size_t taken = t->sections - 1;
    bool found = false;
    for (size_t i = 0; i < t->sections; i++) {
        const struct template_section *s = &t->section[i];
        if (!(s->types >> type & 1)) {
            continue;
        }
        if (!s->consent) {
            return i;
        }
        if (!found) {
            found = true;
            taken = i;
        }
    }
    return taken;
}

size_t template_section_carried(const struct template *t, enum floor_item_kind type)
{
    return t->deferred < t->sections ? t->deferred : template_section_for(t, type);
}

bool template_deadline(const struct template *t, enum floor_meeting_type type,
                       const struct holidays *h, int64_t at, int64_t *ret)
{
    const struct template_notice *n = &t->notice[type];
    if (!n->given) {
        return false;
    }
    *ret = n->business ? days_back(h, at, (int64_t)n->hours * 3600) : at - (int64_t)n->hours * 3600;
    return true;
}

static sv hole_filled(struct arena *a, sv hole, int year, int64_t n)
{
    if (sv_is(hole, "yyyy")) {
        return sv_fmt(a, "%04d", year);
    }
    if (sv_is(hole, "yy")) {
        return sv_fmt(a, "%02d", year % 100);
    }
    int width = hole.n == 3 ? hole.p[2] - '0' : 1;
    return sv_fmt(a, "%0*lld", width, (long long)n);
}

sv template_number(struct arena *a, sv pattern, int year, int64_t n)
{
    sv made = SV_NONE;
    while (pattern.n) {
        size_t open = sv_find(pattern, '{');
        sv plain = sv_sub(pattern, 0, open), rest = SV_NONE, filled = SV_NONE;
        if (open < pattern.n) {
            sv hole = sv_cut(sv_sub(pattern, open + 1, pattern.n), '}', &rest);
            filled = hole_filled(a, hole, year, n);
        }
        made = sv_fmt(a, "%.*s%.*s%.*s", SV_ARG(made), SV_ARG(plain), SV_ARG(filled));
        pattern = rest;
    }
    return made;
}

static bool alike(sv a, sv b)
{
    if (a.n != b.n) {
        return false;
    }
    for (size_t i = 0; i < a.n; i++) {
        char x = a.p[i], y = b.p[i];
        x = x >= 'A' && x <= 'Z' ? (char)(x - 'A' + 'a') : x;
        y = y >= 'A' && y <= 'Z' ? (char)(y - 'A' + 'a') : y;
        if (x != y) {
            return false;
        }
    }
    return true;
}

int64_t template_number_place(struct arena *a, sv pattern, int year, sv number)
{
    size_t before = 0; /* how much stands before the place, years filled in */
    sv rest = pattern;
    while (rest.n) {
        size_t open = sv_find(rest, '{');
        sv hole = sv_cut(sv_sub(rest, open + 1, rest.n), '}', &rest);
        before += open;
        if (hole.n && hole.p[0] == 'n') {
            break;
        }
        before += hole.n;
    }
    size_t end = before;
    while (end < number.n && number.p[end] >= '0' && number.p[end] <= '9' && end - before < 7) {
        end++;
    }
    int64_t n = 0;
    for (size_t i = before; i < end; i++) {
        n = n * 10 + (number.p[i] - '0');
    }
    return n >= 1 && n <= 999999 && alike(template_number(a, pattern, year, n), number) ? n : 0;
}

enum template_series template_series_of(sv word)
{
    return (enum template_series)index_of(series_words, SERIES_COUNT, word);
}

sv template_style_name(enum template_style s)
{
    return s < STYLE_COUNT ? sv_of(style_words[s]) : SV_NONE;
}
