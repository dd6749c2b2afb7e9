/* Reading instrument templates. */
#include "rules/instrument.h"

#include <string.h>

#include "base/limits.h"
#include "base/must.h"
#include "base/utf8.h"
#include "base/words.h"
#include "rules/packs_data.h"

enum { AFTER_MOST = 3660 };

struct reader {
    struct arena *a;
    sv file;
    uint32_t line;
    struct instrument *t;
    struct word words[INSTRUMENT_WORDS];
    size_t n;
};

#define WRONG(r, ...)                                                                              \
    err_field((r)->a, sv_fmt((r)->a, "%.*s:%u", SV_ARG((r)->file), (r)->line), __VA_ARGS__)

static const struct builtin {
    sv id;
    const sv *text;
} builtins[] = {
    {SV_INIT("287g-task-force-2025"), &instrument_287g_task_force_2025},
    {SV_INIT("287g-jail-enforcement-2025"), &instrument_287g_jail_enforcement_2025},
    {SV_INIT("287g-warrant-service-2025"), &instrument_287g_warrant_service_2025},
    {SV_INIT("surveillance-technology-policy"), &instrument_surveillance_technology_policy},
    {SV_INIT("grant-with-conditions"), &instrument_grant_with_conditions},
    {SV_INIT("mutual-aid-pact"), &instrument_mutual_aid_pact},
};
enum { BUILTINS = sizeof builtins / sizeof *builtins };

/* The kinds of acts that a template may have: by which name their lines are called, and the field
 * that tells one from the other. */
static const struct act_sort {
    enum rec_kind_id kind;
    const char *word, *field;
} act_sorts[] = {
    {KIND_INSTRUMENT_CHANGED, "change", "becomes"},    {KIND_PARTY_JOINED, "party", "party"},
    {KIND_ENDING_STATED, "ending", "party"},           {KIND_COURSE_REQUIRED, "course", "course"},
    {KIND_PROTOCOL_ADOPTED, "protocol", "protocol"},   {KIND_POWER_GRANTED, "power", "power"},
    {KIND_OBLIGATION_SET, "obligation", "obligation"},
};

static const char *const sort_words[INSTRUMENT_SORTS] = {
    NULL, "requirement", "setting", "judgement", "duty", "complaint", "since", "open"};

/* ---- lines of a template ---- */

static sv text_at(const struct reader *r, size_t i)
{
    return i < r->n ? r->words[i].text : SV_NONE;
}

static bool quoted_at(const struct reader *r, size_t i)
{
    return i < r->n && r->words[i].quoted && r->words[i].text.n > 0;
}

static const struct instrument_line *line_of(const struct instrument *t, sv key)
{
    for (size_t i = 0; i < t->n; i++) {
        if (sv_eq(t->lines[i].key, key)) {
            return &t->lines[i];
        }
    }
    return NULL;
}

static const struct instrument_ask *ask_of(const struct instrument *t, sv name)
{
    for (size_t i = 0; i < t->asks_n; i++) {
        if (sv_eq(t->asks[i].name, name)) {
            return &t->asks[i];
        }
    }
    return NULL;
}

/* cites="…" and sure=…: taken off the words of the line. */
static err *take_marks(struct reader *r, struct instrument_line *l)
{
    size_t kept = 0;
    bool sure = false;
    for (size_t i = 0; i < r->n; i++) {
        const struct word *w = &r->words[i];
        bool is_sure = sv_is(w->name, "sure"), is_cites = sv_is(w->name, "cites");
        if ((is_sure && sure) || (is_cites && l->cites.n)) {
            return WRONG(r, "%.*s stands twice: keep one.", SV_ARG(w->name));
        }
        if (is_sure) {
            int s = SURE_READ;
            while (s <= SURE_GENERAL && !sv_eq(w->text, rule_sure_name((enum rule_sure)s))) {
                s++;
            }
            if (s > SURE_GENERAL) {
                return WRONG(r, "How sure a line is, is one of read, secondary and general.");
            }
            sure = true;
            l->sure = (enum rule_sure)s;
        } else if (is_cites) {
            l->cites = w->text;
        } else {
            r->words[kept++] = *w;
        }
    }
    r->n = kept;
    return sure ? NULL
                : WRONG(r, "Say how sure the line is: sure=read (in its source), secondary or "
                           "general.");
}

static err *add_line(struct reader *r, const struct instrument_line *l)
{
    struct instrument *t = r->t;
    if (!l->cites.n || l->cites.n > INSTRUMENT_TEXT_BYTES) {
        return WRONG(r, "Say where the line stands, in at most %d bytes: cites=\"…\".",
                     INSTRUMENT_TEXT_BYTES);
    }
    if (line_of(t, l->key)) {
        return WRONG(r, "%.*s stands twice: keep one.", SV_ARG(l->key));
    }
    if (t->n == INSTRUMENT_LINES) {
        return WRONG(r, "A template has at most %d lines of that sort.", INSTRUMENT_LINES);
    }
    t->lines[t->n++] = *l;
    return NULL;
}

/* ---- holes: {ask}, {ask + 90 days}, {ask next 12-15} ---- */

enum hole_how { HOLE_PLAIN, HOLE_DAYS, HOLE_MONTHS, HOLE_NEXT };

struct hole {
    const struct instrument_ask *ask;
    enum hole_how how;
    int32_t number; /* days, months; month * 100 + day */
};

/* A day of the year as "12-15"; 29 February is none, as it does not come every year. */
static bool year_day(sv s, int32_t *ret)
{
    date d;
    char text[10] = {'2', '0', '2', '5', '-'};
    if (s.n != 5) {
        return false;
    }
    memcpy(text + 5, s.p, 5);
    if (!date_parse((sv){text, 10}, &d)) {
        return false;
    }
    struct civil c = civil_of_date(d);
    *ret = c.month * 100 + c.day;
    return true;
}

/* What stands between the braces. */
static bool hole_read(const struct instrument *t, sv s, struct hole *ret)
{
    sv rest, name = sv_cut(s, ' ', &rest), sign = sv_cut(rest, ' ', &rest);
    *ret = (struct hole){.ask = ask_of(t, name)};
    if (!ret->ask || (sign.n && !ret->ask->is_date)) {
        return false;
    }
    if (!sign.n) {
        return !rest.n;
    }
    if (sv_is(sign, "next")) {
        ret->how = HOLE_NEXT;
        return year_day(rest, &ret->number);
    }
    sv unit, number = sv_cut(rest, ' ', &unit);
    uint64_t n;
    bool days = sv_is(unit, "days"), months = sv_is(unit, "months"), years = sv_is(unit, "years");
    if (!sv_is(sign, "+") || !sv_u64(number, &n) || n < 1 || n > AFTER_MOST ||
        !(days || months || years) || (years && n > 100) || (months && n > 1200)) {
        return false;
    }
    ret->how = days ? HOLE_DAYS : HOLE_MONTHS;
    ret->number = (int32_t)n * (years ? 12 : 1);
    return true;
}

static date months_after(date from, int32_t months)
{
    struct civil c = civil_of_date(from);
    int32_t n = c.year * 12 + c.month - 1 + months;
    int year = n / 12, month = n % 12 + 1;
    date next = date_of_civil(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1);
    int last = civil_of_date((date){next.days - 1}).day;
    return date_of_civil(year, month, c.day < last ? c.day : last);
}

/* The first such day of a year that is not before `from`. */
static date next_after(date from, int32_t month_day)
{
    int year = civil_of_date(from).year;
    date d = date_of_civil(year, month_day / 100, month_day % 100);
    return d.days >= from.days ? d : date_of_civil(year + 1, month_day / 100, month_day % 100);
}

static sv hole_filled(struct arena *a, const struct hole *h, sv answer)
{
    date d;
    if (!h->ask->is_date || !date_parse(answer, &d)) {
        return answer;
    }
    switch (h->how) {
    case HOLE_PLAIN: break;
    case HOLE_DAYS: d.days += h->number; break;
    case HOLE_MONTHS: d = months_after(d, h->number); break;
    case HOLE_NEXT: d = next_after(d, h->number); break;
    }
    return date_format(a, d);
}

static sv answer_of(const struct instrument_wanted *w, sv name)
{
    for (size_t i = 0; i < w->answers_n; i++) {
        if (sv_eq(w->answers[i].name, name)) {
            return w->answers[i].value;
        }
    }
    return SV_NONE;
}

/* The value with its holes filled; *ret_lacks: the first ask without an answer.  False: a hole that
 * is none. */
static bool filled(struct arena *a, const struct instrument *t, const struct instrument_wanted *w,
                   sv value, sv *ret, sv *ret_lacks)
{
    sv made = SV_NONE, rest = value;
    bool any = false;
    while (sv_find(rest, '{') < rest.n) {
        struct hole h;
        sv after, before = sv_cut(rest, '{', &after);
        bool closed = sv_find(after, '}') < after.n;
        if (!closed || !hole_read(t, sv_cut(after, '}', &after), &h)) {
            return false;
        }
        sv answer = answer_of(w, h.ask->name);
        if (!answer.n && !ret_lacks->n) {
            *ret_lacks = h.ask->name;
        }
        made = sv_fmt(a, "%.*s%.*s%.*s", SV_ARG(made), SV_ARG(before),
                      SV_ARG(hole_filled(a, &h, answer)));
        rest = after;
        any = true;
    }
    *ret = any ? sv_fmt(a, "%.*s%.*s", SV_ARG(made), SV_ARG(rest)) : value;
    return true;
}

/* ---- acts ---- */

static struct rec_pair pair(const char *name, sv value)
{
    return (struct rec_pair){sv_of(name), value};
}

static sv pair_value(const struct instrument_line *l, const char *name)
{
    for (size_t i = 0; i < l->n; i++) {
        if (sv_is(l->pairs[i].name, name)) {
            return l->pairs[i].value;
        }
    }
    return SV_NONE;
}

/* The fields of an act by their whole names. */
static err *take_pairs(struct reader *r, struct instrument_line *l)
{
    l->pairs = arena_array(r->a, struct rec_pair, r->n);
    for (size_t i = 1; i < r->n; i++) {
        const struct word *w = &r->words[i];
        bool field = rec_field_find(l->kind, w->name) != NULL;
        if (!w->name.n || (!field && !rec_part_find(l->kind, w->name))) {
            return WRONG(r, "%s has no field %.*s.", l->kind->name,
                         SV_ARG(sv_sub(w->name.n ? w->name : w->text, 0, 64)));
        }
        if (!w->text.n) {
            return WRONG(r, "%.*s is empty: give it a value or leave it out.", SV_ARG(w->name));
        }
        l->pairs[l->n++] = (struct rec_pair){
            sv_fmt(r->a, "%s%.*s", field ? "data." : "texts.", SV_ARG(w->name)), w->text};
    }
    return NULL;
}

/* The act would be taken with answers of the right sort. */
static err *check_act(struct reader *r, const struct instrument_line *l)
{
    struct rec_pair answers[INSTRUMENT_ASKS], *pairs = arena_array(r->a, struct rec_pair, l->n + 1);
    struct instrument_wanted w = {.answers = answers, .answers_n = r->t->asks_n};
    struct jv *act;
    for (size_t i = 0; i < r->t->asks_n; i++) {
        const struct instrument_ask *ask = &r->t->asks[i];
        answers[i] = (struct rec_pair){ask->name, ask->is_date ? SV("2025-01-31") : SV("x")};
    }
    for (size_t i = 0; i < l->n; i++) {
        sv lacks = SV_NONE;
        pairs[i].name = l->pairs[i].name;
        if (!filled(r->a, r->t, &w, l->pairs[i].value, &pairs[i].value, &lacks)) {
            return WRONG(r,
                         "A { } in %.*s is none that can be filled: write {name} of something that "
                         "is asked for above, {name + 90 days} (months, years) or {name next "
                         "12-15}.",
                         SV_ARG(l->pairs[i].name));
        }
    }
    pairs[l->n] = pair("about.instrument", SV("x"));
    err *e = rec_act_of_pairs(r->a, l->kind, pairs, l->n + 1, &act);
    e = e ? e
          : rec_kind_check(r->a, l->kind, jv_get(act, "about"),
                           jv_get(act, "data") ? jv_get(act, "data") : jv_object(r->a), true);
    if (e) {
        return WRONG(r, "%.*s.", SV_ARG(e->message));
    }
    for (const struct rec_part_spec *p = l->kind->parts; p->name; p++) {
        if ((p->flags & REC_REQUIRED) && !jv_get(jv_get(act, "texts"), p->name)) {
            return WRONG(r, "%s needs %s: %s.", l->kind->name, p->name, p->help);
        }
    }
    return NULL;
}

/* Each code of a field is stated by a line above. */
static err *check_codes(struct reader *r, const struct instrument_line *l, const char *field,
                        const char *word)
{
    sv codes = pair_value(l, field);
    while (codes.n) {
        sv code = sv_trim(sv_cut(codes, ',', &codes));
        if (!line_of(r->t, sv_fmt(r->a, "%s.%.*s", word, SV_ARG(code)))) {
            return WRONG(r, "No line above states the %s %.*s.", word, SV_ARG(sv_sub(code, 0, 64)));
        }
    }
    return NULL;
}

static err *say_act(struct reader *r, const struct act_sort *s)
{
    static const struct {
        const char *field, *word;
    } named[] = {{"data.settings", "setting"},
                 {"data.judgement", "judgement"},
                 {"data.requirements", "requirement"},
                 {"data.courses", "course"}};
    struct instrument_line l = {
        .sort = INSTRUMENT_ACT, .kind = &rec_kinds[s->kind], .line = r->line};
    TRY(take_marks(r, &l));
    TRY(take_pairs(r, &l));
    TRY(check_act(r, &l));
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        TRY(check_codes(r, &l, named[i].field, named[i].word));
    }
    if (s->kind != KIND_PARTY_JOINED) {
        TRY(check_codes(r, &l, "data.party", "party"));
    }
    sv text = pair_value(&l, "texts.text"), name = pair_value(&l, "data.name");
    sv code = pair_value(&l, sv_cstr(r->a, sv_fmt(r->a, "data.%s", s->field)));
    l.key = sv_fmt(r->a, "%s.%.*s", s->word, SV_ARG(code));
    for (int n = 2; s->kind == KIND_ENDING_STATED && line_of(r->t, l.key); n++) {
        l.key = sv_fmt(r->a, "%s.%.*s-%d", s->word, SV_ARG(code), n); /* several ways */
    }
    l.cites = l.cites.n ? l.cites : pair_value(&l, "data.clause");
    l.words = name.n && text.n ? sv_fmt(r->a, "%.*s: %.*s", SV_ARG(name), SV_ARG(text))
              : text.n         ? text
              : name.n         ? name
                               : code;
    return add_line(r, &l);
}

/* ---- what no act says ---- */

/* requirement CODE "words" · duty "words" · complaint "words" · since DATE "words" · open "words"
 */
static err *say_words(struct reader *r, enum instrument_sort sort)
{
    struct instrument_line l = {.sort = sort, .line = r->line};
    bool coded = sort == INSTRUMENT_REQUIREMENT || sort == INSTRUMENT_SETTING ||
                 sort == INSTRUMENT_JUDGEMENT;
    size_t at = coded || sort == INSTRUMENT_SINCE ? 2 : 1, same = 1;
    TRY(take_marks(r, &l));
    if (r->n != at + 1 || !quoted_at(r, at) || (coded && !rec_id_valid(text_at(r, 1)))) {
        return WRONG(r, "Write %s%s \"words\" cites=\"…\" sure=…", sort_words[sort],
                     coded                      ? " code"
                     : sort == INSTRUMENT_SINCE ? " 2025-10-01"
                                                : "");
    }
    l.has_day = sort == INSTRUMENT_SINCE;
    if (l.has_day && !date_parse(text_at(r, 1), &l.day)) {
        return WRONG(r, "%.*s is no day: write 2025-10-01.", SV_ARG(sv_sub(text_at(r, 1), 0, 40)));
    }
    for (size_t i = 0; i < r->t->n; i++) {
        same += r->t->lines[i].sort == sort;
    }
    l.key = coded ? sv_fmt(r->a, "%s.%.*s", sort_words[sort], SV_ARG(text_at(r, 1)))
                  : sv_fmt(r->a, "%s.%zu", sort_words[sort], same);
    l.words = text_at(r, at);
    return add_line(r, &l);
}

/* ---- the template itself ---- */

static err *one_text(struct reader *r, const char *what, sv *to)
{
    if (to->n) {
        return WRONG(r, "%s stands twice: keep one.", what);
    }
    if (r->n != 2 || !text_at(r, 1).n || text_at(r, 1).n > INSTRUMENT_TEXT_BYTES) {
        return WRONG(r, "Write %s and its words, in at most %d bytes.", what,
                     INSTRUMENT_TEXT_BYTES);
    }
    *to = text_at(r, 1);
    return NULL;
}

static err *more_text(struct reader *r, const char *what, sv *list, size_t *n)
{
    if (r->n != 2 || !quoted_at(r, 1)) {
        return WRONG(r, "Write %s \"words\".", what);
    }
    if (*n == INSTRUMENT_NOTES) {
        return WRONG(r, "A template has at most %d lines of %s.", INSTRUMENT_NOTES, what);
    }
    list[(*n)++] = text_at(r, 1);
    return NULL;
}

/* ask NAME date|text "words" */
static err *say_ask(struct reader *r)
{
    struct instrument *t = r->t;
    bool is_date = sv_is(text_at(r, 2), "date");
    if (r->n != 4 || !rec_id_valid(text_at(r, 1)) || !quoted_at(r, 3) ||
        !(is_date || sv_is(text_at(r, 2), "text"))) {
        return WRONG(r, "Write ask name date \"what it is\", or text for date.");
    }
    if (ask_of(t, text_at(r, 1))) {
        return WRONG(r, "%.*s is asked for twice: keep one.", SV_ARG(text_at(r, 1)));
    }
    if (t->asks_n == INSTRUMENT_ASKS) {
        return WRONG(r, "A template asks for at most %d things.", INSTRUMENT_ASKS);
    }
    t->asks[t->asks_n++] = (struct instrument_ask){text_at(r, 1), text_at(r, 3), is_date};
    return NULL;
}

static err *say_type(struct reader *r)
{
    const struct rec_field *f = rec_field_find(&rec_kinds[KIND_INSTRUMENT_REGISTERED], SV("type"));
    sv rest = sv_of(f->codes);
    TRY(one_text(r, "type", &r->t->type));
    while (rest.n) {
        if (sv_eq(sv_cut(rest, ' ', &rest), r->t->type)) {
            return NULL;
        }
    }
    return WRONG(r, "type is one of %s.", f->codes);
}

static err *statement(struct reader *r)
{
    struct instrument *t = r->t;
    sv first = text_at(r, 0);
    if (!t->id.n) {
        if (r->n != 2 || !sv_is(first, "instrument") || !rec_id_valid(text_at(r, 1))) {
            return WRONG(r, "A template begins with the line: instrument and its id.");
        }
        t->id = text_at(r, 1);
        return NULL;
    }
    if (sv_is(first, "title")) {
        return one_text(r, "title", &t->title);
    }
    if (sv_is(first, "basis")) {
        return one_text(r, "basis", &t->basis);
    }
    if (sv_is(first, "type")) {
        return say_type(r);
    }
    if (sv_is(first, "source")) {
        return more_text(r, "source", t->sources, &t->sources_n);
    }
    if (sv_is(first, "note")) {
        return more_text(r, "note", t->notes, &t->notes_n);
    }
    if (sv_is(first, "ask")) {
        return say_ask(r);
    }
    for (int s = INSTRUMENT_REQUIREMENT; s < INSTRUMENT_SORTS; s++) {
        if (sv_is(first, sort_words[s])) {
            return say_words(r, (enum instrument_sort)s);
        }
    }
    for (size_t i = 0; i < sizeof act_sorts / sizeof *act_sorts; i++) {
        if (sv_is(first, rec_kinds[act_sorts[i].kind].name)) {
            return say_act(r, &act_sorts[i]);
        }
    }
    sv known = SV_NONE;
    for (size_t i = 0; i < sizeof act_sorts / sizeof *act_sorts; i++) {
        known = sv_fmt(r->a, "%.*s, %s", SV_ARG(known), rec_kinds[act_sorts[i].kind].name);
    }
    return WRONG(r,
                 "\"%.*s\" begins no line of a template: title, type, basis, source, note, ask, "
                 "requirement, setting, judgement, duty, complaint, since and open do%.*s too.",
                 SV_ARG(sv_sub(first, 0, 60)), SV_ARG(known));
}

static err *complete(struct reader *r)
{
    const struct instrument *t = r->t;
    const char *lacks = !t->id.n        ? "a first line: instrument and its id"
                        : !t->title.n   ? "its title"
                        : !t->type.n    ? "its type"
                        : !t->sources_n ? "a source: what was read of it"
                        : !t->n         ? "a line that says something"
                                        : NULL;
    return lacks ? WRONG(r, "The template lacks %s.", lacks) : NULL;
}

err *instrument_parse(struct arena *a, sv file_name, sv text, struct instrument **ret)
{
    struct reader *r = arena_new(a, struct reader);
    *r =
        (struct reader){.a = a, .file = file_name, .line = 1, .t = arena_new(a, struct instrument)};
    if (text.n > LIMIT_PACK_BYTES) {
        return err_make(a, E_LIMIT, "%.*s is longer than the %d bytes that a template may have.",
                        SV_ARG(file_name), LIMIT_PACK_BYTES);
    }
    if (!utf8_plain(text)) {
        return WRONG(r, "The file is not plain UTF-8 text: write it without control characters.");
    }
    while (text.n) {
        int lines;
        sv s = words_statement(&text, &lines);
        if (s.p[0] != '#' && s.p[0] != '\n') {
            err *e = words_split(a, s, r->words, INSTRUMENT_WORDS, &r->n);
            if (e) {
                return WRONG(r, "%.*s.", SV_ARG(e->message));
            }
            if (r->n) {
                TRY(statement(r));
            }
        }
        r->line += (uint32_t)lines;
    }
    TRY(complete(r));
    *ret = r->t;
    return NULL;
}

/* ---- those of the program ---- */

sv instrument_name(size_t i)
{
    return i < BUILTINS ? builtins[i].id : SV_NONE;
}

err *instrument_builtin(struct arena *a, sv id, struct instrument **ret)
{
    sv known = SV_NONE;
    for (size_t i = 0; i < BUILTINS; i++) {
        if (sv_eq(builtins[i].id, id)) {
            return instrument_parse(a, sv_fmt(a, "%.*s.instrument", SV_ARG(id)), *builtins[i].text,
                                    ret);
        }
        known = sv_fmt(a, "%.*s%s%.*s", SV_ARG(known), i ? ", " : "", SV_ARG(builtins[i].id));
    }
    return err_make(a, E_NOTFOUND, "There is no template %.*s; the program has %.*s.",
                    SV_ARG(sv_sub(id, 0, 80)), SV_ARG(known));
}

/* ---- registering by one ---- */

static err *check_answers(struct arena *a, const struct instrument *t,
                          const struct instrument_wanted *w)
{
    for (size_t i = 0; i < w->answers_n; i++) {
        sv name = w->answers[i].name, value = w->answers[i].value;
        const struct instrument_ask *ask = ask_of(t, name);
        date d, last = date_of_civil(9000, 1, 1);
        if (!ask) {
            return err_field(a, name, "The template %.*s does not ask for %.*s.", SV_ARG(t->id),
                             SV_ARG(sv_sub(name, 0, 64)));
        }
        if (value.n && ask->is_date && (!date_parse(value, &d) || d.days > last.days)) {
            return err_field(a, name, "%.*s is a date, such as 2025-08-28.", SV_ARG(name));
        }
        if (value.n > INSTRUMENT_TEXT_BYTES || !utf8_plain(value) ||
            sv_find(value, '\n') < value.n) {
            return err_field(a, name, "%.*s is one line of at most %d bytes.", SV_ARG(name),
                             INSTRUMENT_TEXT_BYTES);
        }
    }
    return NULL;
}

static struct instrument_act begin_act(struct arena *a, enum rec_kind_id kind, const char *key,
                                       const struct instrument_wanted *w, size_t room)
{
    struct instrument_act act = {.kind = &rec_kinds[kind],
                                 .key = sv_of(key),
                                 .pairs = arena_array(a, struct rec_pair, room + 1)};
    act.pairs[act.n++] = pair("about.instrument", w->id);
    return act;
}

static void give(struct instrument_act *act, const char *name, sv value)
{
    if (value.n) {
        act->pairs[act->n++] = pair(name, value);
    }
}

static struct instrument_act registration(struct arena *a, const struct instrument *t,
                                          const struct instrument_wanted *w)
{
    struct instrument_act act = begin_act(a, KIND_INSTRUMENT_REGISTERED, "registered", w, 6);
    give(&act, "about.item", w->item);
    give(&act, "data.type", t->type);
    give(&act, "data.basis", t->basis);
    give(&act, "data.template", t->id);
    give(&act, "data.agency", answer_of(w, SV("agency")));
    give(&act, "texts.title", w->title);
    return act;
}

static struct instrument_act table(struct arena *a, const struct instrument *t,
                                   const struct instrument_wanted *w)
{
    struct instrument_act act = begin_act(a, KIND_INSTRUMENT_WORDED, "template", w, 3);
    struct buf b = buf_make(LIMIT_PACK_BYTES);
    instrument_print(&b, t);
    give(&act, "data.state", SV("template"));
    give(&act, "texts.title",
         sv_fmt(a, "What the template says, in short: %.*s", SV_ARG(t->title)));
    give(&act, "texts.text", buf_dup(a, &b));
    buf_free(&b);
    return act;
}

err *instrument_acts(struct arena *a, const struct instrument *t, const struct instrument_wanted *w,
                     struct instrument_act **ret, size_t *ret_n)
{
    struct instrument_act *acts = arena_array(a, struct instrument_act, t->n + 2);
    size_t n = 0;
    TRY(check_answers(a, t, w));
    acts[n++] = registration(a, t, w);
    acts[n++] = table(a, t, w);
    for (size_t i = 0; i < t->n; i++) {
        const struct instrument_line *l = &t->lines[i];
        if (l->sort != INSTRUMENT_ACT) {
            continue;
        }
        struct instrument_act act =
            begin_act(a, (enum rec_kind_id)(l->kind - rec_kinds), "", w, l->n);
        act.key = l->key;
        act.line = l;
        for (size_t k = 0; k < l->n; k++) {
            struct rec_pair *p = &act.pairs[act.n++];
            p->name = l->pairs[k].name;
            must(filled(a, t, w, l->pairs[k].value, &p->value, &act.lacks));
        }
        sv lacks = SV_NONE;
        must(filled(a, t, w, l->words, &act.words, &lacks));
        acts[n++] = act;
    }
    *ret = acts;
    *ret_n = n;
    return NULL;
}
